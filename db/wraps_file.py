"""The file of wrapped keys: the database key sealed once per officer and once for the recovery code, kept twice."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from db.errors import DatabaseDamagedError, DeskNotFoundError, StorageFailedError
from db.places import Places, default_copy_dir
from db.safe_file import write_safely

_FORMAT = 1
_MOST_MEMORY_KIB, _MOST_PASSES = 1_048_576, 20  # a tampered file must not be able to exhaust the machine


@dataclass(frozen=True, slots=True)
class Wrap:
    """The database key under one password (or the recovery code: empty officer); all binary facts as hex."""

    officer: str
    name: str
    salt: str
    memory_kib: int
    passes: int
    lanes: int
    sealed: str


@dataclass(frozen=True, slots=True)
class Wraps:
    """Everything in the file. `signing_seed` is sealed by the database key; the newer `generation` wins."""

    generation: int
    copy_dir: str
    public_key: str
    signing_seed: str
    recovery: Wrap
    officers: tuple[Wrap, ...]
    unlogged: tuple[str, ...] = ()  # officers whose password the recovery code reset, not yet told to the log

    def of_officer(self, officer: str) -> Wrap | None:
        """Return the wrap of an officer, by id or by name."""
        for wrap in self.officers:
            if officer in (wrap.officer, wrap.name):
                return wrap
        return None

    def with_officer(self, wrap: Wrap, *, by_recovery: bool = False) -> Wraps:
        """Return the next generation, with this wrap in place of the officer's older one."""
        others = tuple(other for other in self.officers if other.officer != wrap.officer)
        unlogged = (*self.unlogged, wrap.officer) if by_recovery else self.unlogged
        return replace(self, generation=self.generation + 1, officers=(*others, wrap), unlogged=unlogged)

    def all_logged(self) -> Wraps:
        """Return the next generation, with nothing left to tell the log."""
        return replace(self, generation=self.generation + 1, unlogged=())


def read_wraps(home: Path, copy_dir: Path | None = None) -> tuple[Wraps, Places]:
    """Return the wraps and the places they name; the newer of the two files, if only one is whole that one.

    DeskNotFoundError when there is no desk, DatabaseDamagedError when both files are damaged, StorageFailedError when
    the folder may not be looked into.
    """
    first = _read(home / "keys.json")
    named = Path(first.copy_dir) if first and first.copy_dir else default_copy_dir(home)
    places = Places(home, copy_dir or named)
    whole = [wraps for wraps in (first, _read(places.keys_twin)) if wraps is not None]
    if not whole:
        if _is_there(places.keys) or _is_there(places.keys_twin):
            raise DatabaseDamagedError(home=str(home), reason="keys.json")
        raise DeskNotFoundError(home=str(home))
    return max(whole, key=lambda wraps: wraps.generation), places


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise StorageFailedError(reason=error.strerror) from error


def heal_wraps(places: Places, wraps: Wraps) -> None:
    """Write the wraps where they are missing, damaged or older. A folder that is not there now is healed later."""
    content = _encoded(wraps)
    for path in (places.keys_twin, places.keys):
        if path.parent.is_dir() and not _is(path, content):
            write_safely(path, content)


def write_wraps(places: Places, wraps: Wraps) -> None:
    """Replace both files, the twin first: once the first one is new, both are."""
    if places.copy_dir.is_dir():
        write_safely(places.keys_twin, _encoded(wraps))
    write_safely(places.keys, _encoded(wraps))


def left_elsewhere(wraps: Wraps) -> bytes:
    """Return the file as others may keep it: the recovery code on paper opens it, no password does."""
    officers = tuple(Wrap(wrap.officer, wrap.name, "", 0, 0, 0, "") for wrap in wraps.officers)
    return _encoded(replace(wraps, copy_dir="", officers=officers, unlogged=()))


def _encoded(wraps: Wraps) -> bytes:
    content = {"format": _FORMAT, **asdict(wraps)}
    return json.dumps({**content, "sum": _sum(content)}, ensure_ascii=False, indent=1).encode()


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _sum(content: dict[str, object]) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> Wraps | None:
    try:
        content = json.loads(path.read_bytes())
        if content.pop("sum") != _sum(content) or content.pop("format") != _FORMAT:
            return None
        officers = tuple(_wrap(entry) for entry in content.pop("officers"))
        unlogged = tuple(content.pop("unlogged"))
        return Wraps(recovery=_wrap(content.pop("recovery")), officers=officers, unlogged=unlogged, **content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _wrap(entry: dict[str, object]) -> Wrap:
    wrap = Wrap(**entry)  # type: ignore[arg-type]
    if wrap.memory_kib > _MOST_MEMORY_KIB or wrap.passes > _MOST_PASSES:
        raise ValueError("a cost no desk has set")
    return wrap

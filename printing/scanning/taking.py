"""Reading a file that somebody else may have made: only a plain file, only so large, never through a link."""

import os
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.characters import is_forbidden
from desk_app.domain.scan_errors import (
    FileNameRefusedError,
    FileTooLargeError,
    FileUnreadableError,
    LinkRefusedError,
    NotAPlainFileError,
)

MOST_MB = 50
_MOST_BYTES = MOST_MB * 1024 * 1024
_MOST_NAME = 200
_NEVER_IN_A_NAME = frozenset('/\\:*?"<>|')
_PORTS = (f"{port}{place}" for port in ("com", "lpt") for place in range(1, 10))
_DEVICE_NAMES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it was read: the name is only ever shown."""

    name: str
    content: bytes


def read_file(path: Path) -> TakenFile:
    """Return the file; a ScanRefusedError for anything but a plain file of a bearable size and name."""
    name = checked_name(path.name)
    try:
        # Neither a link is followed nor a pipe waited for: what was looked at is what is read.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
                             | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0))  # fmt: skip
    except OSError as error:
        if path.is_symlink():
            raise LinkRefusedError(name=name) from error
        if path.is_dir() or not (path.is_file() or not path.exists()):
            raise NotAPlainFileError(name=name) from error
        raise FileUnreadableError(name=name, reason=error.strerror) from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        raise NotAPlainFileError(name=name)
    with os.fdopen(descriptor, "rb") as file:
        if facts.st_size > _MOST_BYTES:
            raise FileTooLargeError(name=name, most=MOST_MB)
        try:
            content = file.read(_MOST_BYTES + 1)
        except OSError as error:
            raise FileUnreadableError(name=name, reason=error.strerror) from error
    return taken(name, content)


def taken(name: str, content: bytes) -> TakenFile:
    """Return what came otherwise (from a scanner) under the same rules."""
    if len(content) > _MOST_BYTES:
        raise FileTooLargeError(name=name, most=MOST_MB)
    return TakenFile(checked_name(name), content)


def read_from_folder(folder: Path, names: Sequence[str]) -> list[TakenFile]:
    """Return files of a folder by their names, in this order; FileNameRefusedError for one that leads out of it."""
    return [read_file(folder / checked_name(name)) for name in names]


def names_in_folder(folder: Path) -> list[str]:
    """Return the files of a folder that may be scans, oldest first: the order in which a scanner wrote them."""
    try:
        found = [(entry.stat(follow_symlinks=False).st_mtime_ns, entry.name) for entry in os.scandir(folder)
                 if entry.name.lower().endswith(ENDINGS)]  # fmt: skip
    except OSError as error:
        raise FileUnreadableError(name=folder.name, reason=error.strerror) from error
    return [name for _, name in sorted(found)]


def checked_name(name: str) -> str:
    """Return a file's name fit to be shown; FileNameRefusedError for a path, a device, or hidden characters."""
    plain = unicodedata.normalize("NFC", name)
    is_wrong = (
        not plain.strip(". ")
        or len(plain) > _MOST_NAME
        or bool(_NEVER_IN_A_NAME & set(plain))
        or any(is_forbidden(character) for character in plain)
        or plain.split(".")[0].strip().lower() in _DEVICE_NAMES
    )
    if is_wrong:
        raise FileNameRefusedError(name=_shown(plain))
    return plain


def _shown(name: str) -> str:
    return "".join("?" if is_forbidden(character) else character for character in name)[:60]

"""A dead machine's desk on a new one: its log from a second copy or a backup, its end perhaps from elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from db.copy_frames import CopyDamagedError, events_in, header_of, read_copy
from db.creation import SIGNING
from db.engine import DatabaseError, open_database
from db.errors import DatabaseDamagedError, DeskExistsError, DeskNotFoundError
from db.event_log import recorded_of, stored_events
from db.keys import derived, open_by_recovery, unseal
from db.lock import DeskLock
from db.places import Places, default_copy_dir
from db.recovery_code import secret_of
from db.restore import LastSlip, restore
from db.second_copy import write_copy
from db.signing import DeskSigner
from db.trouble import translated
from db.wraps_file import Wraps, read_wraps, write_wraps
from desk_app.domain.chain import genesis, link
from desk_app.domain.events import SettingChanged
from desk_app.ports import Clock, EventCodec, Signer, StoredEvent

MoreEvents = Callable[["Salvage"], Sequence[StoredEvent]]


@dataclass(frozen=True, slots=True)
class Salvage:
    """What the folder gave: the desk's key, the log as far as it goes there, and the district's address and root."""

    signer: Signer
    seq: int
    head: bytes
    district_url: str
    district_ca: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """How many events the folder held, how many came from elsewhere, and how many the log has now."""

    from_folder: int
    from_elsewhere: int
    events: int


def come_back(
    home: Path,
    source: Path,
    code: str,
    *,
    codec: EventCodec,
    clock: Clock,
    more: MoreEvents,
    last_slip: LastSlip | None = None,
    copy_dir: Path | None = None,
) -> CameBack:
    """Make the desk of `source` (a second copy, a copied data folder, or only its keys) in `home`, in a new epoch.

    `more` gives the events after those of the folder; they are taken as far as the chain proves them. The folder is
    left as it is. DeskExistsError, DeskNotFoundError (no keys there), RecoveryCodeError, DatabaseDamagedError.
    """
    secret = secret_of(code)
    with translated(str(home)):
        places = Places(home, copy_dir or default_copy_dir(home))
        if places.keys.exists() or places.keys_twin.exists():
            raise DeskExistsError(home=str(home))
        wraps = _wraps_in(source)
        key = open_by_recovery(wraps.recovery, secret, wraps.public_key)
        signer = DeskSigner(unseal(derived(key, "signing"), bytes.fromhex(wraps.signing_seed), SIGNING))
        for folder in (home, places.copy_dir):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = DeskLock(places.lock)
        try:
            events = _longest(_from_copy(source, key, signer), _from_database(source, home, key, signer))
            found = len(events)
            events += _continuing(signer, events, more(_salvage(signer, events, codec)))
            if not events:
                raise DatabaseDamagedError(home=str(source), reason="no events are left")
            count = restore(places, derived(key, "database"), events, signer, codec, clock, str(source), last_slip)
            connection = open_database(places.database, derived(key, "database"))
            try:
                device = sha256(signer.public_key).digest()[:16]
                write_copy(places.copy, derived(key, "copy"), device, stored_events(connection))
            finally:
                connection.close()
            named = str(copy_dir.absolute()) if copy_dir else ""
            _bring_scans(source, places)
            write_wraps(places, replace(wraps, generation=wraps.generation + 1, copy_dir=named))
        finally:
            lock.release()
    return CameBack(found, len(events) - found, count)


def _bring_scans(source: Path, places: Places) -> None:
    """Copy the scans of a copied data folder: they are sealed under keys that this desk's key opens."""
    if (source / "scans").is_dir():
        shutil.copytree(source / "scans", places.scans, symlinks=True)


def _wraps_in(source: Path) -> Wraps:
    for folder in (source, default_copy_dir(source)):
        try:
            return read_wraps(folder, folder)[0]
        except DeskNotFoundError:
            continue
    raise DeskNotFoundError(home=str(source))


def _from_copy(source: Path, key: bytes, signer: DeskSigner) -> list[StoredEvent]:
    header = header_of(sha256(signer.public_key).digest()[:16])
    events: list[StoredEvent] = []
    for folder in (source, default_copy_dir(source)):
        content = read_copy(folder / "events.copy", header)
        try:
            for frame in content.frames if content else ():
                events += events_in(frame, derived(key, "copy"), header)
        except CopyDamagedError:
            pass  # what is before the damage counts
        if events:
            break
    return _continuing(signer, [], events)


def _from_database(source: Path, home: Path, key: bytes, signer: DeskSigner) -> list[StoredEvent]:
    """Read a copied database, from a copy of its own: reading would change it."""
    names = [name for name in ("desk.db", "desk.db-wal") if (source / name).exists()]
    if "desk.db" not in names:
        return []
    events: list[StoredEvent] = []
    copied = [Path(shutil.copy(source / name, home / name.replace("desk.db", "desk.db.source"))) for name in names]
    try:
        connection = open_database(copied[0], derived(key, "database"))
        try:
            for event in stored_events(connection):
                events.append(event)
        finally:
            connection.close()
    except DatabaseError:
        pass  # a page is damaged: what is before it counts
    finally:
        for name in ("", "-wal", "-shm"):
            (home / f"desk.db.source{name}").unlink(missing_ok=True)
    return _continuing(signer, [], events)


def _longest(one: list[StoredEvent], other: list[StoredEvent]) -> list[StoredEvent]:
    return one if len(one) >= len(other) else other


def _continuing(signer: DeskSigner, before: Sequence[StoredEvent], events: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Return those events that go on from `before` without a break in the chain."""
    head = before[-1].chain if before else genesis(signer.public_key)
    proven: list[StoredEvent] = []
    for seq, event in enumerate(events, len(before) + 1):
        head = link(head, event.header, event.digest)
        if (event.seq, event.chain) != (seq, head):
            break
        proven.append(event)
    return proven


def _salvage(signer: DeskSigner, events: Sequence[StoredEvent], codec: EventCodec) -> Salvage:
    settings: dict[str, str] = {}
    for event in events:
        if event.body is not None and codec.decode_header(event.header).kind == SettingChanged.kind:
            body = recorded_of(codec, event).body
            if isinstance(body, SettingChanged):
                settings[body.name] = body.value
    head = events[-1].chain if events else genesis(signer.public_key)
    return Salvage(signer, len(events), head, settings.get("district_url", ""), settings.get("district_ca", ""))

"""The public face of the room: make a desk, open it, change who may open it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.creation import SIGNING, CreatedDesk, create_desk
from db.doorstep import officers_of
from db.errors import DiskFullError, OfficerUnknownError, StorageFailedError
from db.keys import derived, open_by_password, open_by_recovery, unseal
from db.lock import DeskLock
from db.officers import (
    add_officer,
    change_password,
    log_what_is_missing,
    renew_recovery_code,
    reset_password_by_recovery,
)
from db.opening import Opening, RestoredNotice
from db.places import Places
from db.recovery_code import secret_of
from db.signing import DeskSigner
from db.status_file import LastStatus, read_status
from db.store import DeskStore, Keyring
from db.trouble import translated
from db.wraps_file import Wraps, heal_wraps, read_wraps
from desk_app.ports import Chance, Clock, EventCodec

__all__ = [
    "CreatedDesk",
    "LastStatus",
    "OpenedDesk",
    "RestoredNotice",
    "add_officer",
    "change_password",
    "create_desk",
    "officers_of",
    "open_desk",
    "open_with_recovery",
    "read_status",
    "renew_recovery_code",
    "reset_password_by_recovery",
]


@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """An opened desk, who opened it (empty: the recovery code), and whether it had to be rebuilt."""

    store: DeskStore
    officer_id: str
    restored: RestoredNotice | None


def open_desk(
    home: Path,
    *,
    codec: EventCodec,
    clock: Clock,
    chance: Chance,
    officer: str,
    password: str,
    copy_dir: Path | None = None,
) -> OpenedDesk:
    """Open the desk for an officer (id or name) on this thread.

    WrongPasswordError, OfficerUnknownError, DeskNotFoundError, DeskAlreadyOpenError, NewerDatabaseError,
    DatabaseDamagedError when neither the database nor its second copy is whole.
    """
    with translated(str(home)):
        wraps, places = read_wraps(home, copy_dir)
        wrap = wraps.of_officer(officer)
        if wrap is None:
            raise OfficerUnknownError(name=officer)
        key = open_by_password(wrap, password, wraps.public_key)
    return _open(places, wraps, key, codec, clock, chance, wrap.officer)


def open_with_recovery(
    home: Path, code: str, *, codec: EventCodec, clock: Clock, chance: Chance, copy_dir: Path | None = None
) -> OpenedDesk:
    """Open the desk with the code printed at set-up; RecoveryCodeError names a mistyped group."""
    secret = secret_of(code)
    with translated(str(home)):
        wraps, places = read_wraps(home, copy_dir)
        key = open_by_recovery(wraps.recovery, secret, wraps.public_key)
    return _open(places, wraps, key, codec, clock, chance, "")


def _open(
    places: Places, wraps: Wraps, key: bytes, codec: EventCodec, clock: Clock, chance: Chance, officer_id: str
) -> OpenedDesk:
    with translated(str(places.home)):
        lock = DeskLock(places.lock)
        try:
            seed = unseal(derived(key, "signing"), bytes.fromhex(wraps.signing_seed), SIGNING)
            signer = DeskSigner(seed)
            opened = Opening(places, key, signer, codec, clock).open()
            heal_wraps(places, wraps)
            store = DeskStore(
                opened.connection, codec, clock, chance, signer, Keyring(key, wraps, places), opened.second_copy, lock
            )
            opened.second_copy.start()
            log_what_is_missing(store)
            with suppress(DiskFullError, StorageFailedError):  # seen again at the next opening
                store.scans.clear_away()
            return OpenedDesk(store, officer_id, opened.restored)
        except BaseException:
            lock.release()
            raise

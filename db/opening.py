"""Opening a desk's files: healthy as they are, behind or damaged from the copy that survives."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from db.checkpoint import rearm
from db.collation import add_collation
from db.copy_frames import HEADER_BYTES, CopyContent, CopyDamagedError, events_in, header_of, read_copy
from db.engine import Connection, DatabaseError, open_database
from db.errors import DatabaseDamagedError, DiskFullError, HistoriesDifferError
from db.event_log import event_at, position_of, stored_events
from db.keys import derived
from db.migrations.steps import migrate
from db.places import Places
from db.print_queue import ask_after_a_crash
from db.restore import readable_tail, restore
from db.second_copy import SecondCopy, append_bytes, in_batches, sealed_frames, write_copy
from db.signing import DeskSigner
from db.status_file import read_status
from db.trouble import translated
from desk_app.ports import Clock, EventCodec


@dataclass(frozen=True, slots=True)
class RestoredNotice:
    """The database was rebuilt by itself: from where, how many events it holds now, and what was found wrong.

    `lost` counts the events that the desk is known to have had and the copy did not hold (a copy that was long away).
    """

    source: str
    events: int
    reason: str
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A database fit for use and its second copy, caught up but not started."""

    connection: Connection
    second_copy: SecondCopy
    restored: RestoredNotice | None


def _settle_in(connection: Connection) -> None:
    """Write what an opening writes; on a full disk the desk can still be read, and each save says so itself."""
    with suppress(DiskFullError), translated():
        ask_after_a_crash(connection)
        rearm(connection)


class Opening:
    """One attempt at opening; the lock is held by the caller."""

    def __init__(self, places: Places, key: bytes, signer: DeskSigner, codec: EventCodec, clock: Clock) -> None:
        self._places = places
        self._database_key = derived(key, "database")
        self._copy_key = derived(key, "copy")
        self._signer = signer
        self._codec = codec
        self._clock = clock
        self._device = sha256(signer.public_key).digest()[:16]

    def open(self) -> Opened:
        """Return the opened database; DatabaseDamagedError when neither it nor the copy is whole."""
        header = header_of(self._device)
        with translated(str(self._places.home)):
            copy = self._copy_content(header)
            connection: Connection | None = None
            try:
                connection = self._checked()
                reason = self._behind(connection, copy, header)
            except DatabaseDamagedError as error:
                reason = str(error.facts["reason"])
            except (DatabaseError, ValueError) as error:
                reason = str(error)  # pages are whole but do not fit together: files of two days were mixed
            restored = None
            if reason:
                if connection is not None:
                    connection.close()
                restored = self._restore(copy, header, reason)
                connection = self._checked()
            assert connection is not None
            _settle_in(connection)
            return Opened(connection, self._caught_up(connection, copy), restored)

    def _checked(self) -> Connection:
        """Return the database if every page is what was written; each page carries a seal of its own."""
        if not self._places.database.exists():
            raise DatabaseDamagedError(home=str(self._places.home), reason="desk.db is missing")
        crashed = self._has_wal()
        try:
            connection = open_database(self._places.database, self._database_key)
        except DatabaseError as error:
            raise DatabaseDamagedError(home=str(self._places.home), reason=str(error)) from error
        try:
            faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            if faults:
                raise DatabaseDamagedError(home=str(self._places.home), reason=str(faults[0][0]))
            add_collation(connection)
            migrate(connection, self._codec)
            if crashed:
                self._check_structure(connection)
            return connection
        except DatabaseError as error:
            connection.close()
            raise DatabaseDamagedError(home=str(self._places.home), reason=str(error)) from error
        except BaseException:
            connection.close()
            raise

    def _has_wal(self) -> bool:
        wal = self._places.database.with_name(self._places.database.name + "-wal")
        return wal.exists() and wal.stat().st_size > 0

    def _check_structure(self, connection: Connection) -> None:
        """After a crash the `-wal` was taken in; had somebody put another one there, pages would not fit together."""
        faults = [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        row = connection.execute("SELECT count(*), coalesce(max(seq), 0) FROM events").fetchone()
        if faults or row is None or row[0] != row[1]:
            reason = faults[0] if faults else "events are missing in the middle of the log"
            raise DatabaseDamagedError(home=str(self._places.home), reason=reason)

    def _copy_content(self, header: bytes) -> CopyContent | None:
        try:
            return read_copy(self._places.copy, header)
        except OSError:
            return None  # a stick that is away or unreadable: the database alone must do

    def _behind(self, connection: Connection, copy: CopyContent | None, header: bytes) -> str:
        """Return what is wrong when the log ends before the witness or tells another story; empty when all is well."""
        end = position_of(connection, self._codec, self._signer.public_key)
        if copy is None or not copy.frames:
            return "" if end.seq else "the log is empty"
        if copy.last_seq > end.seq:
            return f"the database ends at event {end.seq}, the second copy at {copy.last_seq}"
        try:
            witness = events_in(copy.frames[-1], self._copy_key, header)[-1]
        except CopyDamagedError:
            return ""
        own = event_at(connection, witness.seq)
        if own is None or own.chain != witness.chain:
            connection.close()
            raise HistoriesDifferError(copy=str(self._places.copy), seq=witness.seq)
        return ""

    def _restore(self, copy: CopyContent | None, header: bytes, reason: str) -> RestoredNotice:
        if copy is None or copy.damaged or not copy.frames:
            raise DatabaseDamagedError(home=str(self._places.home), reason=reason)
        try:
            events = [event for frame in copy.frames for event in events_in(frame, self._copy_key, header)]
        except CopyDamagedError as error:
            raise DatabaseDamagedError(home=str(self._places.home), reason=reason) from error
        more = readable_tail(self._places, self._database_key, events[-1])
        count = restore(self._places, self._database_key, [*events, *more], self._signer, self._codec, self._clock)
        return RestoredNotice("second copy", count, reason, lost=self._lost(copy, len(events) + len(more)))

    def _lost(self, copy: CopyContent, kept: int) -> int:
        """Return how many events are known to be missing: the desk's own count, and a frame whose end is torn."""
        last = read_status(self._places.home)
        torn = copy.torn and kept == copy.last_seq
        return max(last.events - kept if last else 0, int(torn), 0)

    def _caught_up(self, connection: Connection, copy: CopyContent | None) -> SecondCopy:
        second = SecondCopy(self._places.copy, self._copy_key, self._device)
        try:
            self._catch_up(connection, copy)
        except OSError as error:
            second.rest(error.strerror or str(error))  # the folder is away: the next opening catches up
        return second

    def _catch_up(self, connection: Connection, copy: CopyContent | None) -> None:
        if copy is None or copy.damaged or copy.end < HEADER_BYTES or self._last_is_foreign(copy):
            self._places.copy_dir.mkdir(parents=True, exist_ok=True)
            write_copy(self._places.copy, self._copy_key, self._device, stored_events(connection))
            return
        with self._places.copy.open("r+b") as file:
            file.truncate(copy.end)
        missing = in_batches(stored_events(connection, copy.last_seq))
        frames = sealed_frames(missing, self._copy_key, header_of(self._device))
        if frames:
            append_bytes(self._places.copy, frames)

    def _last_is_foreign(self, copy: CopyContent) -> bool:
        if not copy.frames:
            return False
        try:
            events_in(copy.frames[-1], self._copy_key, header_of(self._device))
        except CopyDamagedError:
            return True
        return False

"""An opened desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from db.checkpoint import checkpoint
from db.clock_doubt import clock_off
from db.commune import FOREIGN_HLC, DeskCommune
from db.drafts import DeskDrafts
from db.engine import Connection
from db.epochs import current_epoch
from db.errors import DiskFullError, StorageFailedError
from db.event_log import Position, look_at, position_of
from db.in_force import InForce
from db.local_numbers import local_number
from db.lock import DeskLock
from db.office_books import DeskBooks
from db.outbox import DeskOutbox
from db.person_file import DeskPersonFile
from db.places import Places
from db.register_queries import DeskRegister
from db.scans import DeskScans
from db.second_copy import SecondCopy
from db.signing import DeskSigner
from db.status_file import LastStatus, write_status
from db.trouble import translated
from db.unit_of_work import DeskUnitOfWork, LogEnd
from db.work_lists import DeskLists
from db.wraps_file import Wraps, left_elsewhere
from desk_app.domain.calendar import Calendar
from desk_app.domain.clock_watch import jump_between
from desk_app.domain.events import ClockJumped
from desk_app.domain.procedure import Catalogue
from desk_app.ports import Chance, Clock, EventCodec, StoredEvent
from desk_app.settings import Settings


@dataclass(slots=True)
class Keyring:
    """The key in the hand of whoever opened the desk, and the file of its wraps."""

    key: bytes
    wraps: Wraps
    places: Places


class DeskStore:
    """Fulfils `Store`; belongs to the thread that opened it. Made by `db.desk_home`."""

    def __init__(
        self,
        connection: Connection,
        codec: EventCodec,
        clock: Clock,
        chance: Chance,
        signer: DeskSigner,
        keyring: Keyring,
        second_copy: SecondCopy,
        lock: DeskLock,
    ) -> None:
        self.connection = connection
        self.codec = codec
        self.chance = chance
        self.keyring = keyring
        self._clock = clock
        self._signer = signer
        self._second_copy = second_copy
        self._lock = lock
        self._in_force = InForce(connection, codec, clock)
        self._end = LogEnd(_ahead_of_others(connection, position_of(connection, codec, signer.public_key)))
        self._register = DeskRegister(connection, codec, signer.public_key)
        self._lists = DeskLists(connection, codec)
        self._people = DeskPersonFile(connection, codec)
        self._books = DeskBooks(connection, codec, self.settings, lambda: self._end.position)
        self._outbox = DeskOutbox(
            connection, codec, signer.public_key, self._end, self._in_force, self.unit_of_work,
            lambda: left_elsewhere(keyring.wraps),
        )  # fmt: skip
        self._commune = DeskCommune(connection, codec, signer.public_key, self._end, self.settings, self._written)
        self._drafts = DeskDrafts(connection)
        self._scans = DeskScans(connection, keyring.places.scans, keyring.key, chance)
        self._commits_since_checkpoint = 0
        self._is_open = True

    @property
    def register(self) -> DeskRegister:
        """Reading."""
        return self._register

    @property
    def lists(self) -> DeskLists:
        """Lists of work."""
        return self._lists

    @property
    def people(self) -> DeskPersonFile:
        """What is known of a person."""
        return self._people

    @property
    def books(self) -> DeskBooks:
        """The day, its numbers, bags, closures and fees."""
        return self._books

    @property
    def outbox(self) -> DeskOutbox:
        """The log as the wire sees it."""
        return self._outbox

    @property
    def commune(self) -> DeskCommune:
        """The other desks of the commune."""
        return self._commune

    @property
    def drafts(self) -> DeskDrafts:
        """Half-typed intakes."""
        return self._drafts

    @property
    def scans(self) -> DeskScans:
        """The scans of papers."""
        return self._scans

    @property
    def scan_outbox(self) -> DeskScans:
        """The scans as the wire sees them."""
        return self._scans

    @property
    def signer(self) -> DeskSigner:
        """The desk's signing key."""
        return self._signer

    @property
    def epoch(self) -> int:
        """The epoch of the stream."""
        with translated():
            return current_epoch(self.connection)

    def unit_of_work(self, actor: str) -> DeskUnitOfWork:
        """Return a transaction for one command of `actor`."""
        return DeskUnitOfWork(
            self.connection, self.codec, self._clock, actor, self._end, self._in_force, self._committed
        )

    def watch_clock(self, actor: str) -> timedelta:
        """Log a jump of the clock since the last event, if there is one; return how far off it is (zero: trusted)."""
        jump = jump_between(self._end.position.reading, look_at(self._clock))
        if jump:
            with suppress(DiskFullError), self.unit_of_work(actor) as work:  # seen again at the next opening
                work.append(ClockJumped(jump))
                work.commit()
        with translated():
            return clock_off(self.connection)

    def settings(self) -> Settings:
        """Return the settings in force."""
        with translated():
            return self._in_force.settings()

    def calendar(self) -> Calendar:
        """Return the calendar in force."""
        with translated():
            return self._in_force.calendar()

    def catalogue(self) -> Catalogue:
        """Return the catalogue in force."""
        with translated():
            return self._in_force.catalogue()

    def idle(self) -> None:
        """Checkpoint and re-arm, if anything was committed since the last time; some syncs, so never in a click."""
        if self._commits_since_checkpoint:
            checkpoint(self.connection)
            self._commits_since_checkpoint = 0

    @contextmanager
    def maintenance(self) -> Iterator[Connection]:
        """Hold one transaction for work on the derived tables; committed at the end, undone when the work fails."""
        self._in_force.forget()
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
            self._commits_since_checkpoint += 1
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def second_copy_flush(self) -> bool:
        """Write the second copy now; True when it holds everything."""
        return self._second_copy.flush()

    @property
    def second_copy_problem(self) -> str | None:
        """What keeps the second copy from being written; None when all is well."""
        return self._second_copy.problem

    def free_space(self) -> int | None:
        """Return the free bytes of the disk that holds the data folder; None where the system does not say."""
        try:
            return shutil.disk_usage(self.keyring.places.home).free
        except OSError:
            return None

    def remember_status(self) -> None:
        """Write what the sign-in page may say (at lock and at exit)."""
        status = self._register.status()
        last = LastStatus(status.dossiers, status.only_here, status.seq, status.last_exchange_at, self._clock.now())
        with translated():
            write_status(self.keyring.places.status, last)

    def close(self) -> None:
        """Bring the second copy up to date, checkpoint, close and let the next one in; a second call does nothing."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._second_copy.flush()
            with suppress(DiskFullError, StorageFailedError):  # a convenience of the sign-in page holds nobody up
                self.remember_status()
        finally:
            self._second_copy.stop()
            try:
                with translated():
                    self.connection.close()
            finally:
                self._lock.release()

    def _written(self) -> None:
        """Something beside the log was committed."""
        self._commits_since_checkpoint += 1

    def _committed(self, events: list[StoredEvent]) -> None:
        self._commits_since_checkpoint += 1
        self._second_copy.add(events)


def _ahead_of_others(connection: Connection, position: Position) -> Position:
    """What this desk writes next comes after everything that it has taken in from others."""
    return replace(position, hlc=max(position.hlc, local_number(connection, FOREIGN_HLC)))

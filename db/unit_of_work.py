"""One command, one transaction, one sync."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from types import TracebackType
from typing import Self

from db import clock_doubt, custody, event_log, pad_rules, print_queue
from db.commune_fold import refold, whole_dossier
from db.engine import Connection
from db.in_force import InForce
from db.projections import numbers, pads
from db.projections.board import project
from db.trouble import translated
from desk_app.domain.calendar import Calendar
from desk_app.domain.clock_watch import jump_between
from desk_app.domain.custody_events import CUSTODY_EVENTS, ChangesSeen
from desk_app.domain.dossier import Dossier
from desk_app.domain.dossier_number import first_counter
from desk_app.domain.errors import DossierNotFoundError
from desk_app.domain.events import ClockJumped, Event, Recorded
from desk_app.domain.procedure import Catalogue
from desk_app.domain.standing import BEGINNINGS
from desk_app.ports import Clock, EventCodec, PrintIntent, PrintState, StoredEvent
from desk_app.settings import Settings


class LogEnd:
    """The end of the log as committed; the store's units of work pass it on to each other."""

    def __init__(self, position: event_log.Position) -> None:
        self.position = position


class DeskUnitOfWork:
    """Fulfils `UnitOfWork` on the desk's database."""

    def __init__(
        self,
        connection: Connection,
        codec: EventCodec,
        clock: Clock,
        actor: str,
        end: LogEnd,
        in_force: InForce,
        committed: Callable[[list[StoredEvent]], None],
    ) -> None:
        self._connection = connection
        self._codec = codec
        self._clock = clock
        self._actor = actor
        self._end = end
        self._in_force = in_force
        self._committed = committed
        self._position = end.position
        self._stored: list[StoredEvent] = []
        self._promised: dict[tuple[str, int], int] = {}

    def __enter__(self) -> Self:
        with translated():
            self._connection.execute("BEGIN IMMEDIATE")
        self._position = self._end.position
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection.in_transaction:
            with translated():
                self._connection.execute("ROLLBACK")
        if self._end.position is not self._position:
            self._in_force.forget()
            self._stored.clear()

    def append(self, body: Event, *, dossier: str | None = None, claimed_at: datetime | None = None) -> Recorded:
        """Add an event and bring the tables up to it."""
        news = dossier is not None and type(body) not in BEGINNINGS and self._has_news(dossier, body)
        with translated():
            pad_rules.check(self._connection, body, dossier, claimed_at)
        jump = self._jump()
        if jump and self._position.seq and not isinstance(body, ClockJumped):
            self._write(ClockJumped(jump), None, None)  # before the event whose time it makes doubtful
        if dossier is not None and news:
            self._write(ChangesSeen(custody.heads(self._connection, self._codec, dossier)), dossier, None)
        return self._write(body, dossier, claimed_at)

    def _jump(self) -> int:
        return jump_between(self._position.reading, event_log.look_at(self._clock))

    def _write(self, body: Event, dossier: str | None, claimed_at: datetime | None) -> Recorded:
        writer = event_log.Writer(self._codec, self._clock, self._actor, self._in_force.catalogue_version())
        with translated():
            self._position, recorded, stored = event_log.append(
                self._connection, self._position, writer, body, dossier, claimed_at
            )
            project(self._connection, recorded)
            clock_doubt.follow(self._connection, self._codec, recorded)
            if dossier is not None and type(body) in CUSTODY_EVENTS:
                refold(self._connection, self._connection, self._codec, dossier)
        self._in_force.changed_by(body)
        self._stored.append(stored)
        return recorded

    def dossier(self, number: str) -> Dossier:
        """Return the dossier with its history; DossierNotFoundError."""
        return read_dossier(self._connection, self._codec, number)

    def highest_counter(self, agency_code: str, on: date, desk: int) -> int | None:
        """Return after which counter the next is given; after a restore a safety gap higher, and never on a pad."""
        first = first_counter(desk, int(self.settings()["first_number"]))
        with translated():
            given = numbers.highest(self._connection, agency_code, on.toordinal(), desk)
            return numbers.before_next(self._connection, on, desk, given, first)

    def free_pad_slip(self, on: date, counter: int) -> int | None:
        """Return the slip number printed on a free sheet of a pad."""
        with translated():
            return pads.free_slip(self._connection, on, counter)

    def next_slip_sequence(self, year: int) -> int:
        """Return the next number of the year's slip series."""
        return self._next_of(numbers.SLIPS, year)

    def next_form_sequence(self, form: str, year: int) -> int:
        """Return the next number of a letter's series of the year."""
        return self._next_of(form, year)

    def settings(self) -> Settings:
        """Return the settings in force."""
        with translated():
            return self._in_force.settings()

    def calendar(self) -> Calendar:
        """Return the calendar in force."""
        with translated():
            return self._in_force.calendar()

    def catalogue(self, version: str = "") -> Catalogue:
        """Return the catalogue in force; with a `version`, that one if the log holds it."""
        with translated():
            return self._in_force.catalogue(version)

    def next_print_number(self, number: str, form: str) -> int:
        """Return n of the next print of this form, from 1."""
        with translated():
            return print_queue.next_print_number(self._connection, number, form)

    def intend_print(self, intent: PrintIntent) -> int:
        """Put a print into the queue; return its id."""
        with translated():
            return print_queue.intend(self._connection, intent, self._clock.now())

    def settle_print(self, print_id: int, state: PrintState, note: str = "") -> None:
        """Note where a print stands."""
        with translated():
            print_queue.settle(self._connection, print_id, state, note)

    def commit(self) -> None:
        """Make everything durable: the one sync of the click."""
        with translated():
            self._connection.execute("COMMIT")
        self._end.position = self._position
        self._committed(self._stored)
        self._stored = []

    def _next_of(self, series: str, year: int) -> int:
        with translated():
            given = numbers.highest(self._connection, series, year, 0)
        self._promised[series, year] = max(given or 0, self._promised.get((series, year), 0)) + 1
        return self._promised[series, year]

    def _has_news(self, dossier: str, body: Event) -> bool:
        """Refuse what only the desk that holds the dossier may write; return whether others wrote since it looked."""
        with translated():
            return custody.check(self._connection, dossier, body)


def read_dossier(connection: Connection, codec: EventCodec, number: str) -> Dossier:
    """Return the fold of a dossier's events, other desks' among them; DossierNotFoundError."""
    with translated():
        dossier = whole_dossier(connection, codec, number)
    if dossier is None:
        raise DossierNotFoundError(number=number)
    return dossier

"""A desk in memory for page tests: the log is a list, the register reads it. Slow and simple on purpose."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Any, Self, cast

from desk_app.domain.calendar import OFFICE_ZONE, Calendar, calendar_from_json
from desk_app.domain.dossier import Dossier, begin, dossier_of, follow
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DossierNotFoundError
from desk_app.domain.events import Event, Header, Received, Recorded, Refused, SettingChanged
from desk_app.domain.identity import masked
from desk_app.domain.letter_series import SERIES_OF
from desk_app.domain.lifecycle import State
from desk_app.domain.procedure import Catalogue, catalogue_from_json
from desk_app.domain.text import fold, nfc
from desk_app.ports import (
    DeskStatus,
    DossierRow,
    KnownPerson,
    PrintIntent,
    PrintRow,
    PrintState,
    Store,
    TodayLists,
)
from desk_app.scan_ports import ScanRow
from desk_app.settings import Settings
from desk_app.usecases.office import Office
from tests.ui.pages.memory_commune import MemoryCommune
from tests.ui.pages.memory_lists import MemoryBooks, MemoryLists
from tests.ui.pages.memory_people import MemoryPeople
from ui.composition.reference import shipped_calendar, shipped_catalogue

AGENCY = "000.00.18.H32"
WEDNESDAY = datetime(2026, 12, 9, 10, 26, tzinfo=OFFICE_ZONE)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = WEDNESDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def steady_ms(self) -> int:
        return int(self.at.timestamp() * 1000)

    def boot(self) -> int:
        return 1


class CountingChance:
    """Bytes that differ and are always the same."""

    def __init__(self) -> None:
        self._drawn = 0

    def draw(self, count: int) -> bytes:
        self._drawn += 1
        return hashlib.sha256(str(self._drawn).encode()).digest()[:count]


@dataclass
class Memory:
    """What the desk remembers; `fail_with` is raised by the next commit."""

    clock: HandClock
    log: list[Recorded] = field(default_factory=list)
    prints: list[PrintRow] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=lambda: Settings({"agency_code": AGENCY, "hotline": "0262 3851 117"}))
    acknowledged: int = 0
    last_exchange_at: datetime | None = None
    officers: tuple[tuple[str, str], ...] = (("hanh", "Trần Thị Mỹ Hạnh"), ("hen", "H'Hen Niê"))
    fail_with: Exception | None = None
    opened: int = 0

    def dossiers(self) -> list[Dossier]:
        found: dict[str, Dossier] = {}
        for event in self.log:
            number = event.header.dossier
            if number is not None:
                found[number] = follow(found[number], event) if number in found else begin(event)
        return list(found.values())

    def rows(self) -> list[DossierRow]:
        return [self.row(dossier) for dossier in self.dossiers()]

    def row(self, dossier: Dossier) -> DossierRow:
        person = dossier.intake.applicant
        return DossierRow(
            number=dossier.number,
            state=dossier.state,
            name=person.name,
            masked_number=masked(person.personal_number),
            procedure_code=dossier.intake.terms.code,
            procedure_name=dossier.intake.terms.name,
            received_at=dossier.received_at,
            due_at=dossier.due_at,
            finished_at=dossier.finished_at,
            handed_over_at=dossier.handed_over_at,
            at_district=dossier.last_seq <= self.acknowledged,
        )


class MemoryWork:
    """One command; what is appended counts only after `commit`."""

    def __init__(self, memory: Memory, actor: str, calendar: Calendar, catalogue: Catalogue) -> None:
        self._memory, self._actor = memory, actor
        self._calendar, self._catalogue = calendar, catalogue
        self._log, self._prints = list(memory.log), list(memory.prints)
        self._settings = memory.settings

    def __enter__(self) -> Self:
        self._memory.opened += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def append(self, body: Event, *, dossier: str | None = None, claimed_at: datetime | None = None) -> Recorded:
        header = Header(
            kind=body.kind,
            version=body.version,
            dossier=dossier,
            recorded_at=self._memory.clock.now(),
            mono_delta_ms=0,
            boot=1,
            hlc=len(self._log) + 1,
            actor=self._actor,
            claimed_at=claimed_at,
            base=None,
            catalogue_version=self._catalogue.version,
        )
        recorded = Recorded(len(self._log) + 1, header, body, bytes(32))
        self._log.append(recorded)
        if isinstance(body, SettingChanged):
            self._settings = self._settings.with_change(body.name, body.value)
        return recorded

    def dossier(self, number: str) -> Dossier:
        events = [event for event in self._log if event.header.dossier == number]
        if not events:
            raise DossierNotFoundError(number=number)
        return dossier_of(events)

    def next_form_sequence(self, form: str, year: int) -> int:
        return 1 + sum(SERIES_OF.get(type(event.body)) == form for event in self._log)

    def highest_counter(self, agency_code: str, on: date, desk: int) -> int | None:
        numbers = [DossierNumber.parse(dossier.number) for dossier in self._memory.dossiers()]
        return max((number.counter for number in numbers if number.day == on), default=None)

    def next_slip_sequence(self, year: int) -> int:
        return 1 + sum(isinstance(event.body, Received) for event in self._log)

    def settings(self) -> Settings:
        return self._settings

    def calendar(self) -> Calendar:
        return self._calendar

    def catalogue(self, version: str = "") -> Catalogue:
        return self._catalogue

    def next_print_number(self, number: str, form: str) -> int:
        return 1 + sum(row.intent.number == number for row in self._prints)

    def intend_print(self, intent: PrintIntent) -> int:
        row = PrintRow(len(self._prints) + 1, intent, PrintState.WAITING, self._memory.clock.now(), "")
        self._prints.append(row)
        return row.print_id

    def settle_print(self, print_id: int, state: PrintState, note: str = "") -> None:
        self._prints = [
            replace(row, state=state, note=note) if row.print_id == print_id else row for row in self._prints
        ]

    def commit(self) -> None:
        memory = self._memory
        if memory.fail_with is not None:
            error, memory.fail_with = memory.fail_with, None
            raise error
        memory.log, memory.prints, memory.settings = self._log, self._prints, self._settings


class MemoryRegister:
    """Reads the list."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.found: list[str] = []

    def today(self, now: datetime, next_working_day: date) -> TodayLists:
        rows = [self._memory.row(dossier) for dossier in self._memory.dossiers()]
        today = now.astimezone(OFFICE_ZONE).date()
        due = [row for row in rows if row.state in (State.RECEIVED, State.IN_PROGRESS) and row.due_at is not None]

        def due_on(day: date) -> tuple[DossierRow, ...]:
            return tuple(row for row in due if row.due_at and row.due_at.date() == day and row.due_at >= now)

        def on(moment: datetime | None) -> bool:
            return moment is not None and moment.date() == today

        return TodayLists(
            due_today=due_on(today),
            due_tomorrow=due_on(next_working_day),
            overdue=tuple(row for row in due if row.due_at and row.due_at < now),
            ready=tuple(row for row in rows if row.state is State.RESULT_READY),
            received_today=sum(on(row.received_at) for row in rows if row.state is not State.REFUSED),
            finished_today=sum(on(row.finished_at) for row in rows),
            handed_over_today=sum(on(row.handed_over_at) for row in rows),
        )

    def find(self, text: str, limit: int = 50) -> tuple[DossierRow, ...]:
        self.found.append(text)
        words, typed = fold(nfc(text)).split(), nfc(text).lower()
        hits = []
        for dossier in self._memory.dossiers():
            person = dossier.intake.applicant
            hay = f"{fold(person.name)} {dossier.number.lower()} {person.phone} {person.personal_number}"
            if words and all(word in hay for word in words):
                hits.append((typed not in person.name.lower(), -dossier.history[0].seq, self._memory.row(dossier)))
        return tuple(row for _, _, row in sorted(hits, key=lambda hit: hit[:2])[:limit])

    def dossier(self, number: str) -> Dossier:
        return _named(self._memory, number)

    def row(self, number: str) -> DossierRow:
        return self._memory.row(_named(self._memory, number))

    def number_ending(self, tail: str) -> str:
        wanted = "".join(letter for letter in tail if letter.isalnum())
        for dossier in reversed(self._memory.dossiers()):
            if wanted and "".join(letter for letter in dossier.number if letter.isalnum()).endswith(wanted):
                return dossier.number
        raise DossierNotFoundError(number=tail)

    def people(self, text: str, limit: int = 8) -> tuple[KnownPerson, ...]:
        known: dict[str, KnownPerson] = {}
        for dossier in self._memory.dossiers():
            person = dossier.intake.applicant
            if fold(person.name).startswith(fold(text)) or (text and person.personal_number.startswith(text)):
                before = known.get(person.personal_number)
                known[person.personal_number] = KnownPerson(
                    person, dossier.received_at, 1 + (before.dossiers if before else 0)
                )
        return tuple(known.values())[:limit]

    def dossiers_of(self, personal_number: str, limit: int = 8) -> tuple[DossierRow, ...]:
        rows = [
            self._memory.row(dossier)
            for dossier in reversed(self._memory.dossiers())
            if personal_number and dossier.intake.applicant.personal_number == personal_number
        ]
        return tuple(rows[:limit])

    def frequent_procedures(self, limit: int = 10) -> tuple[str, ...]:
        counts: dict[str, int] = {}
        for dossier in self._memory.dossiers():
            counts[dossier.intake.terms.code] = counts.get(dossier.intake.terms.code, 0) + 1
        return tuple(sorted(counts, key=lambda code: (-counts[code], code))[:limit])

    def only_here(self, limit: int = 200) -> tuple[DossierRow, ...]:
        rows = [self._memory.row(dossier) for dossier in reversed(self._memory.dossiers())]
        return tuple(row for row in rows if not row.at_district)[:limit]

    def proven_at(self, number: str) -> datetime | None:
        return self._memory.last_exchange_at if self.row(number).at_district else None

    def dossiers_within(self, first: int, last: int) -> tuple[str, ...]:
        found = [event.header.dossier for event in self._memory.log if first <= event.seq <= last]
        return tuple(dict.fromkeys(number for number in found if number))

    def officers(self) -> tuple[tuple[str, str], ...]:
        return self._memory.officers

    def calendar_as_of(self, seq: int) -> Calendar:
        return calendar_from_json(shipped_calendar())

    def settings_as_of(self, seq: int) -> Settings:
        return self._memory.settings

    def status(self) -> DeskStatus:
        rows = [self._memory.row(dossier) for dossier in self._memory.dossiers()]
        return DeskStatus(
            dossiers=len(rows),
            only_here=sum(not row.at_district for row in rows),
            last_exchange_at=self._memory.last_exchange_at,
            seq=len(self._memory.log),
            head=bytes(32),
        )

    def prints(self, states: Sequence[PrintState] | None = None, number: str | None = None) -> tuple[PrintRow, ...]:
        return tuple(
            row
            for row in self._memory.prints
            if (states is None or row.state in states) and (number is None or row.intent.number == number)
        )

    def latest_prints(self, limit: int = 50) -> tuple[PrintRow, ...]:
        return tuple(reversed(self._memory.prints))[:limit]

    def print_with(self, print_id: int) -> PrintRow | None:
        return next((row for row in self._memory.prints if row.print_id == print_id), None)


class MemoryDrafts:
    """Drafts in a dictionary."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def keep(self, name: str, content: str) -> None:
        self._memory.drafts[name] = content

    def kept(self, name: str) -> str | None:
        return self._memory.drafts.get(name)

    def drop(self, name: str) -> None:
        self._memory.drafts.pop(name, None)


class MemoryScans:
    """A desk that has scanned nothing."""

    def of_dossier(self, number: str) -> tuple[ScanRow, ...]:
        return ()


class MemoryStore:
    """An opened desk in memory."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.register = MemoryRegister(memory)
        self.people = MemoryPeople(memory)
        self.lists, self.books = MemoryLists(memory.rows), MemoryBooks()
        self.drafts = MemoryDrafts(memory)
        self.commune = MemoryCommune()
        self.scans = MemoryScans()
        self._calendar = calendar_from_json(shipped_calendar())
        self._catalogue = catalogue_from_json(shipped_catalogue())

    def free_space(self) -> int | None:
        return 10**11

    def watch_clock(self, actor: str) -> timedelta:
        return timedelta(0)

    def unit_of_work(self, actor: str) -> MemoryWork:
        return MemoryWork(self.memory, actor, self._calendar, self._catalogue)

    def settings(self) -> Settings:
        return self.memory.settings

    def calendar(self) -> Calendar:
        return self._calendar

    def catalogue(self) -> Catalogue:
        return self._catalogue

    def put_in_force(self, catalogue: Catalogue) -> None:
        """Take another catalogue."""
        self._catalogue = catalogue


def office_in_memory(clock: HandClock | None = None) -> tuple[Office, Memory]:
    """Return an office whose store is a list, and that list."""
    memory = Memory(clock or HandClock())
    store = cast(Store, cast(Any, MemoryStore(memory)))
    return Office(store, memory.clock, CountingChance(), "hanh", "Trần Thị Mỹ Hạnh"), memory


def intakes(memory: Memory) -> list[Received | Refused]:
    """Return what was taken in or refused, oldest first."""
    return [event.body for event in memory.log if isinstance(event.body, Received | Refused)]


def _named(memory: Memory, number: str) -> Dossier:
    for dossier in memory.dossiers():
        if dossier.number == number:
            return dossier
    raise DossierNotFoundError(number=number)


def days_ago(clock: HandClock, days: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return the office time so many days before the clock."""
    return (clock.at - timedelta(days=days)).replace(hour=hour, minute=minute)

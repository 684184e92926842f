"""The morning: everything that must be done today, in the order in which law and decency demand it.

Each dossier stands in one section, the first that calls for it. NĐ 61/2018 wants the apology one day before the day at
the latest, so what cannot wait comes first; but what the upper body has decided shows before all what to do next.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from desk_app.book_rows import Bag
from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.reappointment import Risk, owes_apology, risk_of
from desk_app.domain.working_span import working_days_between
from desk_app.ports import TodayLists, WorkLists
from desk_app.register_rows import DecisionRow, DossierRow
from desk_app.usecases import tracking
from desk_app.usecases.office import Office
from desk_app.usecases.work_lists import limit_of_row, standing_of

REMIND_WITHIN = 3
"""Working days before the last day of an answer, from which on the citizen is reminded."""
_HORIZON = timedelta(days=40)  # three working days are never further away than the longest Tết
_LONG_AGO = datetime(2000, 1, 1, tzinfo=OFFICE_ZONE)


class Section(Enum):
    """Why something is on the list, in the order of doing."""

    DECIDED = "decided"
    LATE = "late"
    LATE_AGAIN = "late again"
    APOLOGY = "apology"
    TODAY = "today"
    TOMORROW = "tomorrow"
    SOON = "soon"
    SUPPLEMENT_OVERDUE = "supplement overdue"
    SUPPLEMENT_REMIND = "supplement remind"
    READY = "ready"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Task:
    """A dossier to be dealt with; `answer_by`, `told_at` and `decision` where its section asks about them."""

    row: DossierRow
    answer_by: date | None = None
    told_at: datetime | None = None
    tracking: str = ""
    decision: DecisionRow | None = None


@dataclass(frozen=True, slots=True)
class Morning:
    """The sections that are not empty, the bags under way, and the day's counts.

    `unplaced` are decisions of the upper body on dossiers that this desk does not have.
    """

    sections: Mapping[Section, tuple[Task, ...]]
    bags: tuple[Bag, ...]
    counts: TodayLists
    closed: bool
    unplaced: tuple[DecisionRow, ...] = ()

    @property
    def tasks(self) -> int:
        """How many things are to be done."""
        return sum(len(tasks) for tasks in self.sections.values()) + len(self.bags) + len(self.unplaced)

    def count(self, *sections: Section) -> int:
        """Return how many stand in these sections."""
        return sum(len(self.sections.get(section, ())) for section in sections)


def morning(office: Office) -> Morning:
    """Return what is to be done now; writes nothing."""
    store, now = office.store, office.clock.now()
    calendar, lists = store.calendar(), store.lists
    decided = lists.decisions()
    told = {each.dossier.number: Task(each.dossier, decision=each) for each in decided if each.dossier is not None}
    found: dict[Section, list[Task]] = {section: [] for section in Section}
    found[Section.DECIDED] += told.values()
    for section, task in _of_the_day(lists, calendar, now):
        if task.row.number not in told:
            found[section].append(task)
    found[Section.LATE].sort(key=lambda task: task.row.due_at or now)
    return Morning(
        sections={section: tuple(tasks) for section, tasks in found.items() if tasks},
        bags=store.books.bags_under_way(),
        counts=tracking.today(office),
        closed=store.books.closing(_day(now)) is not None,
        unplaced=tuple(each for each in decided if each.dossier is None),
    )


def _of_the_day(lists: WorkLists, calendar: Calendar, now: datetime) -> Iterator[tuple[Section, Task]]:
    for row in lists.due_between(_LONG_AGO, now + _HORIZON):
        section = _running(row, calendar, now)
        if section is not None:
            yield section, Task(row)
    for waiting in lists.waiting_for_supplement():
        section = _answer(waiting.answer_by, calendar, _day(now))
        if section is not None:
            yield section, Task(waiting.dossier, waiting.answer_by, waiting.told_at)
    for result in lists.uncollected():
        owes = owes_apology(standing_of(result.dossier), limit_of_row(result.dossier))
        yield Section.LATE if owes else Section.READY, Task(result.dossier, told_at=result.told_at)
    for each in lists.posted():
        yield Section.POSTED, Task(each.dossier, tracking=each.tracking)


def rows_of(day: Morning) -> Iterable[DossierRow]:
    """Return every dossier on the list, from the top down."""
    for section in Section:
        for task in day.sections.get(section, ()):
            yield task.row


def _running(row: DossierRow, calendar: Calendar, now: datetime) -> Section | None:
    """The day that was promised last says how near it is; whether an apology was given says what is to be done."""
    standing = standing_of(row)
    risk = risk_of(replace(standing, due_at=standing.promised_at), limit_of_row(row), calendar, now)
    if risk is None:
        return None
    apologised = row.reappointed_at is not None
    return (_AFTER_APOLOGY if apologised else _WITHOUT_APOLOGY)[risk]


def _answer(answer_by: date | None, calendar: Calendar, today: date) -> Section | None:
    if answer_by is None:
        return None
    if answer_by < today:
        return Section.SUPPLEMENT_OVERDUE
    return Section.SUPPLEMENT_REMIND if working_days_between(calendar, today, answer_by) <= REMIND_WITHIN else None


def _day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()


_WITHOUT_APOLOGY = {
    Risk.LATE: Section.LATE,
    Risk.D0: Section.TODAY,
    Risk.D1: Section.APOLOGY,
    Risk.D3: Section.SOON,
}
_AFTER_APOLOGY = {
    Risk.LATE: Section.LATE_AGAIN,
    Risk.D0: Section.TODAY,
    Risk.D1: Section.TOMORROW,
    Risk.D3: Section.SOON,
}

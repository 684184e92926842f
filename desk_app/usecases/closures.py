"""A storm day: closed against the plan. First who is affected, then the writing; undone until a notice is out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desk_app.domain.calendar import OFFICE_ZONE, Calendar, CalendarChange, DayType
from desk_app.domain.dossier import Dossier, dossier_of
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.event_facts import Promise
from desk_app.domain.events import CalendarDayChanged
from desk_app.domain.life_events import DueDateMoved
from desk_app.domain.lifecycle import OPEN_STATES
from desk_app.domain.office_events import ClosureDeclared, ClosureUndone
from desk_app.domain.paper_name import PaperName, paper_name
from desk_app.domain.recompute import due_from_start
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import waits_of
from desk_app.domain.working_span import end_of_service, later_working_day
from desk_app.ports import PrintState
from desk_app.usecases.acts import ask_paper, cleaned
from desk_app.usecases.office import Office
from desk_app.usecases.promises import promise_of

MOST_DAYS = 60
NOTICE = "closure-notice"


class ClosureDaysError(BadInputError):
    """The days of a closure are none, too many (`most`), or closed already."""


class ClosureGoneError(DeskError):
    """No closure stands at place `closure` of the log, or it was undone already."""


class NoticePrintedError(DeskError):
    """A notice of the closure is out (`number`): it can no longer be undone."""


@dataclass(frozen=True, slots=True)
class Affected:
    """A dossier whose day a closure moves: the day now promised and the day it becomes."""

    number: str
    name: str
    procedure: str
    phone: str
    due_at: datetime
    new_due_at: datetime
    explanation: str


def plan_closure(office: Office, days: tuple[date, ...], reason: str) -> tuple[Affected, ...]:
    """Return who would be affected, earliest day first; writes nothing."""
    store = office.store
    calendar = _closed(store.calendar(), _checked(store.calendar(), days), reason)
    keep_hour = store.settings().keep_hour
    found = [
        Affected(
            dossier.number,
            dossier.applicant.name,
            dossier.terms.name,
            (dossier.submitter or dossier.applicant).phone,
            was,
            moved.due_at,
            moved.promise.explanation,
        )
        for dossier in store.lists.unfinished()
        if (was := dossier.standing.promised_at) is not None
        and (moved := _moved(dossier, calendar, keep_hour)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.due_at, each.number)))


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure as written: its place in the log, the dossiers moved, the prints of their notices."""

    closure: int
    moved: tuple[str, ...]
    print_ids: tuple[int, ...]


def declare_closure(office: Office, days: tuple[date, ...], reason: str, *, paper: str | None = None) -> Closed:
    """Write the closed days and every moved day in one transaction; with `paper`, the notices go to the queue."""
    reason = cleaned(office, "reason", reason)
    with office.store.unit_of_work(office.actor) as work:
        before = work.calendar()
        closed = _checked(before, days)
        for day in closed:
            work.append(CalendarDayChanged(day, DayType.OFF.value, reason, reason))
        calendar, keep_hour = work.calendar(), work.settings().keep_hour
        moves = list(_moves(office.store.lists.unfinished(), calendar, keep_hour))
        were = tuple(_type_of(before, day) for day in closed)
        declared = work.append(ClosureDeclared(closed, reason, len(moves), were))
        prints = []
        for number, moved in moves:
            event = work.append(DueDateMoved(declared.seq, moved.promise, moved.reappointed), dossier=number)
            if paper is not None:
                prints.append(ask_paper(work, number, PaperName(NOTICE, event.seq), paper))
        work.commit()
    return Closed(declared.seq, tuple(number for number, _ in moves), tuple(prints))


def undo_closure(office: Office, closure: int, reason: str) -> tuple[str, ...]:
    """Take a closure back: the days and every date are as before. NoticePrintedError once a notice was printed."""
    reason = cleaned(office, "reason", reason)
    known = office.store.books.closure(closure)
    if known is None or known.undone_at is not None:
        raise ClosureGoneError(closure=closure)
    moved_numbers = tuple(move.number for move in known.moves)
    _check_no_notice(office, moved_numbers, closure)
    declared = office.store.register.event(closure).body
    assert isinstance(declared, ClosureDeclared)  # the book of closures names only these
    with office.store.unit_of_work(office.actor) as work:
        for day, was in zip(declared.days, declared.were, strict=True):
            work.append(CalendarDayChanged(day, was, reason if was else "", reason))
        calendar, keep_hour = work.calendar(), work.settings().keep_hour
        for number in moved_numbers:
            dossier = work.dossier(number)
            moved = _recomputed(dossier, calendar, keep_hour)
            if moved is not None:
                again = _as_before(dossier, closure) or moved.reappointed
                work.append(DueDateMoved(closure, moved.promise, again, undone=True), dossier=number)
        work.append(ClosureUndone(closure, reason))
        work.commit()
    return moved_numbers


def _as_before(dossier: Dossier, closure: int) -> Promise | None:
    """Return the apology's new day as it was before a closure, unless it was moved again since (or there was none)."""
    for place, event in enumerate(dossier.history):
        body = event.body
        if isinstance(body, DueDateMoved) and body.closure == closure and body.reappointed is not None:
            before = dossier_of(dossier.history[:place]).standing.reappointed_at
            if before is not None and dossier.standing.reappointed_at == body.reappointed.due_at:
                return replace(body.reappointed, due_at=before)
    return None


def _check_no_notice(office: Office, numbers: tuple[str, ...], closure: int) -> None:
    """A notice that is out, or may be, is a word given: only one that never reached paper can be taken back."""
    harmless = {PrintState.WAITING, PrintState.FAILED, PrintState.CANCELLED}
    for number in numbers:
        for print_row in office.store.register.prints(number=number):
            name = paper_name(print_row.intent.form)
            if name.form == NOTICE and name.seq > closure and print_row.state not in harmless:
                raise NoticePrintedError(number=number)


@dataclass(frozen=True, slots=True)
class _Moved:
    promise: Promise
    reappointed: Promise | None

    @property
    def due_at(self) -> datetime:
        return (self.reappointed or self.promise).due_at


def _moves(dossiers: Iterable[Dossier], calendar: Calendar, keep_hour: bool) -> Iterator[tuple[str, _Moved]]:
    for dossier in dossiers:
        moved = _moved(dossier, calendar, keep_hour)
        if moved is not None:
            yield dossier.number, moved


def _moved(dossier: Dossier, calendar: Calendar, keep_hour: bool) -> _Moved | None:
    """Return the new day, None when this closure leaves it where it is."""
    moved = _recomputed(dossier, calendar, keep_hour)
    standing = dossier.standing
    if moved is None:
        return None
    same = moved.promise.due_at == standing.due_at
    kept = moved.reappointed is None or moved.reappointed.due_at == standing.reappointed_at
    return None if same and kept else moved


def _recomputed(dossier: Dossier, calendar: Calendar, keep_hour: bool) -> _Moved | None:
    standing = dossier.standing
    if dossier.state not in OPEN_STATES or standing.due_at is None:
        return None
    limit, waits = limit_of(dossier.terms), waits_of(dossier.history)
    promise = promise_of(due_from_start(limit, calendar, dossier.received_at, waits, keep_hour=keep_hour), calendar)
    again = None
    if standing.reappointed_at is not None:
        day = later_working_day(calendar, standing.reappointed_at.astimezone(OFFICE_ZONE).date(), 0)
        again = Promise(end_of_service(calendar, day), promise.explanation, calendar.version)
    return _Moved(promise, again)


def _checked(calendar: Calendar, days: tuple[date, ...]) -> tuple[date, ...]:
    chosen = tuple(sorted({day for day in days if calendar.is_working_day(day)}))
    if not chosen or len(chosen) > MOST_DAYS:
        raise ClosureDaysError(most=MOST_DAYS)
    return chosen


def _type_of(calendar: Calendar, day: date) -> str:
    mark = calendar.mark_on(day)
    return mark.type.value if mark else ""


def _closed(calendar: Calendar, days: tuple[date, ...], reason: str) -> Calendar:
    return calendar.with_changes([CalendarChange(day, DayType.OFF, reason) for day in days])


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return every day from `first` to `last`."""
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))

"""A storm day, closed against the plan, or a changed calendar: first who is affected, then the writing.

A closure can be undone until a notice is out.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.domain.calendar import Calendar, CalendarChange, DayType
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.event_facts import Promise
from desk_app.domain.events import CalendarDayChanged
from desk_app.domain.history import dossier_from
from desk_app.domain.life_events import DueDateMoved
from desk_app.domain.office_events import ClosureDeclared, ClosureUndone
from desk_app.domain.paper_name import PaperName, paper_name
from desk_app.ports import PrintState, UnitOfWork
from desk_app.usecases.acts import ReasonMissingError, ask_paper, cleaned
from desk_app.usecases.moved_days import Affected, affected_by, moved_days, recomputed
from desk_app.usecases.office import Office

MOST_DAYS = 60
NOTICE = "closure-notice"


class DaysReversedError(BadInputError):
    """The last day `last` lies before the first `first`."""


class ClosureDaysError(BadInputError):
    """The days of a closure are none, too many (`most`), or closed already."""


class ClosureGoneError(DeskError):
    """No closure stands at place `closure` of the log, or it was undone already."""


class NothingMovesError(DeskError):
    """Under the calendar now in force every open dossier keeps its day."""


class CalendarStaysError(DeskError):
    """What moved at place `closure` followed a changed calendar: it goes back with the calendar, not by itself."""


class NoticePrintedError(DeskError):
    """A notice of the closure is out (`number`): it can no longer be undone."""


def plan_closure(office: Office, days: tuple[date, ...], reason: str) -> tuple[Affected, ...]:
    """Return who would be affected, earliest day first; writes nothing."""
    calendar = office.store.calendar()
    return affected_by(office, _closed(calendar, _checked(calendar, days), reason))


def plan_new_calendar(office: Office) -> tuple[Affected, ...]:
    """Return whose promised day is another one under the calendar now in force; writes nothing."""
    return affected_by(office, office.store.calendar())


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure as written: its place in the log, the dossiers moved, the prints of their notices."""

    closure: int
    moved: tuple[str, ...]
    print_ids: tuple[int, ...]


def declare_closure(office: Office, days: tuple[date, ...], reason: str, *, paper: str | None = None) -> Closed:
    """Write the closed days and every moved day in one transaction; with `paper`, the notices go to the queue."""
    reason = _reason(office, reason)
    with office.store.unit_of_work(office.actor) as work:
        before = work.calendar()
        closed = _checked(before, days)
        for day in closed:
            work.append(CalendarDayChanged(day, DayType.OFF.value, reason, reason))
        written = _write_moves(office, work, closed, reason, tuple(_type_of(before, day) for day in closed), paper)
        work.commit()
    return written


def apply_new_calendar(office: Office, reason: str, *, paper: str | None = None) -> Closed:
    """Move every promised day to where the calendar now in force puts it; NothingMovesError when none moves."""
    reason = _reason(office, reason)
    with office.store.unit_of_work(office.actor) as work:
        written = _write_moves(office, work, (), reason, (), paper)
        if not written.moved:
            raise NothingMovesError
        work.commit()
    return written


def _write_moves(
    office: Office, work: UnitOfWork, days: tuple[date, ...], reason: str, were: tuple[str, ...], paper: str | None
) -> Closed:
    moves = list(moved_days(office.store.lists.unfinished(), work.calendar(), work.settings().keep_hour))
    declared = work.append(ClosureDeclared(days, reason, len(moves), were))
    prints = []
    for number, moved in moves:
        event = work.append(DueDateMoved(declared.seq, moved.promise, moved.reappointed), dossier=number)
        if paper is not None:
            prints.append(ask_paper(work, number, PaperName(NOTICE, event.seq), paper))
    return Closed(declared.seq, tuple(number for number, _ in moves), tuple(prints))


def undo_closure(office: Office, closure: int, reason: str) -> tuple[str, ...]:
    """Take a closure back: the days and every date are as before. NoticePrintedError once a notice was printed."""
    reason = _reason(office, reason)
    known = office.store.books.closure(closure)
    if known is None or known.undone_at is not None:
        raise ClosureGoneError(closure=closure)
    moved_numbers = tuple(move.number for move in known.moves)
    _check_no_notice(office, moved_numbers, closure)
    declared = office.store.register.event(closure).body
    assert isinstance(declared, ClosureDeclared)  # the book of closures names only these
    if not declared.days:
        raise CalendarStaysError(closure=closure)
    with office.store.unit_of_work(office.actor) as work:
        for day, was in zip(declared.days, declared.were, strict=True):
            work.append(CalendarDayChanged(day, was, reason if was else "", reason))
        calendar, keep_hour = work.calendar(), work.settings().keep_hour
        for number in moved_numbers:
            dossier = work.dossier(number)
            moved = recomputed(dossier, calendar, keep_hour)
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
            before = dossier_from(dossier.history[:place]).standing.reappointed_at
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


def _reason(office: Office, text: str) -> str:
    reason = cleaned(office, "reason", text)
    if not reason:
        raise ReasonMissingError(move="closure")
    return reason


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
    """Return every day from `first` to `last`; DaysReversedError when `last` lies before `first`."""
    if last < first:
        raise DaysReversedError(first=first, last=last)
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))

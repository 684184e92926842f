"""What a calendar makes of the days that were promised: who is affected, and to which day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.dossier import Dossier
from desk_app.domain.event_facts import Promise
from desk_app.domain.lifecycle import OPEN_STATES
from desk_app.domain.recompute import due_from_start
from desk_app.domain.terms import deciding_terms, limit_of
from desk_app.domain.waiting import waits_of
from desk_app.domain.working_span import end_of_service, later_working_day
from desk_app.usecases.office import Office
from desk_app.usecases.promises import promise_of


@dataclass(frozen=True, slots=True)
class Affected:
    """A dossier whose day a closure or a changed calendar moves: the day now promised and the day it becomes."""

    number: str
    name: str
    procedure: str
    phone: str
    due_at: datetime
    new_due_at: datetime
    explanation: str


def affected_by(office: Office, calendar: Calendar) -> tuple[Affected, ...]:
    """Return whose promised day is another one under `calendar`, earliest first."""
    keep_hour = office.store.settings().keep_hour
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
        for dossier in office.store.lists.unfinished()
        if (was := dossier.standing.promised_at) is not None
        and (moved := _moved(dossier, calendar, keep_hour)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.due_at, each.number)))


@dataclass(frozen=True, slots=True)
class MovedDay:
    """Where a calendar puts a dossier: its promise, and the apology's new day if there is one."""

    promise: Promise
    reappointed: Promise | None

    @property
    def due_at(self) -> datetime:
        """The day that counts for the citizen."""
        return (self.reappointed or self.promise).due_at


def moved_days(dossiers: Iterable[Dossier], calendar: Calendar, keep_hour: bool) -> Iterator[tuple[str, MovedDay]]:
    """Yield the number and the new day of every dossier that `calendar` moves."""
    for dossier in dossiers:
        moved = _moved(dossier, calendar, keep_hour)
        if moved is not None:
            yield dossier.number, moved


def _moved(dossier: Dossier, calendar: Calendar, keep_hour: bool) -> MovedDay | None:
    """Return the new day, None when the calendar leaves it where it is."""
    moved = recomputed(dossier, calendar, keep_hour)
    standing = dossier.standing
    if moved is None:
        return None
    same = moved.promise.due_at == standing.due_at
    kept = moved.reappointed is None or moved.reappointed.due_at == standing.reappointed_at
    return None if same and kept else moved


def recomputed(dossier: Dossier, calendar: Calendar, keep_hour: bool) -> MovedDay | None:
    """Return the day reckoned again from the reception, moved or not; None where no day is promised any more."""
    standing = dossier.standing
    if dossier.state not in OPEN_STATES or standing.due_at is None:
        return None
    limit, waits = limit_of(deciding_terms(dossier.history) or dossier.terms), waits_of(dossier.history)
    promise = promise_of(due_from_start(limit, calendar, dossier.received_at, waits, keep_hour=keep_hour), calendar)
    again = None
    if standing.reappointed_at is not None:
        day = later_working_day(calendar, standing.reappointed_at.astimezone(OFFICE_ZONE).date(), 0)
        again = Promise(end_of_service(calendar, day), promise.explanation, calendar.version)
    return MovedDay(promise, again)

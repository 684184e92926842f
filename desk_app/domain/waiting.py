"""When the clock of a dossier stands, and what a wait does to the day promised.

How the law is read here: guidance to supplement is given in writing and the time to answer is not the office's (Decree
61/2018, then Decree 118/2025; Decree 123/2015 says the same of verification letters). So the clock stands from the
request to the answer, and while the dossier is not with the office at all (withdrawn or stopped, until it is reopened).
A result that was ready and is worked on again does not stop it: that time is the office's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from desk_app.domain.calendar import Calendar
from desk_app.domain.due_date import in_office_time
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import (
    ObligationRequested,
    ObligationSettled,
    Reopened,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    Withdrawn,
)
from desk_app.domain.move_explanation import DateMove, explain_move
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.working_span import (
    after_service,
    end_of_service,
    into_service,
    later_working_day,
    service_between,
    working_days_between,
)


class Cause(Enum):
    """Why the clock stands."""

    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Wait:
    """The clock stands from `since` to `until` (None: still standing)."""

    since: datetime
    until: datetime | None = None
    cause: Cause = Cause.SUPPLEMENT


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A day decided anew, with the sentence that says why; the sentence parses back to it."""

    due_at: datetime
    explanation: str


_BEGINS: dict[type, Cause] = {
    SupplementRequested: Cause.SUPPLEMENT,
    ObligationRequested: Cause.OBLIGATION,
    Withdrawn: Cause.AWAY,
    Stopped: Cause.AWAY,
}
_ENDS = (SupplementReceived, ObligationSettled, Reopened)


def waits_of(history: Sequence[Recorded]) -> tuple[Wait, ...]:
    """Return every wait, oldest first; the last one is open (`until` None) when the clock stands now.

    A dossier that is withdrawn while it waits goes on waiting: one wait, from the request to the reopening. A late
    entry that claims an earlier time than what went before counts as of what went before: no wait is negative.
    """
    waits: list[Wait] = []
    latest: datetime | None = None
    for event in history:
        latest = event.happened_at if latest is None else max(latest, event.happened_at)
        standing = bool(waits) and waits[-1].until is None
        cause = _BEGINS.get(type(event.body))
        if cause is not None and not standing:
            waits.append(Wait(latest, None, cause))
        elif isinstance(event.body, _ENDS) and standing:
            waits[-1] = Wait(waits[-1].since, latest, waits[-1].cause)
    return tuple(waits)


def open_wait(history: Sequence[Recorded]) -> Wait | None:
    """Return the wait that has not ended: what an answer or a reopening must hand to `after_wait`."""
    waits = waits_of(history)
    return waits[-1] if waits and waits[-1].until is None else None


def after_wait(
    limit: Limit, calendar: Calendar, due_at: datetime, since: datetime, until: datetime, *, keep_hour: bool = False
) -> MovedDate:
    """Return the day in force after a wait, with its explanation. CalendarEndsError when no working day is left.

    Limits in working days, and limits within the day, move by the working days after the day of the request up to the
    day of the answer (Civil Code, Article 147: the first day is not counted; same day: nothing moves). Limits in
    calendar days move by the calendar days, then to a working day (Article 148). Limits in hours move by the service
    that passed, to the instant. `keep_hour` keeps the hour of the old day, else days end with their service.
    """
    old, start = in_office_time(due_at), in_office_time(since)
    end = max(start, in_office_time(until))
    if limit.unit is Unit.WORKING_HOUR:
        return _moved_by_hours(calendar, old, start, end)
    by_calendar = limit.unit is Unit.CALENDAR_DAY
    days = (end.date() - start.date()).days if by_calendar else _working_days(calendar, start, end)
    if not days:
        return _explained(calendar, DateMove(limit.unit, timedelta(), old, start, end, old, False))
    first = old.date() + timedelta(days=days) if by_calendar else old.date()
    due_on = later_working_day(calendar, first, 0 if by_calendar else days)
    # The law gives a result within the day no hour to keep: it is due when service ends.
    keep = keep_hour and limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    new = into_service(calendar, due_on, old.time()) if keep else end_of_service(calendar, due_on)
    return _explained(calendar, DateMove(limit.unit, timedelta(days=days), old, start, end, new, keep))


def _working_days(calendar: Calendar, start: datetime, end: datetime) -> int:
    return working_days_between(calendar, start.date(), end.date())


def _moved_by_hours(calendar: Calendar, old: datetime, start: datetime, end: datetime) -> MovedDate:
    passed = service_between(calendar, start, end)
    new = after_service(calendar, old, passed) if passed else old
    return _explained(calendar, DateMove(Unit.WORKING_HOUR, passed, old, start, end, new, False))


def _explained(calendar: Calendar, move: DateMove) -> MovedDate:
    return MovedDate(move.new, explain_move(move, calendar))

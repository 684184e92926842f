"""The one new day of an apology, when the apology must be drafted, and how near a dossier is to being late.

Decree 61/2018 and Decree 118/2025: notice and apology come at the latest one day before the due day, name the reason
and the new day, and come at most once. That a second is impossible stands in `standing.check`.
"""

from datetime import date, datetime
from enum import Enum

from desk_app.domain.calendar import Calendar
from desk_app.domain.due_date import in_office_time
from desk_app.domain.errors import NewDayClosedError, NewDayNotAfterError, NewDayPassedError
from desk_app.domain.lifecycle import ENDED_STATES, RUNNING_STATES
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.standing import Standing
from desk_app.domain.waiting import MovedDate, after_wait
from desk_app.domain.working_span import (
    earlier_working_day,
    end_of_service,
    later_working_day,
    working_days_between,
)

# How many working days a new day lies after the old one until somebody chooses: no source names a figure.
DEFAULT_DAYS = 3


class Risk(Enum):
    """How near a running dossier is to its day; the value is its word in lists."""

    D3 = "d3"
    D1 = "d1"
    D0 = "d0"
    LATE = "late"


def check_new_day(calendar: Calendar, old_due_at: datetime, new_on: date, now: datetime) -> datetime:
    """Return the new day's end of service.

    NewDayNotAfterError unless it lies after the old day, NewDayClosedError when the office is closed on it,
    NewDayPassedError when its service is over already.
    """
    old_on = in_office_time(old_due_at).date()
    if new_on <= old_on:
        raise NewDayNotAfterError(new_on=new_on, old_on=old_on)
    if not calendar.is_working_day(new_on):
        raise NewDayClosedError(new_on=new_on, next_open=later_working_day(calendar, new_on, 0))
    new_due_at = end_of_service(calendar, new_on)
    if new_due_at <= now:
        raise NewDayPassedError(new_on=new_on, today=in_office_time(now).date())
    return new_due_at


def default_new_day(calendar: Calendar, old_due_at: datetime, now: datetime, days: int = DEFAULT_DAYS) -> date:
    """Return the day proposed: `days` working days after the old day, or after today when the old day has passed."""
    start = max(in_office_time(old_due_at).date(), in_office_time(now).date())
    day = start
    while working_days_between(calendar, start, day) < max(1, days):
        day = later_working_day(calendar, date.fromordinal(day.toordinal() + 1), 0)
    return day


def new_day_after_wait(calendar: Calendar, new_day: datetime, since: datetime, until: datetime) -> MovedDate:
    """Return the new day of an apology after a wait: by the working days waited, whatever the limit counts.

    The clock stood, so this is the same one new day and no second one; its sentence is that of `after_wait`.
    """
    return after_wait(Limit(1, Unit.WORKING_DAY), calendar, new_day, since, until)


def apology_by(calendar: Calendar, due_at: datetime) -> date:
    """Return the last day on which notice and apology are in time: the working day before the due day (D-1)."""
    return earlier_working_day(calendar, in_office_time(due_at).date())


def risk_of(standing: Standing, limit: Limit, calendar: Calendar, now: datetime) -> Risk | None:
    """Return how near a dossier is to the day that decides; None when it is far, has ended, waits, or has no day.

    D0 is due today, D1 within one working day (on a Sunday the dossiers of Monday are D1), D3 within three.
    """
    if standing.state not in RUNNING_STATES or standing.due_at is None:
        return None
    due, at = in_office_time(standing.due_at), in_office_time(now)
    if is_past(limit, due, at):
        return Risk.LATE
    if due.date() == at.date():
        return Risk.D0
    days = working_days_between(calendar, at.date(), due.date())
    return Risk.D1 if days <= 1 else Risk.D3 if days <= 3 else None


def is_past(limit: Limit, due_at: datetime, at: datetime) -> bool:
    """Is `at` after a term: after its last day for limits in days, after the instant for limits in hours?"""
    due, moment = in_office_time(due_at), in_office_time(at)
    return moment > due if limit.unit is Unit.WORKING_HOUR else moment.date() > due.date()


def apology_is_due(standing: Standing, limit: Limit, calendar: Calendar, now: datetime) -> bool:
    """Must an apology be drafted now: one day before at the latest, and none has been given?"""
    near = risk_of(standing, limit, calendar, now) in (Risk.D1, Risk.D0, Risk.LATE)
    return near and standing.reappointed_at is None


def owes_apology(standing: Standing, limit: Limit) -> bool:
    """Was the result ready only after its day, and no apology given? Then it may not be handed over without one."""
    if standing.finished_at is None or standing.due_at is None or standing.state in ENDED_STATES:
        return False
    return is_past(limit, standing.due_at, standing.finished_at) and standing.reappointed_at is None

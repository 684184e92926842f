"""What an event keeps of the rules: a reckoned day as a promise, a procedure as the terms of its day."""

from datetime import date, datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.day_table import OFFICE_ZONE
from desk_app.domain.event_facts import ProcedureTerms, Promise
from desk_app.domain.procedure_facts import Limit, Procedure, Unit
from desk_app.domain.reappointment import new_day_after_wait
from desk_app.domain.standing import Standing
from desk_app.domain.waiting import MovedDate


def promise_of(moved: MovedDate, calendar: Calendar) -> Promise:
    """Return the moved day with its explanation and the calendar it came from."""
    return Promise(moved.due_at, moved.explanation, calendar.version)


def new_day_after(standing: Standing, calendar: Calendar, since: datetime, until: datetime) -> Promise | None:
    """Return the apology's one new day moved by the same wait; None where nobody apologised."""
    if standing.reappointed_at is None:
        return None
    return promise_of(new_day_after_wait(calendar, standing.reappointed_at, since, until), calendar)


def terms_of(procedure: Procedure, catalogue_version: str) -> ProcedureTerms:
    """Return what a dossier keeps for ever of its procedure."""
    limit = procedure.limit
    return ProcedureTerms(
        code=procedure.code,
        name=procedure.name,
        field=procedure.field,
        limit_value=limit.value,
        limit_unit=limit.unit.value,
        limit_cutoff=limit.cutoff.strftime("%H:%M") if limit.cutoff else "",
        catalogue_version=catalogue_version,
    )


def reckoned_as(limit: Limit, calendar: Calendar, received_at: datetime) -> tuple[Limit, date, int] | None:
    """Return what names the promise: the limit, the day, and how many openings, closings and cutoffs lie behind.

    Between two of them the minute decides nothing. None where it does: a limit in hours (and where the hour is to be
    kept, which the caller knows).
    """
    if limit.unit is Unit.WORKING_HOUR or received_at.tzinfo is not OFFICE_ZONE:
        return None
    day, clock, passed = received_at.date(), received_at.time(), 0
    for shift in (*calendar.shifts_on(day), *calendar.receptions[day.weekday()]):
        passed += (clock >= shift.opens) + (clock > shift.closes)
    if limit.cutoff is not None:
        passed += clock > limit.cutoff
    return limit, day, passed

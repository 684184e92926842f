"""What an event keeps of the rules: a reckoned day as a promise, a procedure as the terms of its day."""

from datetime import datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.event_facts import ProcedureTerms, Promise
from desk_app.domain.procedure_facts import Procedure
from desk_app.domain.reappointment import new_day_after_wait
from desk_app.domain.standing import Standing
from desk_app.domain.waiting import MovedDate


def promise_of(moved: MovedDate, calendar: Calendar) -> Promise:
    """Return the moved day with its explanation and the calendar it came from."""
    return Promise(moved.due_at, moved.explanation, calendar.version)


def new_day_after(
    standing: Standing, calendar: Calendar, since: datetime, until: datetime
) -> Promise | None:
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

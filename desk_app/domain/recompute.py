"""The day of a dossier reckoned again from its reception: what a storm day or a changed calendar makes of it."""

from collections.abc import Sequence
from datetime import datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.due_date import due_date_of
from desk_app.domain.explanation import explain
from desk_app.domain.procedure_facts import Limit
from desk_app.domain.waiting import MovedDate, Wait, after_wait


def due_from_start(
    limit: Limit, calendar: Calendar, received_at: datetime, waits: Sequence[Wait], *, keep_hour: bool = False
) -> MovedDate:
    """Return the day after all `waits` that have ended, as if each had been decided under `calendar`.

    Under the calendar of the promises this is the last of them, instant and explanation. The explanation is the chain:
    that of the reception, then that of each wait (`move_explanation.moves_in` takes it apart). An open wait moves
    nothing yet. The errors of `due_date_of`.
    """
    due_at = due_date_of(limit, calendar, received_at, keep_hour).due_at
    sentences = [explain(limit, calendar, received_at, keep_hour)]
    for wait in waits:
        if wait.until is not None:
            moved = after_wait(limit, calendar, due_at, wait.since, wait.until, keep_hour=keep_hour)
            due_at = moved.due_at
            sentences.append(moved.explanation)
    return MovedDate(due_at, "; ".join(sentences))

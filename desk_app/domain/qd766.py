"""How the scoring rules of Decision 766/QD-TTg (2022) count a dossier: beside its timeliness, never instead of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from desk_app.domain.dossier import Dossier
from desk_app.domain.lifecycle import State
from desk_app.domain.reappointment import is_past
from desk_app.domain.terms import limit_of
from desk_app.domain.timeliness import end_of_processing
from desk_app.domain.waiting import open_wait


class Counted(Enum):
    """By which rule of the decision the dossier was counted."""

    FINISHED = "finished"
    ENDED = "ended"
    PENDING_SUPPLEMENT = "pending_supplement"
    OPEN_AT_PERIOD_END = "open_at_period_end"
    MORE_THAN_ONE_SUPPLEMENT = "more_than_one_supplement"


@dataclass(frozen=True, slots=True)
class Qd766:
    """Whether the decision counts it on time, the end it compares, and by which of its rules."""

    on_time: bool
    ended_at: datetime
    rule: Counted


def qd766_of(dossier: Dossier, period_end: datetime) -> Qd766:
    """Return how the decision counts a dossier at the end of a period.

    On time is an end not after the day of return, waiting subtracted (the day was moved by it). The end is when the
    result was ready, else when it was stopped, withdrawn or refused; with a supplement pending, the request; else the
    end of the period. More than one supplement request counts late whatever the end. Limits in days compare dates.
    """
    ended_at, rule = _end(dossier, period_end)
    due_at = dossier.standing.due_at
    on_time = due_at is None or not is_past(limit_of(dossier.terms), due_at, ended_at)
    if dossier.standing.supplements > 1:
        return Qd766(False, ended_at, Counted.MORE_THAN_ONE_SUPPLEMENT)
    return Qd766(on_time, ended_at, rule)


def _end(dossier: Dossier, period_end: datetime) -> tuple[datetime, Counted]:
    ended_at = end_of_processing(dossier)
    if ended_at is not None:
        return ended_at, Counted.FINISHED if dossier.finished_at is not None else Counted.ENDED
    wait = open_wait(dossier.history)
    if wait is not None and dossier.state is State.SUPPLEMENT_REQUESTED:
        return wait.since, Counted.PENDING_SUPPLEMENT
    return period_end, Counted.OPEN_AT_PERIOD_END

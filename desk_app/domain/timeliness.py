"""Early, on time or late: what the end of processing says of a dossier, and who held it while it was late.

How the law is read here (Decree 118/2025; Civil Code, Articles 147 and 148): the end of processing counts, never the
day of collection. A term in days ends with its last day, also after closing hours, so limits in days compare dates;
limits in hours compare instants, and early is before the session (half-day) that holds the due time. A dossier that
waits for the citizen is judged as at the request: its clock stands. An apology never moves the day that decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from desk_app.domain.calendar import Calendar
from desk_app.domain.day_table import OFFICE_ZONE
from desk_app.domain.dossier import Dossier
from desk_app.domain.due_date import in_office_time
from desk_app.domain.event_facts import Promise
from desk_app.domain.events import Received
from desk_app.domain.holding import Holding, holdings_of, split_among
from desk_app.domain.life_events import Accepted
from desk_app.domain.lifecycle import OPEN_STATES, State
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.reappointment import is_past
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import Wait, waits_of


class Timing(Enum):
    """The class of a dossier; the value is its word on the command line."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """What can be said of a dossier's time; instants are aware.

    `due_at` is the day promised to the citizen last, `original_due_at` the first promise of the slip, `decides_due_at`
    the day that decides what is late (None: no day was promised, nothing can be late). `finished_at` is when the result
    was ready, or when it was refused, withdrawn or stopped; None while open. `judged_at` is the instant compared: the
    end, the request while the clock stands, else now. `paused_seconds` are the wall-clock seconds the clock has stood,
    the open wait up to now. `late_seconds_by_holder` adds up to `late_seconds`: whole seconds from the deciding day to
    `judged_at`, empty unless late. Keys are `desk`, `citizen`, or kind and name as `officer: Lê An`.
    """

    timing: Timing
    due_at: datetime | None
    original_due_at: datetime | None
    decides_due_at: datetime | None
    finished_at: datetime | None
    judged_at: datetime
    paused_seconds: int
    supplement_requests: int
    late_seconds: int
    late_seconds_by_holder: Mapping[str, int]

    @property
    def kind(self) -> str:
        """The word of the class."""
        return self.timing.value

    @property
    def is_late(self) -> bool:
        """Is it late, finished or not?"""
        return self.timing in (Timing.LATE, Timing.OPEN_LATE)


def timeliness_of(dossier: Dossier, now: datetime, calendar: Calendar) -> Timeliness:
    """Return the timeliness of a dossier as at `now`; the calendar only says when the sessions of the due day begin."""
    standing, waits = dossier.standing, waits_of(dossier.history)
    ended_at = end_of_processing(dossier)
    until = max(now, standing.received_at) if ended_at is None else ended_at
    judged_at = _judged_at(waits, until)
    timing = timing_of(limit_of(dossier.terms), calendar, standing.due_at, judged_at, ended=ended_at is not None)
    late = timing in (Timing.LATE, Timing.OPEN_LATE)
    by_holder = _late_by_holder(holdings_of(dossier.history, now), standing.due_at, judged_at) if late else {}
    return Timeliness(
        timing=timing,
        due_at=standing.promised_at,
        original_due_at=first_promise(dossier),
        decides_due_at=standing.due_at,
        finished_at=ended_at,
        judged_at=judged_at,
        paused_seconds=int(time_stood(waits, standing.received_at, until).total_seconds()),
        supplement_requests=standing.supplements,
        late_seconds=sum(by_holder.values()),
        late_seconds_by_holder=by_holder,
    )


def timing_of(limit: Limit, calendar: Calendar, due_at: datetime | None, judged_at: datetime, *, ended: bool) -> Timing:
    """Return the class of an end (`ended`) or of a moment on the way; without a due day nothing is late or early."""
    if due_at is None:
        return Timing.ON_TIME if ended else Timing.OPEN_IN_TIME
    due, at = in_office_time(due_at), in_office_time(judged_at)
    by_hours = limit.unit is Unit.WORKING_HOUR
    late = is_past(limit, due, at)
    if not ended:
        return Timing.OPEN_LATE if late else Timing.OPEN_IN_TIME
    early = at < half_day_begins(calendar, due) if by_hours else at.date() < due.date()
    return Timing.LATE if late else Timing.EARLY if early else Timing.ON_TIME


def half_day_begins(calendar: Calendar, due_at: datetime) -> datetime:
    """Return the opening of the session that holds `due_at`, else of the last before it, else the start of that day."""
    due = in_office_time(due_at)
    openings = [shift.opens for shift in calendar.shifts_on(due.date()) if shift.opens < due.time()]
    return datetime.combine(due.date(), max(openings, default=time(0)), OFFICE_ZONE)


def end_of_processing(dossier: Dossier) -> datetime | None:
    """Return when work ended: the result ready, else refused, withdrawn or stopped. Collection never counts."""
    standing = dossier.standing
    if standing.state in OPEN_STATES or standing.state is State.REGISTERED:
        return None
    ended = standing.finished_at or standing.ended_at
    assert ended is not None, f"{dossier.number} ended at no time"
    return max(ended, standing.received_at)


def first_promise(dossier: Dossier) -> datetime | None:
    """Return the day named on the first slip; None when none was given."""
    promises: list[Promise] = [
        event.body.promise for event in dossier.history if isinstance(event.body, Received | Accepted)
    ]
    return promises[0].due_at if promises else None


def time_stood(waits: tuple[Wait, ...], begins: datetime, ends: datetime) -> timedelta:
    """Return the wall-clock time the clock stood between `begins` and `ends`."""
    stretches = (min(wait.until or ends, ends) - max(wait.since, begins) for wait in waits)
    return sum((max(stretch, timedelta()) for stretch in stretches), timedelta())


def _judged_at(waits: tuple[Wait, ...], until: datetime) -> datetime:
    """Return the last instant at which the clock ran."""
    return min(until, waits[-1].since) if waits and waits[-1].until is None else until


def _late_by_holder(holdings: tuple[Holding, ...], due_at: datetime | None, judged_at: datetime) -> Mapping[str, int]:
    return {} if due_at is None else split_among(holdings, due_at, judged_at)

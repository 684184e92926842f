"""The clock of a dossier as a clerk reads it: so many working days of eight hours and so many hours left, or over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.domain.calendar import Calendar
from desk_app.domain.procedure_facts import Limit
from desk_app.domain.reappointment import is_past
from desk_app.domain.working_span import service_between

# One working day is eight hours of work (Labour Code 2019, Article 105), whatever a commune's own sessions add up to.
WORKING_DAY = timedelta(hours=8)
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockLeft:
    """Service left to the due instant, or passed since (`over`); `running` is False while the citizen is waited for."""

    left: timedelta
    over: bool
    running: bool

    @property
    def days(self) -> int:
        """Whole working days of eight hours."""
        return self.left // WORKING_DAY

    @property
    def hours(self) -> int:
        """Whole hours beside the days."""
        return self.left % WORKING_DAY // _HOUR

    @property
    def minutes(self) -> int:
        """Whole minutes beside days and hours."""
        return self.left % _HOUR // _MINUTE

    @property
    def words(self) -> str:
        """The clock in one line: `còn 2 ngày 3 giờ làm việc`, `quá hạn 25 phút làm việc`, `đồng hồ dừng, còn …`."""
        counted = self._counted()
        if self.over:
            said = f"quá hạn {counted} làm việc" if counted else "vừa quá hạn"
        else:
            said = f"còn {counted} làm việc" if counted else "đến hạn"
        return said if self.running else f"đồng hồ dừng, {said}"

    def _counted(self) -> str:
        """Minutes are said only when no day is left: what matters at the counter is then the hour."""
        words = [f"{self.days} ngày"] * bool(self.days) + [f"{self.hours} giờ"] * bool(self.hours)
        words += [f"{self.minutes} phút"] * (not self.days and bool(self.minutes))
        return " ".join(words)


def clock_left(
    limit: Limit, calendar: Calendar, due_at: datetime, now: datetime, stopped_since: datetime | None = None
) -> ClockLeft:
    """Return the service between now and the due instant; while the clock stands, between the request and it.

    It is over when the dossier is late: for limits in days not before the next day, so the evening of the last day has
    nothing left and is not over.
    """
    at = now if stopped_since is None else stopped_since
    over = is_past(limit, due_at, at)
    left = service_between(calendar, due_at, at) if over else service_between(calendar, at, due_at)
    return ClockLeft(left, over, running=stopped_since is None)

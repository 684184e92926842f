"""The true time of something entered later: a claim, checked and marked, never a way to move the clock."""

from datetime import date, datetime, timedelta

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DateImpossibleError, DayOutsideError

EARLIEST_CLAIM = datetime(2000, 1, 1, tzinfo=OFFICE_ZONE)
FARTHEST = timedelta(days=366)  # a day a citizen is told; a slip of the pen in the year goes farther


def checked_day(field: str, day: date, at: datetime) -> date:
    """Return a day to come that a letter names; DayOutsideError before the day of `at` or over a year after it."""
    today = at.astimezone(OFFICE_ZONE).date()
    return _between(field, today, day, today + FARTHEST)


def checked_past_day(field: str, day: date, at: datetime) -> date:
    """Return a day that has come by `at`; DayOutsideError for a later one, or one before this century."""
    return _between(field, EARLIEST_CLAIM.date(), day, at.astimezone(OFFICE_ZONE).date())


def checked_claim(claimed_at: datetime | None, now: datetime, field: str = "claimed_at") -> datetime | None:
    """Return the claim in office time, None for none; DateImpossibleError for a time to come or without a zone."""
    if claimed_at is None:
        return None
    if claimed_at.tzinfo is None or not EARLIEST_CLAIM <= claimed_at <= now:
        raise DateImpossibleError(field=field, text=claimed_at.isoformat())
    return claimed_at.astimezone(OFFICE_ZONE)


def _between(field: str, first: date, day: date, last: date) -> date:
    if not first <= day <= last:
        raise DayOutsideError(field=field, day=day, first=first, last=last)
    return day

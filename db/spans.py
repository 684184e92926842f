"""A day of the office as the register counts it."""

from datetime import date, datetime, time, timedelta

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.positional import milliseconds_of


def day_span(on: date) -> tuple[int, int]:
    """Return the first millisecond of a day and that of the next."""
    start = datetime.combine(on, time(), OFFICE_ZONE)
    return milliseconds_of(start), milliseconds_of(start + timedelta(days=1))

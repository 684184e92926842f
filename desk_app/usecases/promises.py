"""A date reckoned by the rules, as the promise an event keeps."""

from desk_app.domain.calendar import Calendar
from desk_app.domain.event_facts import Promise
from desk_app.domain.waiting import MovedDate


def promise_of(moved: MovedDate, calendar: Calendar) -> Promise:
    """Return the moved day with its explanation and the calendar it came from."""
    return Promise(moved.due_at, moved.explanation, calendar.version)

"""A dossier as lists say it: which clock, which words, which part of the number."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from desk_app.domain.lifecycle import OPEN_STATES, WAITING_STATES, State
from desk_app.ports import DossierRow
from ui.office_time import at_office, date_words, near_words
from ui.widgets.clock import ClockState


class WorkingDays(Protocol):
    """The part of the calendar that counting needs."""

    def is_working_day(self, day: date) -> bool: ...


@dataclass(frozen=True)
class Reading:
    """The clock of a dossier, its words, and the part of the time that is left (0-1)."""

    clock: ClockState
    words: str
    left: float = 0.66


def tail_of(number: str) -> str:
    """Return "…261204-1042"."""
    return f"…{number.split('-', 1)[-1]}"


def counter_of(number: str) -> str:
    """Return the counter of the day: "1042"."""
    return number.rsplit("-", 1)[-1]


def reading_of(row: DossierRow, now: datetime, calendar: WorkingDays) -> Reading:
    """Return what the clock of `row` says at `now`; days are working days."""
    today = at_office(now).date()
    if row.state is State.HANDED_OVER and row.handed_over_at is not None:
        return Reading(ClockState.DONE, f"Đã trả {date_words(at_office(row.handed_over_at))}")
    if row.state is State.RESULT_READY:
        since = at_office(row.finished_at or row.received_at).date()
        waited = working_days_between(calendar, since, today)
        return Reading(ClockState.READY, f"Chờ nhận {waited} ngày" if waited else "Chờ từ hôm nay")
    if row.state is State.REFUSED:
        return Reading(ClockState.DONE, "Đã từ chối")
    if row.state in WAITING_STATES:
        stood = working_days_between(calendar, at_office(row.waiting_since).date(), today) if row.waiting_since else 0
        return Reading(ClockState.PAUSE, f"Dừng {stood} ngày" if stood else "Dừng từ hôm nay")
    if row.state not in OPEN_STATES or row.due_at is None:
        return Reading(ClockState.DONE, row.state.word)
    return _open_reading(row, row.due_at, now, calendar)


def _open_reading(row: DossierRow, due_at: datetime, now: datetime, calendar: WorkingDays) -> Reading:
    today, due_on = at_office(now).date(), at_office(due_at).date()
    if due_at < now:
        late = working_days_between(calendar, due_on, today)
        return Reading(ClockState.LATE, f"Trễ {late} ngày" if late else "Trễ trong hôm nay")
    away = working_days_between(calendar, today, due_on)
    if due_on == today or away <= 1:
        return Reading(ClockState.SOON, near_words(due_at, today))
    whole = (due_at - row.received_at).total_seconds()
    left = (due_at - now).total_seconds() / whole if whole > 0 else 0.0
    return Reading(ClockState.OK, f"Còn {away} ngày", min(max(left, 0.0), 1.0))


def working_days_between(calendar: WorkingDays, start: date, end: date) -> int:
    """Return how many working days lie after `start` up to and including `end` (0 when `end` is not later)."""
    return sum(calendar.is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))

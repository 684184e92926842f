"""Why this date: every day from reception to the promise, and what it counts as."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk_app.domain.calendar import Calendar
from desk_app.domain.explanation import Derivation, derivation_of
from desk_app.domain.procedure import Procedure, Unit
from ui.office_time import date_words, hour_words, weekday_words

MOST_DAYS = 120


@dataclass(frozen=True)
class DayLine:
    """A day of the count: what it is, and the number it got (0: not counted)."""

    day: date
    words: str
    count: int

    @property
    def day_words(self) -> str:
        return f"{weekday_words(self.day)}, {date_words(self.day)}"


def days_counted(procedure: Procedure, calendar: Calendar, received_at: datetime, keep_hour: bool) -> list[DayLine]:
    """Return the days from reception to the due day, each with what it counts as."""
    derivation = derivation_of(procedure.limit, calendar, received_at, keep_hour)
    first, last = derivation.received_at.date(), derivation.due_at.date()
    lines: list[DayLine] = []
    count = 0
    for step in range(min((last - first).days, MOST_DAYS) + 1):
        day = first + timedelta(days=step)
        counted = _is_counted(day, derivation, calendar)
        count += counted
        lines.append(DayLine(day, _words(day, derivation, calendar, counted), count if counted else 0))
    return lines


def _is_counted(day: date, derivation: Derivation, calendar: Calendar) -> bool:
    unit = derivation.limit.unit
    if unit in (Unit.SAME_DAY, Unit.IMMEDIATE, Unit.WORKING_HOUR):
        return day == derivation.due_at.date()
    if day < derivation.counts_from or day > derivation.last_day:
        return False
    return unit is Unit.CALENDAR_DAY or calendar.is_working_day(day)


def _words(day: date, derivation: Derivation, calendar: Calendar, counted: bool) -> str:
    words = [f"nhận lúc {hour_words(derivation.received_at)}"] * (day == derivation.received_at.date())
    mark = calendar.mark_on(day)
    if mark is not None:
        words.append(mark.name)
    if not calendar.is_working_day(day):
        words.append("nghỉ")
    if calendar.unconfirmed(day) is not None:
        words.append("chưa xác nhận, xin hỏi xã")
    if day == derivation.due_at.date():
        words.append(f"hẹn trả {hour_words(derivation.due_at)}")
    if not words:
        words.append("làm việc" if counted else "không tính")
    return ", ".join(words)

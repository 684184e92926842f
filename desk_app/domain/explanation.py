"""The one sentence under every due date, on screen, slip and command line, and the way back from it to the date."""

from datetime import datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.day_mark import CalendarChange
from desk_app.domain.derivation import Derivation, Outside, derivation_of
from desk_app.domain.explanation_reading import ParsedExplanation, due_from_explanation, parse_explanation
from desk_app.domain.explanation_words import (
    COUNTED,
    NEXT_DAY,
    OUTSIDE,
    clock_words,
    left_out_words,
    unnamed_words,
    weekday_and_date,
    worked_words,
)
from desk_app.domain.procedure_facts import Limit, Unit

__all__ = [
    "Derivation",
    "Outside",
    "ParsedExplanation",
    "calendar_named",
    "derivation_of",
    "due_from_explanation",
    "explain",
    "explanation_of",
    "limit_named",
    "parse_explanation",
    "weekday_and_date",
]


def explain(limit: Limit, calendar: Calendar, received_at: datetime, keep_hour: bool = False) -> str:
    """Return why the due date is what it is, in Vietnamese; the errors of `due_date_of`."""
    return explanation_of(derivation_of(limit, calendar, received_at, keep_hour))


def explanation_of(derivation: Derivation) -> str:
    """Return the sentence: what is counted and from when; then, each behind a semicolon, what changes the count."""
    parts = (
        _counted(derivation),
        _after_cutoff(derivation),
        _moved(derivation),
        _left_out(derivation),
        _worked(derivation),
        unnamed_words(derivation.unnamed_years),
        _received_as(derivation),
        f"giữ giờ tiếp nhận {clock_words(derivation.kept_hour)}" if derivation.kept_hour else "",
    )
    return "; ".join(part for part in parts if part)


def limit_named(limit: Limit) -> str:
    """Return a legal limit as people say it: `5 ngày làm việc`, `15 ngày`, `4 giờ làm việc`, `trong ngày`."""
    if limit.unit in (Unit.SAME_DAY, Unit.IMMEDIATE):
        return COUNTED[limit.unit].removeprefix("Trả ")
    return f"{limit.value} {COUNTED[limit.unit].partition(' (')[0]}"


def calendar_named(calendar: Calendar) -> str:
    """Return which calendar a date follows: `lịch 2026-11-21, xã sửa 2 ngày`."""
    days = len({change.on for change in calendar.changes if isinstance(change, CalendarChange)})
    changed = [f"{days} ngày"] * bool(days)
    if any(not isinstance(change, CalendarChange) for change in calendar.changes):
        changed.append("giờ làm việc")
    return f"lịch {calendar.base_version}" + (f", xã sửa {' và '.join(changed)}" if changed else "")


def _counted(derivation: Derivation) -> str:
    limit = derivation.limit
    if limit.unit in (Unit.SAME_DAY, Unit.IMMEDIATE):
        return f"{COUNTED[limit.unit]} {weekday_and_date(derivation.due_at.date())}"
    start = weekday_and_date(derivation.counts_from)
    if limit.unit is Unit.WORKING_HOUR:
        start = f"{clock_words(derivation.received_as.time())} {start}"
    return f"{limit.value} {COUNTED[limit.unit]}, tính từ {start}"


def _after_cutoff(derivation: Derivation) -> str:
    cutoff = derivation.limit.cutoff
    if cutoff is None or not derivation.after_cutoff:
        return ""
    minutes = f" {cutoff.minute} phút" if cutoff.minute else ""
    return f"nhận sau {cutoff.hour} giờ{minutes} nên {NEXT_DAY}"


def _moved(derivation: Derivation) -> str:
    due_on = derivation.due_at.date()
    if derivation.last_day == due_on:
        return ""
    return f"ngày cuối {weekday_and_date(derivation.last_day)} là ngày nghỉ, chuyển sang {weekday_and_date(due_on)}"


def _left_out(derivation: Derivation) -> str:
    return left_out_words(derivation.closed_weekdays, derivation.days_off)


def _worked(derivation: Derivation) -> str:
    return worked_words(derivation.worked)


def _received_as(derivation: Derivation) -> str:
    """Say it when it changes the count: another day, or a limit that runs by the hour."""
    if derivation.outside is None:
        return ""
    by_hour = derivation.limit.unit is Unit.WORKING_HOUR or derivation.kept_hour is not None
    other_day = derivation.received_as.date() != derivation.received_at.date()
    late_now = derivation.after_cutoff
    if not (by_hour or other_day or late_now):
        return ""
    received_as = derivation.received_as
    when = f"{clock_words(received_as.time())} {weekday_and_date(received_as.date())}"
    return f"{OUTSIDE[derivation.outside]}, tính như nhận lúc {when}"

"""The fixed words of an explanation, for writing and for reading it."""

from collections.abc import Sequence
from datetime import date, time

from desk_app.domain.day_mark import Certainty, DayMark
from desk_app.domain.derivation import Outside
from desk_app.domain.procedure_facts import Unit

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

COUNTED = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày (kể cả ngày nghỉ)",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.SAME_DAY: "Trả trong ngày",
    Unit.IMMEDIATE: "Trả ngay trong ngày",
}

OUTSIDE = {
    Outside.DAY_OFF: "nhận vào ngày nghỉ",
    Outside.BEFORE_OPENING: "nhận trước giờ làm việc",
    Outside.BREAK: "nhận trong giờ nghỉ trưa",
    Outside.AFTER_CLOSING: "nhận sau giờ làm việc",
}

NEXT_DAY = "trả trong ngày làm việc tiếp theo"
UNCONFIRMED = "chưa xác nhận"


def weekday_and_date(day: date) -> str:
    """Return a date as people say it: `Thứ Tư, 30/12/2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {date_words(day)}"


def left_out_words(closed_weekdays: Sequence[int], days_off: Sequence[DayMark]) -> str:
    """Return what is left out of a count, `nghỉ Thứ Bảy, Chủ Nhật và 02/09/2026 (Quốc khánh)`, or nothing."""
    weekdays = ", ".join(WEEKDAYS[weekday] for weekday in closed_weekdays)
    days = [f"{date_words(mark.on)} ({mark_words(mark)})" for mark in days_off]
    items = [weekdays] * bool(weekdays) + days
    return f"nghỉ {joined(items)}" if items else ""


def worked_words(worked: Sequence[DayMark]) -> str:
    """Return the days worked in exchange, `làm bù 22/08/2026`, or nothing."""
    return f"làm bù {joined([date_words(mark.on) for mark in worked])}" if worked else ""


def unnamed_words(years: Sequence[int]) -> str:
    """Return what the date does not know yet, `chưa có lịch nghỉ năm 2028`, or nothing."""
    return f"chưa có lịch nghỉ năm {joined([str(year) for year in years])}" if years else ""


def mark_words(mark: DayMark) -> str:
    """Return the name fit for the sentence: balanced brackets and no semicolon, so that the way back stays open."""
    name = " ".join(mark.name.replace(";", ",").split()) or "ngày nghỉ"
    if not _is_balanced(name):
        name = name.replace("(", "").replace(")", "")
    return f"{name}, {UNCONFIRMED}" if mark.certainty is Certainty.UNCONFIRMED else name


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def joined(items: list[str]) -> str:
    """Return `a, b và c`."""
    return " và ".join([", ".join(items[:-1])] * (len(items) > 1) + items[-1:])


def date_words(day: date) -> str:
    """Return `30/12/2026`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def clock_words(clock: time) -> str:
    """Return hours and minutes, with seconds only where there are some."""
    return clock.isoformat(timespec="auto" if clock.second or clock.microsecond else "minutes")

"""An explanation read back: what it says must lead a citizen with a wall calendar to the promised date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desk_app.domain.day_table import OFFICE_ZONE, Shift
from desk_app.domain.explanation_words import COUNTED, UNCONFIRMED, WEEKDAYS
from desk_app.domain.procedure_facts import Unit

_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_COUNT = re.compile(rf"([0-9]+) ({'|'.join(re.escape(words) for words in COUNTED.values())}), tính từ (.+)")
_CLOCK = re.compile(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?)")


@dataclass(frozen=True, slots=True)
class ParsedExplanation:
    """What the sentence says, and nothing that it does not say. Weekdays count from Monday, 0."""

    unit: Unit
    value: int
    counts_from: date
    starts_at: time | None
    closed_weekdays: tuple[int, ...]
    days_off: tuple[tuple[date, str], ...]
    unconfirmed: tuple[date, ...]
    worked: tuple[date, ...]
    kept_hour: time | None

    def leaves_out(self, day: date) -> bool:
        """Is this day left out of the count, by the sentence?"""
        if day in self.worked:
            return False
        return day.weekday() in self.closed_weekdays or any(day == off for off, _ in self.days_off)


def parse_explanation(text: str) -> ParsedExplanation:
    """Return what an explanation says. ValueError for any other text."""
    head, *parts = text.split("; ")  # the writer keeps semicolons out of names
    unit, value, start = _counted(head)
    days_off = tuple(named_days(part_after(parts, "nghỉ ")))
    kept = part_after(parts, "giữ giờ tiếp nhận ")
    clock = _CLOCK.match(start)
    return ParsedExplanation(
        unit=unit,
        value=value,
        counts_from=_only_date(start),
        starts_at=time.fromisoformat(clock[1]) if clock else None,
        closed_weekdays=closed_weekdays_in(parts),
        days_off=tuple((day, name.removesuffix(f", {UNCONFIRMED}")) for day, name in days_off),
        unconfirmed=tuple(day for day, name in days_off if name.endswith(UNCONFIRMED)),
        worked=worked_in_words(parts),
        kept_hour=time.fromisoformat(kept) if kept else None,
    )


def due_from_explanation(parsed: ParsedExplanation, weekly: Sequence[tuple[Shift, ...]]) -> datetime:
    """Return the due instant that the sentence leads to; from the calendar it needs only the hours of each weekday."""
    if parsed.unit is Unit.WORKING_HOUR:
        return _due_by_hours(parsed, weekly)
    day = _due_day(parsed)
    closing = _sessions(parsed, weekly, day)[-1].closes
    return datetime.combine(day, parsed.kept_hour or closing, OFFICE_ZONE)


def _due_day(parsed: ParsedExplanation) -> date:
    day = parsed.counts_from
    if parsed.unit is Unit.CALENDAR_DAY:
        day = _next_counted(parsed, day + timedelta(days=parsed.value - 1))
    elif parsed.unit is Unit.WORKING_DAY:
        for _ in range(parsed.value - 1):
            day = _next_counted(parsed, day + timedelta(days=1))
    return day


def _next_counted(parsed: ParsedExplanation, day: date) -> date:
    while parsed.leaves_out(day):
        day += timedelta(days=1)
    return day


def _due_by_hours(parsed: ParsedExplanation, weekly: Sequence[tuple[Shift, ...]]) -> datetime:
    left = timedelta(hours=parsed.value)
    now = datetime.combine(parsed.counts_from, parsed.starts_at or time(0))
    while True:
        for shift in _sessions(parsed, weekly, now.date()):
            begins = max(now, datetime.combine(now.date(), shift.opens))
            span = datetime.combine(now.date(), shift.closes) - begins
            if timedelta(0) <= left <= span:
                return (begins + left).replace(tzinfo=OFFICE_ZONE)
            left -= max(span, timedelta(0))
        now = datetime.combine(_next_counted(parsed, now.date() + timedelta(days=1)), time(0))


def _sessions(parsed: ParsedExplanation, weekly: Sequence[tuple[Shift, ...]], day: date) -> tuple[Shift, ...]:
    if day in parsed.worked:  # a day worked in exchange takes Monday's sessions
        return next(shifts for shifts in weekly if shifts)
    return weekly[day.weekday()]


def _counted(head: str) -> tuple[Unit, int, str]:
    for unit in (Unit.SAME_DAY, Unit.IMMEDIATE):
        if head.startswith(f"{COUNTED[unit]} "):
            return unit, 1, head.removeprefix(f"{COUNTED[unit]} ")
    match = _COUNT.fullmatch(head)
    if match is None:
        raise ValueError(f"no explanation of a due date: {head!r}")
    return next(unit for unit, words in COUNTED.items() if words == match[2]), int(match[1]), match[3]


def part_after(parts: Sequence[str], opening: str) -> str:
    """Return the rest of the part that begins with `opening`, or nothing."""
    return next((part.removeprefix(opening) for part in parts if part.startswith(opening)), "")


def closed_weekdays_in(parts: Sequence[str]) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) that a sentence's parts leave out."""
    bare = "".join(character for character, depth in _depths(part_after(parts, "nghỉ ")) if depth == 0)
    return tuple(place for place, name in enumerate(WEEKDAYS) if name in bare)


def worked_in_words(parts: Sequence[str]) -> tuple[date, ...]:
    """Return the days a sentence's parts name as worked in exchange."""
    return tuple(_date_of(match) for match in _DATE.finditer(part_after(parts, "làm bù ")))


def named_days(text: str) -> list[tuple[date, str]]:
    """Return each date outside brackets with the text of the bracket behind it; names may hold brackets and dates."""
    days: list[tuple[date, str]] = []
    bare = "".join(character if depth == 0 else "\0" for character, depth in _depths(text))
    for match in _DATE.finditer(bare):
        inside = bare[match.end() + 1 :]
        length = len(inside) - len(inside.lstrip("\0"))
        days.append((_date_of(match), text[match.end() + 2 : match.end() + length]))
    return days


def _depths(text: str) -> list[tuple[str, int]]:
    """Return each character with how deep in brackets it stands, the brackets themselves being inside."""
    depths: list[tuple[str, int]] = []
    depth = 0
    for character in text:
        depth += character == "("
        depths.append((character, depth))
        depth -= character == ")"
    return depths


def _only_date(text: str) -> date:
    match = _DATE.search(text)
    if match is None:
        raise ValueError(f"no date in {text!r}")
    return _date_of(match)


def _date_of(match: re.Match[str]) -> date:
    return date(int(match[3]), int(match[2]), int(match[1]))

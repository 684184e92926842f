"""Why a day promised was moved by a wait, in one sentence of one form, and the way back from it to the new day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desk_app.domain.calendar import Calendar
from desk_app.domain.day_table import OFFICE_ZONE, Shift
from desk_app.domain.derivation import days_from, days_off_in, is_closed_weekday, unnamed_years, worked_in
from desk_app.domain.explanation_reading import closed_weekdays_in, named_days, part_after, worked_in_words
from desk_app.domain.explanation_words import clock_words, left_out_words, unnamed_words, weekday_and_date, worked_words
from desk_app.domain.procedure_facts import Unit

_MOVED, _KEPT, _BY, _WAITED, _UNTIL, _KEEP, _NEW = (
    "Dời hẹn ", "Giữ hẹn ", " thêm ", "chờ từ ", " đến ", "giữ giờ ", "hẹn mới ",
)  # fmt: skip
_WORKING_DAYS, _ALL_DAYS, _SERVICE = "ngày làm việc", "ngày (kể cả ngày nghỉ)", "làm việc"

_MOMENT = re.compile(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?) [^,]+, ([0-9]{2})/([0-9]{2})/([0-9]{4})")
_DAYS = re.compile(rf"([0-9]+) ({re.escape(_WORKING_DAYS)}|{re.escape(_ALL_DAYS)})")
_TIME = re.compile(rf"(?:([0-9]+) phút )?(?:([0-9]+(?:\.[0-9]{{6}})?) giây )?{_SERVICE}")
_NEXT_MOVE = re.compile(rf"; (?={_MOVED}|{_KEPT})")


@dataclass(frozen=True, slots=True)
class DateMove:
    """A wait and what it did: the clock stood from `since` to `until`, so the day `old` became `new`.

    `amount` is whole days, or service for a limit in hours. All instants are office time.
    """

    unit: Unit
    amount: timedelta
    old: datetime
    since: datetime
    until: datetime
    new: datetime
    keeps_hour: bool


@dataclass(frozen=True, slots=True)
class ParsedMove:
    """What the sentence says. `unit` is None when nothing moved; a limit within the day reads as working days."""

    unit: Unit | None
    amount: timedelta
    old: datetime
    since: datetime
    until: datetime
    new: datetime
    closed_weekdays: tuple[int, ...]
    days_off: tuple[date, ...]
    worked: tuple[date, ...]
    kept_hour: time | None

    def leaves_out(self, day: date) -> bool:
        """Is this day left out of the count, by the sentence?"""
        return day not in self.worked and (day.weekday() in self.closed_weekdays or day in self.days_off)

    def sessions(self, weekly: Sequence[tuple[Shift, ...]], day: date) -> tuple[Shift, ...]:
        """Return the sessions of a day as the sentence has it; a day worked in exchange takes Monday's."""
        if day in self.worked:
            return next(shifts for shifts in weekly if shifts)
        return () if self.leaves_out(day) else weekly[day.weekday()]


def explain_move(move: DateMove, calendar: Calendar) -> str:
    """Return the sentence: the old day and by how much it moves, the wait, what is left out, the new day."""
    span = _looked_at(move)
    closed = sorted({day.weekday() for day in span if is_closed_weekday(calendar, day)})
    parts = (
        f"{_MOVED}{_moment(move.old)}{_BY}{_amount(move)}" if move.amount else f"{_KEPT}{_moment(move.old)}",
        f"{_WAITED}{_moment(move.since)}{_UNTIL}{_moment(move.until)}",
        left_out_words(closed, tuple(days_off_in(calendar, span))),
        worked_words(tuple(worked_in(calendar, span))),
        unnamed_words(unnamed_years(calendar, move.since.date(), move.new.date())) if move.amount else "",
        f"{_KEEP}{clock_words(move.old.time())}" if move.keeps_hour else "",
        f"{_NEW}{_moment(move.new)}",
    )
    return "; ".join(part for part in parts if part)


def moves_in(text: str) -> tuple[str, ...]:
    """Return the sentences of a chain: the first explanation, then one for each wait."""
    return tuple(_NEXT_MOVE.split(text))


def parse_move(text: str) -> ParsedMove:
    """Return what the sentence of a wait says. ValueError for any other text."""
    head, *parts = text.split("; ")  # the writer keeps semicolons out of names
    unit, amount = _counted(head)
    since, _, until = part_after(parts, _WAITED).partition(_UNTIL)
    kept = part_after(parts, _KEEP)
    return ParsedMove(
        unit=unit,
        amount=amount,
        old=_instant(head),
        since=_instant(since),
        until=_instant(until),
        new=_instant(part_after(parts, _NEW)),
        closed_weekdays=closed_weekdays_in(parts),
        days_off=tuple(day for day, _ in named_days(part_after(parts, "nghỉ "))),
        worked=worked_in_words(parts),
        kept_hour=time.fromisoformat(kept) if kept else None,
    )


def new_day_from(parsed: ParsedMove, weekly: Sequence[tuple[Shift, ...]]) -> datetime:
    """Return the instant the sentence leads to by its old day, amount and days left out, not by the new day it names.

    From the calendar it needs only the hours of each weekday.
    """
    if parsed.unit is None:
        return parsed.old
    if parsed.unit is Unit.WORKING_HOUR:
        return _after_service(parsed, weekly)
    day = _walked(parsed)
    shifts = parsed.sessions(weekly, day)
    if parsed.kept_hour is None:
        return datetime.combine(day, shifts[-1].closes, OFFICE_ZONE)
    for shift in shifts:
        if parsed.kept_hour <= shift.closes:
            return datetime.combine(day, max(parsed.kept_hour, shift.opens), OFFICE_ZONE)
    return datetime.combine(day, shifts[-1].closes, OFFICE_ZONE)


def _looked_at(move: DateMove) -> tuple[date, ...]:
    """Return the days a reader must know about: those of the wait and those walked from the old day to the new."""
    walked = set(days_from(move.old.date(), move.new.date())) if move.amount else set()
    waited = set(days_from(move.since.date(), move.until.date()))
    if move.unit is Unit.CALENDAR_DAY:  # every day counts; days off only matter once the last day has come
        waited, walked = set(), set(days_from(move.old.date() + move.amount, move.new.date())) if move.amount else set()
    return tuple(sorted(waited | walked))


def _amount(move: DateMove) -> str:
    if move.unit is not Unit.WORKING_HOUR:
        return f"{move.amount.days} {_ALL_DAYS if move.unit is Unit.CALENDAR_DAY else _WORKING_DAYS}"
    minutes, rest = divmod(move.amount, timedelta(minutes=1))
    seconds = f"{rest.seconds}.{rest.microseconds:06}" if rest.microseconds else f"{rest.seconds}"
    words = [f"{minutes} phút"] * bool(minutes) + [f"{seconds} giây"] * bool(rest)
    return f"{' '.join(words)} {_SERVICE}"


def _moment(moment: datetime) -> str:
    return f"{clock_words(moment.time())} {weekday_and_date(moment.date())}"


def _counted(head: str) -> tuple[Unit | None, timedelta]:
    if head.startswith(_KEPT):
        return None, timedelta()
    moved, _, amount = head.rpartition(_BY)
    days, clock = _DAYS.fullmatch(amount), _TIME.fullmatch(amount)
    if not moved.startswith(_MOVED) or (days is None and clock is None):
        raise ValueError(f"no explanation of a moved day: {head!r}")
    if days is not None:
        return Unit.WORKING_DAY if days[2] == _WORKING_DAYS else Unit.CALENDAR_DAY, timedelta(days=int(days[1]))
    assert clock is not None
    seconds, _, fraction = (clock[2] or "0").partition(".")
    span = timedelta(minutes=int(clock[1] or 0), seconds=int(seconds), microseconds=int(fraction or 0))
    return Unit.WORKING_HOUR, span


def _instant(text: str) -> datetime:
    match = _MOMENT.search(text)
    if match is None:
        raise ValueError(f"no moment in {text!r}")
    day = date(int(match[4]), int(match[3]), int(match[2]))
    return datetime.combine(day, time.fromisoformat(match[1]), OFFICE_ZONE)


def _walked(parsed: ParsedMove) -> date:
    day, steps = parsed.old.date(), parsed.amount.days
    if parsed.unit is Unit.CALENDAR_DAY:
        day, steps = day + parsed.amount, 0
    while parsed.leaves_out(day):
        day += timedelta(days=1)
    while steps:
        day += timedelta(days=1)
        steps -= not parsed.leaves_out(day)
    return day


def _after_service(parsed: ParsedMove, weekly: Sequence[tuple[Shift, ...]]) -> datetime:
    left, now = parsed.amount, parsed.old
    while True:
        for shift in parsed.sessions(weekly, now.date()):
            begins = max(now, datetime.combine(now.date(), shift.opens, OFFICE_ZONE))
            span = max(datetime.combine(now.date(), shift.closes, OFFICE_ZONE) - begins, timedelta())
            if left <= span:
                return begins + left
            left -= span
        now = datetime.combine(now.date() + timedelta(days=1), time(0), OFFICE_ZONE)

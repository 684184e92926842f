"""The office calendar: sessions by weekday, days off, Saturdays worked in exchange, and a commune's own changes."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import pairwise
from types import MappingProxyType

from desk_app.domain.day_mark import CalendarChange, Certainty, Change, DayMark, DayType, WorkingTimeChange
from desk_app.domain.day_table import LAST_ORDINAL, NO_RECEPTIONS, OFFICE_ZONE, DayTable, Shift, build_day_table
from desk_app.domain.errors import CalendarError
from desk_app.domain.event_facts import Promise
from desk_app.domain.located_json import Entry, FaultInJson, as_entry, line_of, read_json
from desk_app.domain.text import nfc

__all__ = [
    "OFFICE_ZONE",
    "Calendar",
    "CalendarChange",
    "Certainty",
    "Change",
    "DayMark",
    "DayType",
    "Shift",
    "WorkingTimeChange",
    "calendar_from_json",
    "calendar_of",
    "checked_sessions",
    "shift_from_text",
]

SATURDAY = 5
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# The fast table reaches so far around the years the calendar names; other dates get a window of their own.
YEARS_BEFORE, YEARS_AFTER, YEARS_AT_MOST = 2, 12, 50
YEARS_WITHOUT_MARKS = (2024, 2028)

_SHIFT = re.compile(r"([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Calendar:
    """A base calendar with a commune's changes over it; `table` makes due dates a look-up.

    Any day with a session counts as a working day. Days of years without marks follow the weekdays. `receptions` are
    the sessions of weekdays on which the counter takes in and which are no working days. `named_years` are the years
    the base knows a day of: of others nobody said when the holidays are. `reckoned` is room for what was promised by
    it on a day, so that the click of a save need not reckon again what the screen has shown.
    """

    base_version: str
    weekly: tuple[tuple[Shift, ...], ...]
    marks: Mapping[date, DayMark]
    changes: tuple[Change, ...] = ()
    receptions: tuple[tuple[Shift, ...], ...] = NO_RECEPTIONS
    table: DayTable = field(init=False, repr=False, compare=False)
    named_years: frozenset[int] = field(init=False, repr=False, compare=False)
    reckoned: dict[Hashable, Promise] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own = {change.on for change in self.changes if isinstance(change, CalendarChange)}
        object.__setattr__(self, "named_years", frozenset(day.year for day in self.marks if day not in own))
        first, last = self._years()
        object.__setattr__(self, "table", self._table(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()))

    @property
    def version(self) -> str:
        """The base version, and how many changes of the commune lie over it: `2026-11-21+2`."""
        return f"{self.base_version}+{len(self.changes)}" if self.changes else self.base_version

    def is_working_day(self, day: date) -> bool:
        """Is there any service on this day?"""
        return bool(self.shifts_on(day))

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """Return the sessions of a day, in order; none on a closed day."""
        mark = self.marks.get(day)
        kind = day.weekday() + 1 if mark is None else self._kind_of(mark)
        return self.weekly[kind - 1] if kind else ()

    def mark_on(self, day: date) -> DayMark | None:
        """Return how this day differs from its weekday, if it does."""
        return self.marks.get(day)

    def unconfirmed(self, day: date) -> DayMark | None:
        """Return the mark of a day that is closed only because nobody has confirmed what it is."""
        mark = self.marks.get(day)
        return mark if mark is not None and mark.certainty is Certainty.UNCONFIRMED else None

    def with_changes(self, changes: Sequence[Change]) -> "Calendar":
        """Return this calendar with more changes over it, the later ones winning. CalendarError on a senseless one."""
        weekly, marks, receptions = list(self.weekly), dict(self.marks), list(self.receptions)
        for change in changes:
            if isinstance(change, WorkingTimeChange):
                _put_sessions(weekly, receptions, change)
            elif change.type is None:
                marks.pop(change.on, None)
            else:
                marks[change.on] = DayMark(change.on, change.type, change.name, Certainty.OFFICIAL)
        changed = calendar_of(self.base_version, weekly, marks.values(), receptions)
        return replace(changed, changes=(*self.changes, *changes))

    def table_around(self, day: date, days: int) -> DayTable:
        """Return a table for a date beyond the marked years, reaching `days` onward; costs about 0.1 µs a day."""
        return self._table(day.toordinal(), day.toordinal() + days)

    def _years(self) -> tuple[int, int]:
        years = [day.year for day in self.marks] or YEARS_WITHOUT_MARKS
        first, last = min(years), min(max(years), min(years) + YEARS_AT_MOST)
        return max(date.min.year, first - YEARS_BEFORE), min(date.max.year, last + YEARS_AFTER)

    def _table(self, start: int, end: int) -> DayTable:
        exceptions = {day.toordinal(): self._kind_of(mark) for day, mark in self.marks.items()}
        return build_day_table(self.weekly, exceptions, start, min(end, LAST_ORDINAL) - start + 1, self.receptions)

    def _kind_of(self, mark: DayMark) -> int:
        """A Saturday worked in exchange replaces a weekday, so it takes Monday's sessions (a full day)."""
        if not mark.is_open:
            return 0
        weekday = mark.on.weekday()
        if weekday < SATURDAY and self.weekly[weekday]:
            return weekday + 1
        return next(1 + place for place, shifts in enumerate(self.weekly) if shifts)


def calendar_of(
    version: str,
    weekly: Sequence[tuple[Shift, ...]],
    marks: Iterable[DayMark],
    receptions: Sequence[tuple[Shift, ...]] = NO_RECEPTIONS,
) -> Calendar:
    """Return a calendar of seven weekdays' sessions (Monday first) and marked days. CalendarError without a session.

    `receptions`, by weekday too, are sessions of days that take in and do not count: a working day has none.
    """
    if not any(weekly):
        raise CalendarError(place="working_time", reason="không có ngày nào làm việc")
    for weekday, sessions, taking_in in zip(WEEKDAYS, weekly, receptions, strict=True):
        if sessions and taking_in:
            raise CalendarError(place=weekday, reason="ngày làm việc thì không ghi thêm buổi chỉ tiếp nhận")
    return Calendar(
        version, tuple(weekly), MappingProxyType({mark.on: mark for mark in marks}), receptions=tuple(receptions)
    )


def calendar_from_json(text: str) -> Calendar:
    """Return the calendar of a file: `version`, `working_time` by weekday (`HH:MM-HH:MM`), `days` that differ.

    `reception`, by weekday too, may be left out: sessions of days that take in and are no working days.
    CalendarError names the `place` (line and entry), the `line`, the `column` where JSON is broken, and the `reason`.
    """
    try:
        root = as_entry(read_json(text), ())
        version, weekly, marks = nfc(root.text("version", most=40)), _weekly(root.entry("working_time")), _marks(root)
        if "reception" not in root.values:
            return calendar_of(version, weekly, marks)
        try:
            return calendar_of(version, weekly, marks, _receptions(root.entry("reception")))
        except CalendarError as error:
            raise root.fault("reception", f"{error.facts['place']}: {error.facts['reason']}") from error
    except FaultInJson as fault:
        line = fault.line or line_of(text, fault.path)
        raise CalendarError(place=f"dòng {line}", reason=fault.reason, line=line, column=fault.column) from fault


def shift_from_text(text: str) -> Shift:
    """Return the session written `HH:MM-HH:MM`. CalendarError when it is none."""
    match = _SHIFT.fullmatch(text.strip())
    try:
        opens_hour, opens_minute, closes_hour, closes_minute = map(int, match.groups() if match else ())
        return Shift(time(opens_hour, opens_minute), time(closes_hour, closes_minute))
    except ValueError as error:
        raise CalendarError(place=text, reason="giờ làm việc phải viết như 07:30-11:30") from error


def checked_sessions(shifts: Sequence[Shift], place: str) -> tuple[Shift, ...]:
    """Return the sessions of one weekday if each ends after it begins and none overlaps the next."""
    for shift in shifts:
        if shift.closes <= shift.opens:
            raise CalendarError(place=place, reason=f"buổi làm việc kết thúc trước khi bắt đầu: {_named(shift)}")
    for earlier, later in pairwise(shifts):
        if later.opens < earlier.closes:
            raise CalendarError(place=place, reason=f"hai buổi chồng nhau: {_named(earlier)} và {_named(later)}")
    return tuple(shifts)


def _weekly(working_time: Entry) -> list[tuple[Shift, ...]]:
    unknown = sorted(set(working_time.values) - set(WEEKDAYS))
    if unknown:
        raise working_time.fault(unknown[0], f"không có thứ “{unknown[0]}” trong tuần")
    return [_sessions(working_time, weekday) for weekday in WEEKDAYS]


def _receptions(reception: Entry) -> list[tuple[Shift, ...]]:
    unknown = sorted(set(reception.values) - set(WEEKDAYS))
    if unknown:
        raise reception.fault(unknown[0], f"không có thứ “{unknown[0]}” trong tuần")
    return [_sessions(reception, weekday) if weekday in reception.values else () for weekday in WEEKDAYS]


def _sessions(working_time: Entry, weekday: str) -> tuple[Shift, ...]:
    try:
        return checked_sessions([shift_from_text(str(item)) for item in working_time.items(weekday)], weekday)
    except CalendarError as error:
        raise working_time.fault(weekday, str(error.facts["reason"])) from error


def _marks(root: Entry) -> list[DayMark]:
    marks: dict[date, DayMark] = {}
    for entry in root.entries("days"):
        mark = _mark(entry)
        if mark.on in marks:
            raise entry.fault("date", f"ngày {mark.on.isoformat()} ghi hai lần")
        marks[mark.on] = mark
    return list(marks.values())


def _mark(entry: Entry) -> DayMark:
    return DayMark(
        on=_date(entry),
        type=DayType(entry.one_of("type", [day_type.value for day_type in DayType])),
        name=nfc(entry.text("name", most=200)),
        certainty=Certainty(entry.one_of("certainty", [certainty.value for certainty in Certainty])),
    )


def _date(entry: Entry) -> date:
    text = entry.text("date", most=40)
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise entry.fault("date", f"ngày không có thật: {text}") from error


def _put_sessions(
    weekly: list[tuple[Shift, ...]], receptions: list[tuple[Shift, ...]], change: WorkingTimeChange
) -> None:
    place = f"weekday {change.weekday}"
    if not 0 <= change.weekday < len(WEEKDAYS):
        raise CalendarError(place=place, reason="không có thứ này trong tuần")
    sessions = checked_sessions(change.shifts, place)
    weekly[change.weekday] = sessions if change.counts else ()
    receptions[change.weekday] = () if change.counts else sessions


def _named(shift: Shift) -> str:
    return f"{shift.opens:%H:%M}-{shift.closes:%H:%M}"

"""Why a due date is what it is: the facts an explanation is written from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from desk_app.domain.calendar import SATURDAY, Calendar
from desk_app.domain.day_mark import DayMark, DayType
from desk_app.domain.day_table import OFFICE_ZONE
from desk_app.domain.due_date import due_date_of, in_office_time, reception_in, table_for
from desk_app.domain.procedure_facts import Limit, Unit


class Outside(Enum):
    """Why a reception counts only from the next opening."""

    DAY_OFF = "day_off"
    BEFORE_OPENING = "before_opening"
    BREAK = "break"
    AFTER_CLOSING = "after_closing"


@dataclass(frozen=True, slots=True)
class Derivation:
    """The facts behind one due date; every instant is office time.

    `received_as` is the instant of reception that counts; `outside` says why it differs from `received_at`, if it does.
    `last_day` is where a limit in calendar days ends before it is moved to a working day. `closed_weekdays` (Monday
    is 0) and `days_off` are the days left out from the day of reception (for calendar days: from the last day) to the
    due day, `worked` the Saturdays worked in exchange among them. `unnamed_years` are those the count runs through and
    the calendar names no day of: their holidays are not reckoned with.
    """

    limit: Limit
    received_at: datetime
    received_as: datetime
    outside: Outside | None
    counts_from: date
    last_day: date
    due_at: datetime
    after_cutoff: bool
    kept_hour: time | None
    closed_weekdays: tuple[int, ...]
    days_off: tuple[DayMark, ...]
    worked: tuple[DayMark, ...]
    unnamed_years: tuple[int, ...] = ()

    @property
    def unconfirmed(self) -> tuple[DayMark, ...]:
        """The days left out that nobody has confirmed; the screen asks the commune about them."""
        return tuple(mark for mark in self.days_off if mark.certainty.value == "unconfirmed")


def derivation_of(limit: Limit, calendar: Calendar, received_at: datetime, keep_hour: bool = False) -> Derivation:
    """Return the facts behind `due_date_of` for the same arguments; its errors. Walks the days, about 1 µs each."""
    due = due_date_of(limit, calendar, received_at, keep_hour)
    received = in_office_time(received_at)
    received_as = _received_as(limit, calendar, received)
    last_day = _last_day(limit, due.counts_from, due.due_at.date())
    # calendar days count every day; days off only matter once the last day has come
    looked_at_from = last_day if limit.unit is Unit.CALENDAR_DAY else received.date()
    span = tuple(days_from(looked_at_from, due.due_at.date()))
    in_days = limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    return Derivation(
        limit=limit,
        received_at=received,
        received_as=received_as,
        outside=_outside(calendar, received, received_as),
        counts_from=due.counts_from,
        last_day=last_day,
        due_at=due.due_at,
        after_cutoff=limit.cutoff is not None and received_as.time() > limit.cutoff,
        kept_hour=due.due_at.time() if keep_hour and in_days else None,
        closed_weekdays=tuple(sorted({day.weekday() for day in span if is_closed_weekday(calendar, day)})),
        days_off=tuple(days_off_in(calendar, span)),
        worked=tuple(worked_in(calendar, span)),
        unnamed_years=unnamed_years(calendar, received.date(), due.due_at.date()),
    )


def _received_as(limit: Limit, calendar: Calendar, received: datetime) -> datetime:
    table = table_for(limit, calendar, received)
    day, clock_in = received.toordinal() - table.first, received.time()
    if limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY) and not table.kinds[day] and table.takes_in(day, clock_in):
        return received
    place, clock = reception_in(table, received.toordinal() - table.first, received.time())
    return datetime.combine(table.dates[place], clock, OFFICE_ZONE)


def _outside(calendar: Calendar, received: datetime, received_as: datetime) -> Outside | None:
    if received == received_as:
        return None
    shifts = calendar.shifts_on(received.date())
    if not shifts:
        return Outside.DAY_OFF
    if received.time() < shifts[0].opens:
        return Outside.BEFORE_OPENING
    return Outside.BREAK if received.date() == received_as.date() else Outside.AFTER_CLOSING


def _last_day(limit: Limit, counts_from: date, due_on: date) -> date:
    if limit.unit is Unit.CALENDAR_DAY:
        return counts_from + timedelta(days=limit.value - 1)
    return due_on


def days_from(first: date, last: date) -> Iterator[date]:
    """Yield every day from `first` to `last`, both included."""
    for passed in range((last - first).days + 1):
        yield first + timedelta(days=passed)


def is_closed_weekday(calendar: Calendar, day: date) -> bool:
    """Is the office closed on this day because it is closed on that weekday?"""
    return not calendar.weekly[day.weekday()] and not calendar.shifts_on(day)


def unnamed_years(calendar: Calendar, first: date, last: date) -> tuple[int, ...]:
    """Return the years from `first` to `last` whose holidays the calendar does not know."""
    return tuple(year for year in range(first.year, last.year + 1) if year not in calendar.named_years)


def days_off_in(calendar: Calendar, span: Iterable[date]) -> Iterator[DayMark]:
    """Yield each day off that its weekday does not already explain."""
    for day in span:
        mark = calendar.mark_on(day)
        if mark is not None and not calendar.shifts_on(day) and calendar.weekly[day.weekday()]:
            yield mark


def worked_in(calendar: Calendar, span: Iterable[date]) -> Iterator[DayMark]:
    """Yield each day worked although its weekday is not."""
    for day in span:
        mark = calendar.mark_on(day)
        in_exchange = day.weekday() >= SATURDAY or not calendar.weekly[day.weekday()]
        if mark is not None and mark.type is DayType.WORKING and in_exchange and calendar.shifts_on(day):
            yield mark

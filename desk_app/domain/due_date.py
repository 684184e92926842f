"""When a result is due: a pure function of a legal limit, an office calendar and the instant of reception.

How the law is read here:

- Civil Code 2015, Article 147: a term of days begins on the day after the event, so the day of reception is day zero
  and is not counted. Article 148: a term ends with its last day, so the promise is the end of service on that day;
  when the last day is a day off, it is the end of the next working day.
- What comes outside service (after closing, in the lunch break, on a day off) is received at the next opening; the
  closing instant itself is still inside. The day of that opening is then day zero.
- Law on Civil Status, Article 5, and Decree 23/2015, Article 7: the result is given on the day, or on the next working
  day when received after 15:00; 15:00:00 itself is not yet after.
- A commune may take in on a day that is no working day (Saturday mornings). What comes within those sessions is
  received on that day: it is day zero, and no day of the limit. What is to be done within the day or within hours waits
  for the next day of service all the same.
- A limit in hours runs only while there is service; it has its own hour and needs no end of service.
"""

from datetime import date, datetime, time
from typing import NamedTuple

from desk_app.domain.calendar import Calendar
from desk_app.domain.day_table import LAST_ORDINAL, OFFICE_ZONE, DayTable, Shift
from desk_app.domain.errors import CalendarEndsError, DateImpossibleError
from desk_app.domain.procedure import Limit, Unit

MIDNIGHT = time(0)
HOUR = 3_600_000_000  # microseconds

# A commune that closes a whole year is the worst a calendar may hold; past that it has simply ended.
DAYS_OF_GRACE = 800

_WORKING_DAY, _CALENDAR_DAY, _WORKING_HOUR = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WORKING_HOUR
_IN_DAYS = (_WORKING_DAY, _CALENDAR_DAY)


class DueDate(NamedTuple):
    """The promise: `due_at` (+07:00), the first day counted, and the limit it follows from."""

    due_at: datetime
    counts_from: date
    unit: Unit
    value: int


class Reception(NamedTuple):
    """When the office counts a dossier as received: number of the working day in the table, and the clock."""

    place: int
    clock: time


def due_date_of(limit: Limit, calendar: Calendar, received_at: datetime, keep_hour: bool = False) -> DueDate:
    """Return when the result is due; costs under 2 µs within the calendar's years.

    `received_at` needs a zone (DateImpossibleError without), any zone. `keep_hour` promises limits in days for the hour
    of reception, moved into the service of the due day. CalendarEndsError when no working day is left.
    """
    received = received_at if received_at.tzinfo is OFFICE_ZONE else in_office_time(received_at)
    table = calendar.table
    day = received.toordinal() - table.first
    if 0 <= day < table.size:
        try:
            return _due(limit, table, day, received, keep_hour)
        except IndexError:
            pass  # the table ends before the limit does
    return _due_beyond_table(limit, calendar, received, keep_hour)


def in_office_time(moment: datetime) -> datetime:
    """Return the same instant on the office's clock. DateImpossibleError without a zone or at the end of time."""
    if moment.utcoffset() is None:
        raise DateImpossibleError(field="received_at", text=moment.isoformat())
    try:
        return moment.astimezone(OFFICE_ZONE)
    except OverflowError as error:
        raise DateImpossibleError(field="received_at", text=moment.isoformat()) from error


def table_for(limit: Limit, calendar: Calendar, received: datetime) -> DayTable:
    """Return the calendar's table, or one of its own for a date beyond it."""
    start, reach = received.date(), limit.value * 8 + DAYS_OF_GRACE
    last = calendar.table.first + calendar.table.size
    inside = start.toordinal() >= calendar.table.first and start.toordinal() + reach < last
    return calendar.table if inside else calendar.table_around(start, reach)


def reception_in(table: DayTable, day: int, clock: time) -> Reception:
    """Return when a dossier handed in on `day` of the table at `clock` counts as received."""
    kind = table.kinds[day]
    if not kind or clock > table.last_closing[kind]:
        opening = table.before[day + 1] if kind else table.before[day]
        return Reception(opening, table.shifts[table.kinds[table.working[opening]]][0].opens)
    return Reception(table.before[day], _into_service(table.shifts[kind], clock))


def _due(limit: Limit, table: DayTable, day: int, received: datetime, keep_hour: bool) -> DueDate:
    unit, value, clock = limit.unit, limit.value, received.time()
    kind, place = table.kinds[day], table.before[day]
    if kind and clock > table.last_closing[kind]:
        kind = 0  # the rest of this day is closed
        place += 1
    elif not kind and unit in _IN_DAYS and table.takes_in(day, clock):
        return _due_from_reception_day(limit, table, day, clock, keep_hour)
    if unit is _WORKING_DAY:
        due, first = place + value, table.dates[place + 1]
    elif unit is _CALENDAR_DAY:
        day_zero = table.working[place]
        due, first = table.before[day_zero + value], date.fromordinal(table.first + day_zero + 1)
    elif unit is _WORKING_HOUR:
        due_at = table.instant_after(place, clock if kind else MIDNIGHT, value * HOUR)
        return DueDate(due_at, table.dates[place], unit, value)
    else:
        cutoff = limit.cutoff
        late = cutoff is not None and reception_in(table, day, clock).clock > cutoff
        due = place + late
        return DueDate(table.service_ends[due], table.dates[due], unit, value)  # the law gives no hour to keep
    if keep_hour:
        return DueDate(_at_hour_of_reception(table, due, reception_in(table, day, clock).clock), first, unit, value)
    return DueDate(table.service_ends[due], first, unit, value)


def _due_from_reception_day(limit: Limit, table: DayTable, day: int, clock: time, keep_hour: bool) -> DueDate:
    """The day takes in and does not count: it is day zero itself, and the next day that counts is the first."""
    place = table.before[day]
    if limit.unit is _WORKING_DAY:
        due, first = place + limit.value - 1, table.dates[place]
    else:
        due, first = table.before[day + limit.value], date.fromordinal(table.first + day + 1)
    due_at = _at_hour_of_reception(table, due, clock) if keep_hour else table.service_ends[due]
    return DueDate(due_at, first, limit.unit, limit.value)


def _due_beyond_table(limit: Limit, calendar: Calendar, received: datetime, keep_hour: bool) -> DueDate:
    reach = min(limit.value * 8 + DAYS_OF_GRACE, LAST_ORDINAL - received.toordinal())
    try:
        return _due(limit, calendar.table_around(received.date(), reach), 0, received, keep_hour)
    except IndexError:
        raise CalendarEndsError(day=received.date()) from None


def _at_hour_of_reception(table: DayTable, due: int, clock: time) -> datetime:
    shifts = table.shifts[table.kinds[table.working[due]]]
    kept = min(_into_service(shifts, clock), shifts[-1].closes)
    return datetime.combine(table.dates[due], kept.replace(tzinfo=OFFICE_ZONE))


def _into_service(shifts: tuple[Shift, ...], clock: time) -> time:
    """Return the clock itself inside a session, else the next opening of the day, or the clock when all is over."""
    for shift in shifts:
        if clock <= shift.closes:
            return max(clock, shift.opens)
    return clock

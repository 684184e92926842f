"""How much office there is between two instants: working days by date, service by the clock, and the way back."""

from datetime import date, datetime, time, timedelta

from desk_app.domain.calendar import Calendar
from desk_app.domain.day_table import LAST_ORDINAL, OFFICE_ZONE, DayTable, microseconds
from desk_app.domain.due_date import DAYS_OF_GRACE, in_office_time
from desk_app.domain.errors import CalendarEndsError

_MICROSECOND = timedelta(microseconds=1)


def working_days_between(calendar: Calendar, since: date, until: date) -> int:
    """Return the working days after `since` up to and with `until`; 0 when `until` is not later. Under 2 µs."""
    if until <= since:
        return 0
    table = _table(calendar, since, until)
    return table.before[until.toordinal() + 1 - table.first] - table.before[since.toordinal() + 1 - table.first]


def service_between(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    """Return the time of service from `since` to `until`, to the microsecond; nothing when `until` is not later."""
    start, end = in_office_time(since), in_office_time(until)
    if end <= start:
        return timedelta()
    table = _table(calendar, start.date(), end.date())
    return (_served(table, end) - _served(table, start)) * _MICROSECOND


def later_working_day(calendar: Calendar, day: date, steps: int) -> date:
    """Return the working day `steps` after `day`, or after the first working day behind it when `day` is none.

    0 steps give that day itself. CalendarEndsError when no working day is left.
    """
    reach = steps * 8 + DAYS_OF_GRACE
    last = min(day.toordinal() + reach, LAST_ORDINAL - 1)
    table = _table(calendar, day, date.fromordinal(last))
    try:
        return table.dates[table.before[day.toordinal() - table.first] + steps]
    except IndexError:
        raise CalendarEndsError(day=day) from None


def earlier_working_day(calendar: Calendar, day: date) -> date:
    """Return the last working day before `day`. CalendarEndsError when there is none within the horizon."""
    first = date.fromordinal(max(1, day.toordinal() - DAYS_OF_GRACE))
    table = _table(calendar, first, day)
    place = table.before[day.toordinal() - table.first] - 1
    if place < 0 or table.dates[place] < first:
        raise CalendarEndsError(day=day)
    return table.dates[place]


def end_of_service(calendar: Calendar, day: date) -> datetime:
    """Return the closing of a working day, +07:00. ValueError for a day without service."""
    shifts = calendar.shifts_on(day)
    if not shifts:
        raise ValueError(f"no service on {day}")
    return datetime.combine(day, shifts[-1].closes, OFFICE_ZONE)


def into_service(calendar: Calendar, day: date, clock: time) -> datetime:
    """Return `clock` moved into the service of a working day: a break ends at its opening, an evening at closing."""
    shifts = calendar.shifts_on(day)
    for shift in shifts:
        if clock <= shift.closes:
            return datetime.combine(day, max(clock, shift.opens), OFFICE_ZONE)
    return end_of_service(calendar, day)


def after_service(calendar: Calendar, moment: datetime, span: timedelta) -> datetime:
    """Return when `span` of service has passed since `moment`; a span that fills a session ends at its closing."""
    start = in_office_time(moment)
    if span <= timedelta():
        return start
    amount = span // _MICROSECOND
    days = amount // 3_600_000_000 * 8 + DAYS_OF_GRACE
    last = min(start.toordinal() + days, LAST_ORDINAL - 1)
    table = _table(calendar, start.date(), date.fromordinal(last))
    day = start.toordinal() - table.first
    try:
        return table.instant_after(table.before[day], start.time() if table.kinds[day] else time(0), amount)
    except IndexError:
        raise CalendarEndsError(day=start.date()) from None


def _served(table: DayTable, moment: datetime) -> int:
    day = moment.toordinal() - table.first
    now = microseconds(moment.time())
    today = sum(max(0, min(now, closes) - opens) for opens, closes in table.sessions[table.kinds[day]])
    return table.served[table.before[day]] + today


def _table(calendar: Calendar, first: date, last: date) -> DayTable:
    """Return a table that holds both days and the day behind the last."""
    own = calendar.table
    if own.first <= first.toordinal() and last.toordinal() + 1 < own.first + own.size:
        return own
    return calendar.table_around(first, last.toordinal() - first.toordinal() + 2)

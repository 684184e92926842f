"""Due dates as the law has them, case by case, on the shipped calendar (07:30-11:30, 13:30-17:00, Monday to Friday)."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from desk_app.domain.calendar import CalendarChange, DayType, WorkingTimeChange, calendar_of, shift_from_text
from desk_app.domain.due_date import due_date_of
from desk_app.domain.errors import CalendarEndsError, DateImpossibleError
from desk_app.domain.procedure import Limit, Unit
from tests.desk_app.office import at, shipped_calendar

CALENDAR = shipped_calendar()


def days(value: int) -> Limit:
    return Limit(value, Unit.WORKING_DAY)


def calendar_days(value: int) -> Limit:
    return Limit(value, Unit.CALENDAR_DAY)


def hours(value: int) -> Limit:
    return Limit(value, Unit.WORKING_HOUR)


SAME_DAY = Limit(1, Unit.SAME_DAY, time(15))
AT_ONCE = Limit(1, Unit.IMMEDIATE)

LAW = [
    # the day of reception is day zero
    (days(1), "2026-11-02 09:00", "2026-11-03 17:00"),
    (days(3), "2026-11-02 09:00", "2026-11-05 17:00"),
    (days(3), "2026-11-02 07:30", "2026-11-05 17:00"),
    (days(3), "2026-11-02 06:00", "2026-11-05 17:00"),
    (days(1), "2026-11-06 09:00", "2026-11-09 17:00"),
    (days(5), "2026-11-04 10:00", "2026-11-11 17:00"),
    (days(10), "2026-11-02 08:00", "2026-11-16 17:00"),
    # closing instants are inside, the next second is not
    (days(1), "2026-11-02 11:30:00", "2026-11-03 17:00"),
    (days(1), "2026-11-02 12:00", "2026-11-03 17:00"),
    (days(1), "2026-11-02 17:00:00", "2026-11-03 17:00"),
    (days(1), "2026-11-02 17:00:01", "2026-11-04 17:00"),
    (days(1), "2026-11-02 17:00:00.000001", "2026-11-04 17:00"),
    (days(1), "2026-11-02 23:59:59", "2026-11-04 17:00"),
    (days(1), "2026-11-03 00:00", "2026-11-04 17:00"),
    (days(1), "2026-11-06 17:30", "2026-11-10 17:00"),
    # received on a day off: the next opening's day is day zero
    (days(1), "2026-11-07 09:00", "2026-11-10 17:00"),
    (days(1), "2026-11-08 20:00", "2026-11-10 17:00"),
    (days(2), "2026-09-01 09:00", "2026-09-07 17:00"),
    (days(5), "2027-01-01 09:00", "2027-01-11 17:00"),
    # New Year's day
    (days(5), "2026-12-29 09:00", "2027-01-06 17:00"),
    (days(1), "2026-12-31 09:00", "2027-01-04 17:00"),
    (days(1), "2026-12-31 17:30", "2027-01-05 17:00"),
    # 2 January 2026 off, worked on Saturday 10 January
    (days(1), "2025-12-31 09:00", "2026-01-05 17:00"),
    (days(5), "2026-01-05 09:00", "2026-01-10 17:00"),
    (days(6), "2026-01-05 09:00", "2026-01-12 17:00"),
    (days(1), "2026-01-10 16:00", "2026-01-12 17:00"),
    (days(1), "2026-01-09 17:30", "2026-01-12 17:00"),
    (SAME_DAY, "2026-01-10 15:00", "2026-01-10 17:00"),
    (SAME_DAY, "2026-01-10 15:01", "2026-01-12 17:00"),
    # Tết 2026: 16 to 20 February
    (days(1), "2026-02-13 09:00", "2026-02-23 17:00"),
    (days(5), "2026-02-10 09:00", "2026-02-24 17:00"),
    (days(3), "2026-02-13 17:01", "2026-02-26 17:00"),
    (days(3), "2026-02-17 09:00", "2026-02-26 17:00"),
    (SAME_DAY, "2026-02-13 15:30", "2026-02-23 17:00"),
    (hours(4), "2026-02-13 15:00", "2026-02-23 09:30"),
    (calendar_days(5), "2026-02-11 09:00", "2026-02-23 17:00"),
    # Giỗ Tổ falls on Sunday 26 April 2026, so Monday is off; then 30 April and 1 May
    (days(1), "2026-04-24 09:00", "2026-04-28 17:00"),
    (days(5), "2026-04-24 09:00", "2026-05-06 17:00"),
    # 31 August off, worked on Saturday 22 August; 1 and 2 September off
    (days(1), "2026-08-21 09:00", "2026-08-22 17:00"),
    (days(6), "2026-08-20 09:00", "2026-08-27 17:00"),
    (days(1), "2026-08-28 09:00", "2026-09-03 17:00"),
    (days(3), "2026-08-27 09:00", "2026-09-04 17:00"),
    (hours(8), "2026-08-21 15:00", "2026-08-22 15:30"),
    (calendar_days(1), "2026-08-21 09:00", "2026-08-22 17:00"),
    (calendar_days(3), "2026-08-28 09:00", "2026-09-03 17:00"),
    # 24 November is not confirmed, so it is closed
    (days(1), "2026-11-23 09:00", "2026-11-25 17:00"),
    (days(3), "2026-11-24 09:00", "2026-11-30 17:00"),
    (SAME_DAY, "2026-11-23 15:00:01", "2026-11-25 17:00"),
    (SAME_DAY, "2026-11-24 09:00", "2026-11-25 17:00"),
    # same day: 15:00:00 still is
    (SAME_DAY, "2026-11-02 08:00", "2026-11-02 17:00"),
    (SAME_DAY, "2026-11-02 12:00", "2026-11-02 17:00"),
    (SAME_DAY, "2026-11-02 15:00:00", "2026-11-02 17:00"),
    (SAME_DAY, "2026-11-02 15:00:01", "2026-11-03 17:00"),
    (SAME_DAY, "2026-11-02 17:00:00", "2026-11-03 17:00"),
    (SAME_DAY, "2026-11-02 17:00:01", "2026-11-03 17:00"),
    (SAME_DAY, "2026-11-06 16:00", "2026-11-09 17:00"),
    (SAME_DAY, "2026-11-07 16:00", "2026-11-09 17:00"),
    (AT_ONCE, "2026-11-02 16:59", "2026-11-02 17:00"),
    (AT_ONCE, "2026-11-02 17:01", "2026-11-03 17:00"),
    # hours walk the sessions
    (hours(1), "2026-11-02 08:00", "2026-11-02 09:00"),
    (hours(4), "2026-11-02 07:30", "2026-11-02 11:30"),
    (hours(4), "2026-11-02 09:00", "2026-11-02 15:00"),
    (hours(1), "2026-11-02 11:00", "2026-11-02 14:00"),
    (hours(1), "2026-11-02 11:30", "2026-11-02 14:30"),
    (hours(1), "2026-11-02 12:15", "2026-11-02 14:30"),
    (hours(1), "2026-11-02 06:15", "2026-11-02 08:30"),
    (hours(8), "2026-11-02 07:30", "2026-11-03 08:00"),
    (hours(4), "2026-11-06 15:00", "2026-11-09 09:30"),
    (hours(4), "2026-11-07 10:00", "2026-11-09 11:30"),
    (hours(15), "2026-11-02 07:30", "2026-11-03 17:00"),
    (hours(1), "2026-11-02 09:00:37", "2026-11-02 10:00:37"),
    # calendar days count every day and move off a day off
    (calendar_days(1), "2026-11-02 09:00", "2026-11-03 17:00"),
    (calendar_days(5), "2026-11-02 09:00", "2026-11-09 17:00"),
    (calendar_days(6), "2026-11-02 09:00", "2026-11-09 17:00"),
    (calendar_days(7), "2026-11-02 09:00", "2026-11-09 17:00"),
    (calendar_days(8), "2026-11-02 09:00", "2026-11-10 17:00"),
    (calendar_days(15), "2026-11-09 09:00", "2026-11-25 17:00"),
    (calendar_days(30), "2026-11-02 17:30", "2026-12-03 17:00"),
    (calendar_days(2), "2026-11-06 17:30", "2026-11-11 17:00"),
    # years the calendar does not name follow the weekdays
    (days(5), "2033-01-03 09:00", "2033-01-10 17:00"),
    (days(5), "2055-06-01 09:00", "2055-06-08 17:00"),
    (days(3), "2000-01-03 09:00", "2000-01-06 17:00"),
    (hours(9), "2060-03-05 09:00", "2060-03-08 10:30"),
]


NAMES = [f"{limit.value}-{limit.unit.value}@{received}" for limit, received, _ in LAW]


@pytest.mark.parametrize(("limit", "received", "due"), LAW, ids=NAMES)
def test_the_due_date_follows_the_law(limit: Limit, received: str, due: str) -> None:
    assert due_date_of(limit, CALENDAR, at(received)).due_at == at(due)


def test_the_table_of_law_cases_is_no_sample() -> None:
    assert len(LAW) >= 60


def test_a_zone_of_the_machine_changes_nothing() -> None:
    received = at("2026-11-02 16:30")
    elsewhere = received.astimezone(timezone(timedelta(hours=-8)))
    due = due_date_of(days(3), CALENDAR, elsewhere)
    assert due == due_date_of(days(3), CALENDAR, received)
    assert due_date_of(days(3), CALENDAR, received.astimezone(UTC)).due_at.utcoffset() == timedelta(hours=7)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(DateImpossibleError):
        due_date_of(days(3), CALENDAR, datetime(2026, 11, 2, 9))  # noqa: DTZ001


def test_the_end_of_time_is_one_sentence() -> None:
    with pytest.raises(DateImpossibleError):
        due_date_of(days(3), CALENDAR, datetime.max.replace(tzinfo=UTC))
    with pytest.raises(CalendarEndsError):
        due_date_of(days(3), CALENDAR, at("9999-12-30 09:00"))


def test_the_first_day_counted_is_told() -> None:
    assert due_date_of(days(5), CALENDAR, at("2026-12-29 09:00")).counts_from == at("2026-12-30 00:00").date()
    assert due_date_of(days(1), CALENDAR, at("2026-12-31 09:00")).counts_from == at("2027-01-04 00:00").date()
    assert due_date_of(calendar_days(9), CALENDAR, at("2026-11-06 09:00")).counts_from == at("2026-11-07 00:00").date()
    assert due_date_of(hours(2), CALENDAR, at("2026-11-07 09:00")).counts_from == at("2026-11-09 00:00").date()


@pytest.mark.parametrize(
    ("limit", "received", "due"),
    [
        (days(3), "2026-11-02 09:10:05", "2026-11-05 09:10:05"),
        (days(3), "2026-11-02 06:10", "2026-11-05 07:30"),
        (days(3), "2026-11-02 12:10", "2026-11-05 13:30"),
        (days(1), "2026-11-02 18:00", "2026-11-04 07:30"),
        (calendar_days(5), "2026-11-02 17:00", "2026-11-09 17:00"),
        (SAME_DAY, "2026-11-02 09:00", "2026-11-02 17:00"),
        (SAME_DAY, "2026-11-02 16:00", "2026-11-03 17:00"),
        (hours(2), "2026-11-02 09:10", "2026-11-02 11:10"),
    ],
)
def test_the_hour_of_reception_is_kept_when_the_commune_wants_it(limit: Limit, received: str, due: str) -> None:
    assert due_date_of(limit, CALENDAR, at(received), keep_hour=True).due_at == at(due)


def test_a_kept_hour_stays_within_service() -> None:
    saturday = CALENDAR.with_changes([WorkingTimeChange(5, (shift_from_text("07:30-11:00"),))])
    assert due_date_of(days(1), saturday, at("2026-11-06 16:00"), keep_hour=True).due_at == at("2026-11-07 11:00")


def test_unticking_24_november_opens_it() -> None:
    unticked = CALENDAR.with_changes([CalendarChange(at("2026-11-24 00:00").date(), None)])
    assert due_date_of(days(1), unticked, at("2026-11-23 09:00")).due_at == at("2026-11-24 17:00")


def test_a_desk_open_once_a_week_and_closed_for_years_still_has_a_due_date() -> None:
    first = at("2026-11-01 00:00").date()
    sundays = calendar_of("x", [(), (), (), (), (), (), (shift_from_text("08:00-09:00"),)], [])
    open_monday = sundays.with_changes([CalendarChange(at("2026-11-02 00:00").date(), DayType.WORKING, "mở một ngày")])
    assert due_date_of(days(1), open_monday, at("2026-11-01 08:30")).due_at == at("2026-11-02 09:00")
    closed = sundays.with_changes([CalendarChange(first + timedelta(weeks=w), DayType.OFF) for w in range(1, 300)])
    assert due_date_of(days(1), closed, at("2026-11-01 08:30")).due_at == at("2032-08-01 09:00")
    assert (at("2032-08-01 00:00").date() - first).days == 7 * 300

"""The clock on the detail page: working days of eight hours, hours, running or stopped."""

import pytest

from desk_app.domain.clock_left import clock_left
from desk_app.domain.procedure_facts import Limit, Unit
from tests.desk_app.office import at, shipped_calendar

CALENDAR = shipped_calendar()
DAYS, HOURS = Limit(3, Unit.WORKING_DAY), Limit(4, Unit.WORKING_HOUR)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-16 07:30", "còn 3 ngày 6 giờ làm việc"),  # four days of seven and a half hours are thirty hours
        ("2026-11-17 09:00", "còn 2 ngày 5 giờ làm việc"),
        ("2026-11-19 07:30", "còn 7 giờ 30 phút làm việc"),
        ("2026-11-19 12:00", "còn 3 giờ 30 phút làm việc"),
        ("2026-11-19 16:59", "còn 1 phút làm việc"),
        ("2026-11-19 17:00", "đến hạn"),
        ("2026-11-19 20:00", "đến hạn"),
        ("2026-11-20 06:00", "vừa quá hạn"),
        ("2026-11-20 07:55", "quá hạn 25 phút làm việc"),
        ("2026-11-23 09:00", "quá hạn 1 ngày 1 giờ làm việc"),
    ],
)
def test_time_left_and_time_over_are_told_in_office_time(now: str, words: str) -> None:
    assert clock_left(DAYS, CALENDAR, at("2026-11-19 17:00"), at(now)).words == words


def test_a_stopped_clock_shows_what_was_left_at_the_request() -> None:
    clock = clock_left(DAYS, CALENDAR, at("2026-11-19 17:00"), at("2026-11-26 09:00"), at("2026-11-19 14:00"))
    assert (clock.running, clock.words) == (False, "đồng hồ dừng, còn 3 giờ làm việc")
    assert (clock.days, clock.hours, clock.minutes) == (0, 3, 0)


def test_a_limit_in_hours_is_over_with_its_instant() -> None:
    assert clock_left(HOURS, CALENDAR, at("2026-11-19 14:00"), at("2026-11-19 15:30")).words == (
        "quá hạn 1 giờ 30 phút làm việc"
    )
    assert clock_left(HOURS, CALENDAR, at("2026-11-19 17:00"), at("2026-11-19 20:00")).words == "vừa quá hạn"

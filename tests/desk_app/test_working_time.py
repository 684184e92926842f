"""The commune's own working hours: logged, checked, and in force for the next promise."""

from datetime import date, time

import pytest

from desk_app.domain.calendar import Shift
from desk_app.domain.errors import CalendarError, TextTooLongError
from desk_app.domain.events import WorkingTimeChanged
from desk_app.usecases import intake, upkeep
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.office import Office
from tests.desks import application

FRIDAY, SATURDAY = 4, 5
WHY = "Thông báo 12/TB-UBND"


def test_a_weekdays_new_hours_are_logged_and_hold_at_once(office: Office) -> None:
    recorded = upkeep.change_working_time(office, FRIDAY, ("07:00-11:00", "13:00-16:30"), f" {WHY} ")
    assert recorded.body == WorkingTimeChanged(FRIDAY, ("07:00-11:00", "13:00-16:30"), WHY)
    shifts = office.store.calendar().shifts_on(date(2026, 12, 11))
    assert shifts == (Shift(time(7), time(11)), Shift(time(13), time(16, 30)))
    assert office.store.calendar().version.endswith("+1")


def test_a_promise_made_after_the_change_ends_with_the_new_closing_hour(office: Office) -> None:
    before = intake.receive(office, application()).due_at
    upkeep.change_working_time(office, before.weekday(), ("07:30-11:30",), WHY)
    after = intake.receive(office, application()).due_at
    assert (before.hour, after.hour, after.minute) == (17, 11, 30)


def test_a_saturday_with_a_session_becomes_a_working_day(office: Office) -> None:
    upkeep.change_working_time(office, SATURDAY, ("07:30-11:30",), WHY)
    assert office.store.calendar().is_working_day(date(2026, 12, 12))


def test_no_session_closes_the_day(office: Office) -> None:
    upkeep.change_working_time(office, FRIDAY, (), WHY)
    assert not office.store.calendar().is_working_day(date(2026, 12, 11))


@pytest.mark.parametrize(
    "sessions",
    [("7h-11h",), ("11:30-07:30",), ("07:30-11:30", "11:00-17:00"), ("24:30-25:00",), ("07:30-07:30",), ("",)],
)
def test_hours_that_no_day_can_have_are_refused_and_nothing_is_logged(
    office: Office, sessions: tuple[str, ...]
) -> None:
    before = office.store.outbox.head()
    with pytest.raises(CalendarError):
        upkeep.change_working_time(office, FRIDAY, sessions, WHY)
    assert office.store.outbox.head() == before


def test_a_weekday_that_does_not_exist_is_refused(office: Office) -> None:
    with pytest.raises(CalendarError):
        upkeep.change_working_time(office, 7, ("07:30-11:30",), WHY)


def test_the_last_working_day_of_the_week_cannot_be_closed(office: Office) -> None:
    for weekday in range(4):
        upkeep.change_working_time(office, weekday, (), WHY)
    with pytest.raises(CalendarError):
        upkeep.change_working_time(office, FRIDAY, (), WHY)


def test_a_change_needs_a_reason_of_one_line(office: Office) -> None:
    with pytest.raises(ReasonMissingError):
        upkeep.change_working_time(office, FRIDAY, ("07:30-11:30",), "  ")
    with pytest.raises(TextTooLongError):
        upkeep.change_working_time(office, FRIDAY, ("07:30-11:30",), "x" * 301)

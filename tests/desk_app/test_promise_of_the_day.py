"""What was promised on a day is said again without reckoning, and only where it is the same."""

from datetime import date, datetime, time, timedelta

import pytest

from desk_app.domain.calendar import OFFICE_ZONE, Calendar, DayType, Shift, calendar_of
from desk_app.domain.day_mark import Certainty, DayMark
from desk_app.domain.due_date import due_date_of
from desk_app.domain.explanation import explain
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.settings import Settings
from desk_app.usecases import intake, promises

DAY = (Shift(time(7, 30), time(11, 30)), Shift(time(13, 30), time(17)))
SATURDAY = (Shift(time(8), time(11)),)
LIMITS = (
    Limit(3, Unit.WORKING_DAY), Limit(15, Unit.CALENDAR_DAY), Limit(1, Unit.SAME_DAY, time(15)),
    Limit(1, Unit.SAME_DAY), Limit(6, Unit.WORKING_HOUR), Limit(1, Unit.IMMEDIATE, time(10)),
)  # fmt: skip


def office_calendar() -> Calendar:
    marks = [DayMark(date(2026, 12, 2), DayType.OFF, "nghỉ bù", Certainty.OFFICIAL)]
    receptions = ((),) * 5 + (SATURDAY, ())
    return calendar_of("2026", (*(DAY,) * 5, (), ()), marks, receptions)


def odd_minutes() -> list[datetime]:
    """Every opening, closing and cutoff of eight days with the moments around it, in an order that mixes them."""
    hours = [time(0), time(7, 30), time(8), time(9), time(10), time(11), time(11, 30), time(12), time(13, 30), time(15),
             time(17), time(23, 59)]  # fmt: skip
    days = [date(2026, 11, 27) + timedelta(days=passed) for passed in range(8)]
    steps = [timedelta(seconds=seconds) for seconds in (0, 1, 59)]
    return [datetime.combine(day, hour, OFFICE_ZONE) + step for hour in hours for day in days for step in steps]


def wrongly_remembered(calendar: Calendar, settings: Settings) -> int:
    wrong = 0
    for at in odd_minutes():
        for limit in LIMITS:
            told = intake.promise_by(limit, calendar, settings, at)
            due = due_date_of(limit, calendar, at, settings.keep_hour).due_at
            wrong += (told.due_at, told.explanation) != (due, explain(limit, calendar, at, settings.keep_hour))
    return wrong


@pytest.mark.parametrize("keep_hour", ["no", "yes"])
def test_a_promise_said_again_is_the_one_reckoned_anew(keep_hour: str) -> None:
    calendar = office_calendar()
    assert wrongly_remembered(calendar, Settings({"keep_hour": keep_hour})) == 0
    assert bool(calendar.reckoned) == (keep_hour == "no")


def test_control_a_memory_of_the_day_alone_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def day_only(limit: Limit, calendar: Calendar, at: datetime) -> tuple[Limit, date, int]:
        return limit, at.date(), 0

    monkeypatch.setattr(intake, "reckoned_as", day_only)
    assert promises.reckoned_as is not day_only
    assert wrongly_remembered(office_calendar(), Settings({})) > 0


def test_a_change_of_the_calendar_begins_with_an_empty_memory() -> None:
    calendar = office_calendar()
    intake.promise_by(LIMITS[0], calendar, Settings({}), datetime(2026, 11, 27, 9, tzinfo=OFFICE_ZONE))
    assert calendar.reckoned and not calendar.with_changes([]).reckoned

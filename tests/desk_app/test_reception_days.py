"""A Saturday morning that takes in and does not count: it is day zero, and no day of the limit."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import WorkingTimeChange, calendar_from_json, shift_from_text
from desk_app.domain.due_date import due_date_of
from desk_app.domain.errors import CalendarError
from desk_app.domain.events import WorkingTimeChanged
from desk_app.domain.explanation import due_from_explanation, explain, parse_explanation
from desk_app.domain.positional import fact_of, row_of
from desk_app.domain.procedure import Limit, Unit
from desk_app.usecases import intake, upkeep
from tests.desk_app.office import OFFICE, at, shipped, shipped_calendar
from tests.desks import SetClock, application, make_office

ORDINARY = shipped_calendar()
MORNING = (shift_from_text("07:30-11:30"),)
SATURDAY = 5
TAKING_IN = ORDINARY.with_changes([WorkingTimeChange(SATURDAY, MORNING, counts=False)])
THREE_DAYS, FIVE_DAYS = Limit(3, Unit.WORKING_DAY), Limit(5, Unit.CALENDAR_DAY)
# Saturday 12 December 2026 is an ordinary one; 2 January 2027 a day worked in exchange is not; 6 February is Tết.


@pytest.mark.parametrize(
    ("limit", "received", "ordinary", "taking_in"),
    [
        (THREE_DAYS, "2026-12-12 09:00", "2026-12-17 17:00", "2026-12-16 17:00"),
        (THREE_DAYS, "2026-12-12 06:00", "2026-12-17 17:00", "2026-12-16 17:00"),
        (THREE_DAYS, "2026-12-12 11:30:00", "2026-12-17 17:00", "2026-12-16 17:00"),
        (THREE_DAYS, "2026-12-12 11:30:01", "2026-12-17 17:00", "2026-12-17 17:00"),
        (THREE_DAYS, "2026-12-13 09:00", "2026-12-17 17:00", "2026-12-17 17:00"),
        (THREE_DAYS, "2026-12-11 16:00", "2026-12-16 17:00", "2026-12-16 17:00"),
        (THREE_DAYS, "2026-12-11 17:30", "2026-12-17 17:00", "2026-12-17 17:00"),
        (FIVE_DAYS, "2026-12-12 09:00", "2026-12-21 17:00", "2026-12-17 17:00"),
        (Limit(1, Unit.CALENDAR_DAY), "2026-12-12 09:00", "2026-12-15 17:00", "2026-12-14 17:00"),
        (Limit(1, Unit.SAME_DAY, time(15)), "2026-12-12 09:00", "2026-12-14 17:00", "2026-12-14 17:00"),
        (Limit(4, Unit.WORKING_HOUR), "2026-12-12 09:00", "2026-12-14 11:30", "2026-12-14 11:30"),
        (THREE_DAYS, "2027-02-06 09:00", "2027-02-16 17:00", "2027-02-16 17:00"),
    ],
)
def test_the_day_of_reception_is_day_zero_and_counts_for_nothing(
    limit: Limit, received: str, ordinary: str, taking_in: str
) -> None:
    assert due_date_of(limit, ORDINARY, at(received)).due_at == at(ordinary)
    assert due_date_of(limit, TAKING_IN, at(received)).due_at == at(taking_in)


def test_the_explanation_says_from_when_it_counts_and_leads_back_to_the_date() -> None:
    received = at("2026-12-12 09:00")
    text = explain(THREE_DAYS, TAKING_IN, received)
    assert text == "3 ngày làm việc, tính từ Thứ Hai, 14/12/2026; nghỉ Thứ Bảy, Chủ Nhật"
    assert due_from_explanation(parse_explanation(text), TAKING_IN.weekly) == at("2026-12-16 17:00")


def test_the_hour_of_reception_is_kept_where_the_commune_keeps_it() -> None:
    kept = due_date_of(THREE_DAYS, TAKING_IN, at("2026-12-12 09:15"), keep_hour=True)
    assert kept.due_at == at("2026-12-16 09:15")


SATURDAYS = st.integers(0, 150).map(lambda week: datetime(2025, 1, 4, 9, tzinfo=OFFICE) + timedelta(weeks=week))


@given(st.integers(1, 60), SATURDAYS, st.booleans())
def test_a_saturday_that_takes_in_is_as_good_as_its_friday(value: int, saturday: datetime, keep: bool) -> None:
    friday = saturday - timedelta(days=1)
    is_ordinary = TAKING_IN.mark_on(saturday.date()) is None and TAKING_IN.is_working_day(friday.date())
    limit = Limit(value, Unit.WORKING_DAY)
    if not is_ordinary:
        due_date_of(limit, TAKING_IN, saturday)
        return
    due = due_date_of(limit, TAKING_IN, saturday, keep)
    assert due.due_at == due_date_of(limit, TAKING_IN, friday, keep).due_at
    text = explain(limit, TAKING_IN, saturday, keep)
    assert due_from_explanation(parse_explanation(text), TAKING_IN.weekly) == due.due_at


@given(st.integers(1, 60), SATURDAYS)
def test_calendar_days_are_counted_from_the_sunday(value: int, saturday: datetime) -> None:
    if TAKING_IN.mark_on(saturday.date()) is not None:
        return
    last = saturday.date() + timedelta(days=value)
    while not TAKING_IN.is_working_day(last):
        last += timedelta(days=1)
    limit = Limit(value, Unit.CALENDAR_DAY)
    assert due_date_of(limit, TAKING_IN, saturday).due_at.date() == last
    text = explain(limit, TAKING_IN, saturday)
    assert due_from_explanation(parse_explanation(text), TAKING_IN.weekly).date() == last


def test_the_day_is_no_working_day_for_anybody_else() -> None:
    assert not TAKING_IN.is_working_day(at("2026-12-12 09:00").date())
    thursday = at("2026-12-10 09:00")
    assert due_date_of(THREE_DAYS, TAKING_IN, thursday) == due_date_of(THREE_DAYS, ORDINARY, thursday)


def test_far_beyond_the_marked_years_it_is_the_same() -> None:
    saturday = datetime(2099, 1, 3, 9, tzinfo=OFFICE)
    assert due_date_of(THREE_DAYS, TAKING_IN, saturday).due_at == datetime(2099, 1, 7, 17, tzinfo=OFFICE)


def file_with(**reception: list[str]) -> str:
    return json.dumps({**json.loads(shipped("calendar.json")), "reception": reception})


def test_a_calendar_file_may_name_such_sessions() -> None:
    assert calendar_from_json(file_with(sat=["07:30-11:30"])).receptions[SATURDAY] == MORNING
    assert calendar_from_json(shipped("calendar.json")).receptions == ((),) * 7


@pytest.mark.parametrize(
    "reception", [{"mon": ["07:30-11:30"]}, {"sat": ["11:30-07:30"]}, {"sat": ["7h"]}, {"saturday": ["07:30-11:30"]}]
)
def test_senseless_sessions_of_reception_are_refused_by_line(reception: dict[str, list[str]]) -> None:
    with pytest.raises(CalendarError) as refused:
        calendar_from_json(file_with(**reception))
    assert "dòng" in str(refused.value.facts["place"])


def test_the_commune_says_so_and_the_next_reception_follows(tmp_path: Path) -> None:
    clock = SetClock(at("2026-12-12 09:00"))
    office = make_office(tmp_path / "desk", clock)
    before = intake.receive(office, application())
    upkeep.change_working_time(office, SATURDAY, ("07:30-11:30",), "Thông báo 12/TB-UBND", counts=False)
    after = intake.receive(office, application())
    assert (before.due_at, after.due_at) == (at("2026-12-17 17:00"), at("2026-12-16 17:00"))
    upkeep.change_working_time(office, SATURDAY, (), "Thông báo 13/TB-UBND")
    assert office.store.calendar().receptions == ((),) * 7
    office.store.close()


def test_a_change_of_an_older_program_counts() -> None:
    whole = row_of(WorkingTimeChanged(SATURDAY, ("07:30-11:30",), "TB 12", counts=False))
    assert fact_of(WorkingTimeChanged, whole[:-1]).counts
    assert not fact_of(WorkingTimeChanged, whole).counts

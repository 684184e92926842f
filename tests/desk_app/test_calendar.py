"""The calendar: what a file may say, what a commune may change, and how long it takes."""

import json
import time as clock
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import (
    CalendarChange,
    Certainty,
    DayType,
    WorkingTimeChange,
    calendar_from_json,
    shift_from_text,
)
from desk_app.domain.errors import CalendarError, DeskError
from tests.desk_app.office import shipped, shipped_calendar

TEXT = shipped("calendar.json")
CALENDAR = shipped_calendar()
CULTURE_DAY = date(2026, 11, 24)


def test_the_shipped_calendar_knows_its_days() -> None:
    assert CALENDAR.version == CALENDAR.base_version == "2026-11-21"
    assert CALENDAR.is_working_day(date(2026, 11, 23))
    assert not CALENDAR.is_working_day(date(2026, 11, 22))
    assert not CALENDAR.is_working_day(date(2026, 2, 18))
    assert CALENDAR.shifts_on(date(2026, 8, 22)) == CALENDAR.shifts_on(date(2026, 8, 24))
    assert CALENDAR.shifts_on(date(2026, 8, 15)) == ()
    assert CALENDAR.is_working_day(date(2044, 1, 1))
    mark = CALENDAR.unconfirmed(CULTURE_DAY)
    assert mark is not None
    assert mark.certainty is Certainty.UNCONFIRMED
    assert CALENDAR.unconfirmed(date(2026, 9, 2)) is None


def test_a_communes_changes_lie_over_the_base_and_are_counted() -> None:
    unticked = CALENDAR.with_changes([CalendarChange(CULTURE_DAY, None)])
    assert unticked.version == "2026-11-21+1"
    assert unticked.base_version == "2026-11-21"
    assert unticked.is_working_day(CULTURE_DAY)
    assert unticked.unconfirmed(CULTURE_DAY) is None
    closed = unticked.with_changes([CalendarChange(CULTURE_DAY, DayType.OFF, "Ngày Văn hóa Việt Nam")])
    assert closed.version == "2026-11-21+2"
    assert not closed.is_working_day(CULTURE_DAY)
    assert closed.unconfirmed(CULTURE_DAY) is None
    assert not CALENDAR.is_working_day(CULTURE_DAY)


def test_a_commune_changes_its_hours() -> None:
    summer = CALENDAR.with_changes([WorkingTimeChange(5, (shift_from_text("07:00-11:00"),))])
    assert summer.is_working_day(date(2026, 11, 28))
    assert summer.shifts_on(date(2026, 8, 22)) == CALENDAR.shifts_on(date(2026, 8, 24)), "worked Saturdays stay full"


changes = st.lists(
    st.builds(
        CalendarChange,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.sampled_from([None, *DayType]),
        st.just("xã"),
    ),
    max_size=6,
)


@given(changes, changes)
def test_changes_made_one_after_the_other_are_changes_made_at_once(
    first: list[CalendarChange], second: list[CalendarChange]
) -> None:
    assert CALENDAR.with_changes(first).with_changes(second) == CALENDAR.with_changes(first + second)


@pytest.mark.parametrize(
    "change",
    [
        WorkingTimeChange(7, ()),
        WorkingTimeChange(0, (shift_from_text("07:30-11:30"), shift_from_text("11:00-17:00"))),
        WorkingTimeChange(0, (shift_from_text("17:00-07:30"),)),
    ],
)
def test_senseless_hours_are_refused(change: WorkingTimeChange) -> None:
    with pytest.raises(CalendarError):
        CALENDAR.with_changes([change])


def test_a_commune_cannot_close_every_weekday() -> None:
    with pytest.raises(CalendarError):
        CALENDAR.with_changes([WorkingTimeChange(weekday, ()) for weekday in range(7)])


FAULTS = [
    ('"2024-02-08"', '"2024-02-30"', "2024-02-30"),
    ('"2024-02-08"', '"2024-01-01"', "hai lần"),
    ('"2024-02-08"', '"8/2/2024"', "8/2/2024"),
    ('"2024-02-08"', '"20240208"', "20240208"),
    ('"2024-02-08"', "20240208", "date"),
    ('"type": "working"', '"type": "half"', "type"),
    ('"certainty": "unconfirmed"', '"certainty": "maybe"', "certainty"),
    ('"13:30-17:00"', '"11:00-17:00"', "chồng"),
    ('"13:30-17:00"', '"17:00-13:30"', "kết thúc"),
    ('"13:30-17:00"', '"13h30-17h"', "07:30-11:30"),
    ('"13:30-17:00"', '"13:30-25:00"', "07:30-11:30"),
    ('"sun": []', '"sun": [], "hol": []', "hol"),
    ('"sun": []', '"sun": "closed"', "sun"),
]


@pytest.mark.parametrize(("sound", "faulty", "named"), FAULTS)
def test_a_faulty_calendar_file_is_refused_with_its_line(sound: str, faulty: str, named: str) -> None:
    text = TEXT.replace(sound, faulty, 1)
    with pytest.raises(CalendarError) as refused:
        calendar_from_json(text)
    line = refused.value.facts["line"]
    assert isinstance(line, int)
    near = text.splitlines()[line - 1 : line + 4]
    assert any(faulty.split(",")[0].strip('"') in shown for shown in near), (refused.value.facts, near)
    assert named in str(refused.value.facts["reason"])
    assert str(line) in str(refused.value.facts["place"])


def test_broken_json_names_line_and_column() -> None:
    with pytest.raises(CalendarError) as refused:
        calendar_from_json(TEXT.replace('"sat": [],', '"sat": [}', 1))
    lines = TEXT.splitlines()
    assert refused.value.facts["line"] == next(n for n, line in enumerate(lines, 1) if '"sat"' in line)
    assert refused.value.facts["column"]


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_other_text_is_one_sentence_and_never_a_traceback(text: str) -> None:
    with pytest.raises(DeskError):
        calendar_from_json(text)


def test_a_file_saved_by_a_windows_editor_is_read() -> None:
    assert calendar_from_json("\ufeff" + TEXT.replace("\n", "\r\n")) == CALENDAR


def test_a_change_of_the_calendar_is_ready_at_once() -> None:
    spent = []
    for _ in range(5):
        begun = clock.perf_counter()
        CALENDAR.with_changes([CalendarChange(CULTURE_DAY, None)])
        spent.append(clock.perf_counter() - begun)
    assert min(spent) <= 0.010

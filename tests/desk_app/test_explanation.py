"""The sentence under a due date: its exact wording, and what it must name."""

from datetime import date, time

import pytest

from desk_app.domain.calendar import CalendarChange, DayType, WorkingTimeChange, shift_from_text
from desk_app.domain.explanation import (
    calendar_named,
    derivation_of,
    due_from_explanation,
    explain,
    limit_named,
    parse_explanation,
)
from desk_app.domain.move_explanation import parse_move
from desk_app.domain.procedure import Limit, Unit
from desk_app.domain.waiting import after_wait
from tests.desk_app.office import at, shipped_calendar

CALENDAR = shipped_calendar()
SAME_DAY = Limit(1, Unit.SAME_DAY, time(15))


def days(value: int) -> Limit:
    return Limit(value, Unit.WORKING_DAY)


WORDING = [
    (
        days(5),
        "2026-12-29 09:00",
        "5 ngày làm việc, tính từ Thứ Tư, 30/12/2026; nghỉ Thứ Bảy, Chủ Nhật và 01/01/2027 (Tết Dương lịch)",
    ),
    (days(3), "2026-11-02 09:00", "3 ngày làm việc, tính từ Thứ Ba, 03/11/2026"),
    (days(3), "2026-11-05 09:00", "3 ngày làm việc, tính từ Thứ Sáu, 06/11/2026; nghỉ Thứ Bảy, Chủ Nhật"),
    (
        days(6),
        "2026-08-20 09:00",
        "6 ngày làm việc, tính từ Thứ Sáu, 21/08/2026; nghỉ Chủ Nhật; làm bù 22/08/2026",
    ),
    (
        days(2),
        "2026-12-31 17:20",
        "2 ngày làm việc, tính từ Thứ Ba, 05/01/2027; nghỉ Thứ Bảy, Chủ Nhật và 01/01/2027 (Tết Dương lịch); "
        "nhận sau giờ làm việc, tính như nhận lúc 07:30 Thứ Hai, 04/01/2027",
    ),
    (
        days(1),
        "2026-11-23 12:00",
        "1 ngày làm việc, tính từ Thứ Tư, 25/11/2026; nghỉ 24/11/2026 (Ngày Văn hóa Việt Nam, chưa xác nhận)",
    ),
    (
        days(3),
        "2026-08-28 09:00",
        "3 ngày làm việc, tính từ Thứ Năm, 03/09/2026; nghỉ Thứ Bảy, Chủ Nhật, "
        "31/08/2026 (Nghỉ hoán đổi (làm bù ngày 22/08/2026)), 01/09/2026 (Quốc khánh) và 02/09/2026 (Quốc khánh)",
    ),
    (SAME_DAY, "2026-11-02 15:00", "Trả trong ngày Thứ Hai, 02/11/2026"),
    (
        SAME_DAY,
        "2026-11-06 15:01",
        "Trả trong ngày Thứ Hai, 09/11/2026; nhận sau 15 giờ nên trả trong ngày làm việc tiếp theo; "
        "nghỉ Thứ Bảy, Chủ Nhật",
    ),
    (
        SAME_DAY,
        "2026-11-02 17:01",
        "Trả trong ngày Thứ Ba, 03/11/2026; nhận sau giờ làm việc, tính như nhận lúc 07:30 Thứ Ba, 03/11/2026",
    ),
    (Limit(1, Unit.IMMEDIATE), "2026-11-02 09:00", "Trả ngay trong ngày Thứ Hai, 02/11/2026"),
    (Limit(4, Unit.WORKING_HOUR), "2026-11-02 09:00", "4 giờ làm việc, tính từ 09:00 Thứ Hai, 02/11/2026"),
    (
        Limit(4, Unit.WORKING_HOUR),
        "2026-11-06 12:00",
        "4 giờ làm việc, tính từ 13:30 Thứ Sáu, 06/11/2026; nghỉ Thứ Bảy, Chủ Nhật; "
        "nhận trong giờ nghỉ trưa, tính như nhận lúc 13:30 Thứ Sáu, 06/11/2026",
    ),
    (
        Limit(5, Unit.CALENDAR_DAY),
        "2026-11-02 09:00",
        "5 ngày (kể cả ngày nghỉ), tính từ Thứ Ba, 03/11/2026; "
        "ngày cuối Thứ Bảy, 07/11/2026 là ngày nghỉ, chuyển sang Thứ Hai, 09/11/2026; nghỉ Thứ Bảy, Chủ Nhật",
    ),
    (Limit(8, Unit.CALENDAR_DAY), "2026-11-02 09:00", "8 ngày (kể cả ngày nghỉ), tính từ Thứ Ba, 03/11/2026"),
]


@pytest.mark.parametrize(("limit", "received", "sentence"), WORDING)
def test_the_sentence_is_worded_like_this(limit: Limit, received: str, sentence: str) -> None:
    assert explain(limit, CALENDAR, at(received)) == sentence


def test_the_sentence_is_read_back_in_all_its_parts() -> None:
    parsed = parse_explanation(explain(days(3), CALENDAR, at("2026-08-28 09:00")))
    assert (parsed.unit, parsed.value, parsed.counts_from) == (Unit.WORKING_DAY, 3, date(2026, 9, 3))
    assert parsed.closed_weekdays == (5, 6)
    assert parsed.days_off == (
        (date(2026, 8, 31), "Nghỉ hoán đổi (làm bù ngày 22/08/2026)"),
        (date(2026, 9, 1), "Quốc khánh"),
        (date(2026, 9, 2), "Quốc khánh"),
    )
    unsure = parse_explanation(explain(days(1), CALENDAR, at("2026-11-23 09:00")))
    assert unsure.days_off == ((date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),)
    assert unsure.unconfirmed == (date(2026, 11, 24),)


@pytest.mark.parametrize("text", ["", "sớm thôi", "5 ngày làm việc", "năm ngày làm việc, tính từ Thứ Tư, 30/12/2026"])
def test_another_text_is_no_explanation(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        parse_explanation(text)


def test_a_missing_holiday_would_lead_to_another_date() -> None:
    """Control: the way back really needs what the sentence names."""
    sentence = explain(days(5), CALENDAR, at("2026-12-29 09:00"))
    silent = sentence.replace(" và 01/01/2027 (Tết Dương lịch)", "")
    assert due_from_explanation(parse_explanation(sentence), CALENDAR.weekly) == at("2027-01-06 17:00")
    assert due_from_explanation(parse_explanation(silent), CALENDAR.weekly) == at("2027-01-05 17:00")


def test_unconfirmed_days_are_given_to_the_screen() -> None:
    marks = derivation_of(days(2), CALENDAR, at("2026-11-23 09:00")).unconfirmed
    assert [mark.name for mark in marks] == ["Ngày Văn hóa Việt Nam"]
    assert derivation_of(days(2), CALENDAR, at("2026-12-29 09:00")).unconfirmed == ()


@pytest.mark.parametrize(
    ("limit", "named"),
    [
        (days(5), "5 ngày làm việc"),
        (Limit(15, Unit.CALENDAR_DAY), "15 ngày"),
        (Limit(4, Unit.WORKING_HOUR), "4 giờ làm việc"),
        (SAME_DAY, "trong ngày"),
        (Limit(1, Unit.IMMEDIATE), "ngay trong ngày"),
    ],
)
def test_a_limit_is_named(limit: Limit, named: str) -> None:
    assert limit_named(limit) == named


def test_the_calendar_behind_a_date_is_named() -> None:
    assert calendar_named(CALENDAR) == "lịch 2026-11-21"
    untick = CalendarChange(date(2026, 11, 24), None)
    festival = CalendarChange(date(2026, 12, 3), DayType.OFF, "Lễ hội xã")
    summer = WorkingTimeChange(0, (shift_from_text("07:00-11:30"),))
    assert calendar_named(CALENDAR.with_changes([untick, festival])) == "lịch 2026-11-21, xã sửa 2 ngày"
    assert calendar_named(CALENDAR.with_changes([festival, summer])) == "lịch 2026-11-21, xã sửa 1 ngày và giờ làm việc"
    assert calendar_named(CALENDAR.with_changes([summer])) == "lịch 2026-11-21, xã sửa giờ làm việc"


def test_a_year_whose_holidays_nobody_knows_is_named() -> None:
    said = explain(days(10), CALENDAR, at("2027-12-28 09:00"))
    assert said.endswith("; nghỉ Thứ Bảy, Chủ Nhật; chưa có lịch nghỉ năm 2028")
    assert due_from_explanation(parse_explanation(said), CALENDAR.weekly).date() == date(2028, 1, 11)
    assert "chưa có lịch" not in explain(days(2), CALENDAR, at("2027-12-28 09:00"))
    one_day_of_our_own = CALENDAR.with_changes([CalendarChange(date(2028, 1, 27), DayType.OFF, "Tết")])
    assert "chưa có lịch nghỉ năm 2028" in explain(days(10), one_day_of_our_own, at("2028-01-20 09:00"))


def test_a_wait_that_reaches_into_such_a_year_says_so_too() -> None:
    move = after_wait(days(5), CALENDAR, at("2027-12-30 17:00"), at("2027-12-28 09:00"), at("2027-12-30 09:00"))
    assert "chưa có lịch nghỉ năm 2028" in move.explanation
    assert str(parse_move(move.explanation).new.date()) == "2028-01-03"

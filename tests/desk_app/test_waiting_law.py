"""What a wait does to the day promised: cases with the law they follow, on the shipped calendar."""

import random
from datetime import datetime, time, timedelta

import pytest

from desk_app.domain.due_date import due_date_of
from desk_app.domain.events import Finished, Started
from desk_app.domain.explanation import explain
from desk_app.domain.life_events import ObligationSettled, Reopened, Withdrawn
from desk_app.domain.move_explanation import moves_in, new_day_from, parse_move
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.recompute import due_from_start
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import Cause, Wait, after_wait, open_wait, waits_of
from tests.desk_app.lives import answered, asked, log, owed, promise_of, reception, stopped, terms_of
from tests.desk_app.office import at, shipped_calendar
from tests.scale import many

CALENDAR = shipped_calendar()
DAYS, ALL_DAYS = Limit(5, Unit.WORKING_DAY), Limit(15, Unit.CALENDAR_DAY)
HOURS, SAME_DAY = Limit(4, Unit.WORKING_HOUR), Limit(1, Unit.SAME_DAY, time(15))
AT_ONCE = Limit(1, Unit.IMMEDIATE)

# (what, law, limit, old day, asked, answered, new day); November 2026 has no holiday but the unconfirmed 24th
WAITS = [
    ("same day: nothing moves", "BLDS 147", DAYS, "2026-11-20 17:00", "2026-11-17 08:00", "2026-11-17 16:55",
     "2026-11-20 17:00"),
    ("over one night: one working day", "BLDS 147", DAYS, "2026-11-19 17:00", "2026-11-17 16:59", "2026-11-18 07:30",
     "2026-11-20 17:00"),
    ("over a weekend: one working day", "BLDS 148", DAYS, "2026-11-19 17:00", "2026-11-13 10:00", "2026-11-16 10:00",
     "2026-11-20 17:00"),
    ("within a weekend: nothing", "BLDS 147", DAYS, "2026-11-20 17:00", "2026-11-14 10:00", "2026-11-15 10:00",
     "2026-11-20 17:00"),
    ("the new day skips the weekend", "BLDS 148", DAYS, "2026-11-20 17:00", "2026-11-16 09:00", "2026-11-17 09:00",
     "2026-11-23 17:00"),
    ("across Tết 2026 (16-20/02): three days", "BLLĐ 112", DAYS, "2026-02-13 17:00", "2026-02-12 09:00",
     "2026-02-24 09:00", "2026-02-25 17:00"),
    ("a Saturday worked in exchange counts", "TB 9441", DAYS, "2026-08-28 17:00", "2026-08-21 09:00",
     "2026-08-24 09:00", "2026-09-04 17:00"),
    ("asked when late already: it stays late", "NĐ 118/2025", DAYS, "2026-11-12 17:00", "2026-11-16 09:00",
     "2026-11-18 09:00", "2026-11-16 17:00"),
    ("calendar days count the weekend", "BLDS 148", ALL_DAYS, "2026-11-20 17:00", "2026-11-13 10:00",
     "2026-11-16 10:00", "2026-11-23 17:00"),
    ("calendar days, then to a working day", "BLDS 148", ALL_DAYS, "2026-11-20 17:00", "2026-11-16 10:00",
     "2026-11-18 10:00", "2026-11-23 17:00"),
    ("calendar days on one day: nothing", "BLDS 147", ALL_DAYS, "2026-11-20 17:00", "2026-11-16 07:30",
     "2026-11-16 17:00", "2026-11-20 17:00"),
    ("hours: by the minutes of service", "NĐ 118/2025", HOURS, "2026-11-16 14:00", "2026-11-16 09:00",
     "2026-11-16 10:25", "2026-11-16 15:25"),
    ("hours: the lunch break does not count", "NĐ 118/2025", HOURS, "2026-11-16 15:00", "2026-11-16 11:00",
     "2026-11-16 13:40", "2026-11-16 15:40"),
    ("hours: into the next morning", "NĐ 118/2025", HOURS, "2026-11-16 16:30", "2026-11-16 15:00",
     "2026-11-17 07:40", "2026-11-17 09:10"),
    ("hours: asked and answered at night: nothing", "NĐ 118/2025", HOURS, "2026-11-16 16:30", "2026-11-16 17:30",
     "2026-11-17 07:00", "2026-11-16 16:30"),
    ("within the day: same day, nothing moves", "Luật Hộ tịch 5.3", SAME_DAY, "2026-11-16 17:00", "2026-11-16 09:00",
     "2026-11-16 16:00", "2026-11-16 17:00"),
    ("within the day: two working days later", "Luật Hộ tịch 5.3", SAME_DAY, "2026-11-16 17:00", "2026-11-16 09:00",
     "2026-11-18 16:00", "2026-11-18 17:00"),
    ("at once, over a weekend", "NĐ 23/2015, 7", AT_ONCE, "2026-11-20 17:00", "2026-11-20 09:00",
     "2026-11-23 08:00", "2026-11-23 17:00"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "law", "limit", "due", "since", "until", "new"), WAITS, ids=[row[0] for row in WAITS])
def test_a_wait_moves_the_day_as_the_law_counts(
    what: str, law: str, limit: Limit, due: str, since: str, until: str, new: str
) -> None:
    moved = after_wait(limit, CALENDAR, at(due), at(since), at(until))
    assert moved.due_at == at(new), (what, law)
    assert new_day_from(parse_move(moved.explanation), CALENDAR.weekly) == at(new), moved.explanation
    assert parse_move(moved.explanation).new == at(new)


@pytest.mark.parametrize(
    ("clock", "until", "new"),
    [("09:10", "2026-11-18 09:00", "2026-11-20 09:10"), ("09:10", "2026-11-17 09:00", "2026-11-19 09:10")],
)
def test_a_kept_hour_stays(clock: str, until: str, new: str) -> None:
    moved = after_wait(DAYS, CALENDAR, at(f"2026-11-18 {clock}"), at("2026-11-16 09:00"), at(until), keep_hour=True)
    assert moved.due_at == at(new)
    assert new_day_from(parse_move(moved.explanation), CALENDAR.weekly) == at(new)


def test_the_sentence_has_the_old_day_the_wait_the_amount_what_is_left_out_and_the_new_day() -> None:
    moved = after_wait(DAYS, CALENDAR, at("2026-02-13 17:00"), at("2026-02-12 09:10"), at("2026-02-24 14:00:05"))
    assert moved.explanation == (
        "Dời hẹn 17:00 Thứ Sáu, 13/02/2026 thêm 3 ngày làm việc; "
        "chờ từ 09:10 Thứ Năm, 12/02/2026 đến 14:00:05 Thứ Ba, 24/02/2026; "
        "nghỉ Thứ Bảy, Chủ Nhật, 16/02/2026 (Tết Âm lịch), 17/02/2026 (Tết Âm lịch), 18/02/2026 (Tết Âm lịch), "
        "19/02/2026 (Tết Âm lịch) và 20/02/2026 (Tết Âm lịch); hẹn mới 17:00 Thứ Tư, 25/02/2026"
    )
    kept = after_wait(DAYS, CALENDAR, at("2026-11-20 17:00"), at("2026-11-17 08:00"), at("2026-11-17 16:55"))
    assert kept.explanation == (
        "Giữ hẹn 17:00 Thứ Sáu, 20/11/2026; chờ từ 08:00 Thứ Ba, 17/11/2026 đến 16:55 Thứ Ba, 17/11/2026; "
        "hẹn mới 17:00 Thứ Sáu, 20/11/2026"
    )
    hours = after_wait(HOURS, CALENDAR, at("2026-11-16 14:00"), at("2026-11-16 09:00"), at("2026-11-16 10:25:30"))
    assert "thêm 85 phút 30 giây làm việc" in hours.explanation


def test_another_text_is_no_explanation_of_a_wait() -> None:
    for text in ("", "5 ngày làm việc, tính từ Thứ Hai, 16/11/2026", "Dời hẹn hôm qua thêm 2 tuần"):
        with pytest.raises(ValueError):
            parse_move(text)


def test_the_clock_stands_from_each_request_to_its_answer() -> None:
    due = at("2026-11-20 17:00")
    history = log(
        ("2026-11-16 08:00", reception(DAYS, due)),
        ("2026-11-16 09:00", asked()),
        ("2026-11-17 09:00", answered(due)),
        ("2026-11-17 10:00", owed()),
        ("2026-11-18 10:00", ObligationSettled("biên lai", promise_of(due))),
        ("2026-11-18 11:00", asked(2)),
    )
    assert waits_of(history) == (
        Wait(at("2026-11-16 09:00"), at("2026-11-17 09:00"), Cause.SUPPLEMENT),
        Wait(at("2026-11-17 10:00"), at("2026-11-18 10:00"), Cause.OBLIGATION),
        Wait(at("2026-11-18 11:00"), None, Cause.SUPPLEMENT),
    )
    assert open_wait(history) == waits_of(history)[-1]


@pytest.mark.parametrize("away", [Withdrawn("đổi ý"), stopped()])
def test_the_clock_stands_while_the_dossier_is_not_with_the_office(away: Withdrawn) -> None:
    due = at("2026-11-20 17:00")
    history = log(
        ("2026-11-16 08:00", reception(DAYS, due)), ("2026-11-16 09:00", away), ("2026-11-18 09:00", Reopened("", "CT"))
    )
    assert waits_of(history) == (Wait(at("2026-11-16 09:00"), at("2026-11-18 09:00"), Cause.AWAY),)


def test_withdrawn_while_waiting_is_one_wait_from_the_request() -> None:
    due = at("2026-11-20 17:00")
    history = log(
        ("2026-11-16 08:00", reception(DAYS, due)),
        ("2026-11-16 09:00", asked()),
        ("2026-11-17 09:00", Withdrawn("")),
        ("2026-11-18 09:00", Reopened("", "CT")),
    )
    assert waits_of(history) == (Wait(at("2026-11-16 09:00"), at("2026-11-18 09:00"), Cause.SUPPLEMENT),)


def test_a_reopened_result_does_not_stop_the_clock() -> None:
    history = log(
        ("2026-11-16 08:00", reception(DAYS, at("2026-11-20 17:00"))),
        ("2026-11-16 08:00", Started()),
        ("2026-11-16 09:00", Finished()),
        ("2026-11-18 09:00", Reopened("sai tên", "CT")),
    )
    assert waits_of(history) == ()


def test_the_day_from_the_start_is_the_chain_of_promises() -> None:
    received = at("2026-11-16 08:00")
    waits = [Wait(at("2026-11-16 09:00"), at("2026-11-18 09:00")), Wait(at("2026-11-19 09:00"), at("2026-11-25 09:00"))]
    first = due_from_start(DAYS, CALENDAR, received, [])
    assert first.explanation == explain(DAYS, CALENDAR, received)
    chain: datetime = first.due_at
    for wait in waits:
        assert wait.until is not None
        chain = after_wait(DAYS, CALENDAR, chain, wait.since, wait.until).due_at
    whole = due_from_start(DAYS, CALENDAR, received, [*waits, Wait(at("2026-11-26 09:00"))])
    assert whole.due_at == chain
    _, *moves = moves_in(whole.explanation)
    assert [parse_move(move).new for move in moves][-1] == chain
    assert parse_move(moves[0]).old == first.due_at


@pytest.mark.parametrize("limit", [DAYS, ALL_DAYS, HOURS, SAME_DAY, AT_ONCE])
def test_a_limit_is_read_back_from_the_terms_of_reception(limit: Limit) -> None:
    assert limit_of(terms_of(limit)) == limit


def test_any_wait_to_the_microsecond_is_explained_so_that_it_leads_to_the_new_day() -> None:
    rng = random.Random(2026)
    for _ in range(many(1_500, 20_000)):
        limit = rng.choice([DAYS, ALL_DAYS, HOURS, SAME_DAY])
        received = at("2026-01-05 00:00") + timedelta(
            seconds=rng.randrange(30_000_000), microseconds=rng.choice([0, 7])
        )
        due = due_date_of(limit, CALENDAR, received).due_at
        since = received + timedelta(seconds=rng.randrange(1_000_000), microseconds=rng.choice([0, 500_000, 999_999]))
        until = since + timedelta(seconds=rng.choice([0, 1, 59, 3_600, rng.randrange(2_000_000)]), microseconds=1)
        keep = rng.random() < 0.3
        moved = after_wait(limit, CALENDAR, due, since, until, keep_hour=keep)
        parsed = parse_move(moved.explanation)
        assert new_day_from(parsed, CALENDAR.weekly) == moved.due_at == parsed.new, moved.explanation
        assert (parsed.old, parsed.since, parsed.until) == (due, since, until)


def test_an_answer_written_down_for_an_earlier_time_than_its_request_moves_nothing() -> None:
    moved = after_wait(DAYS, CALENDAR, at("2026-11-20 17:00"), at("2026-11-18 09:00"), at("2026-11-16 09:00"))
    assert moved.due_at == at("2026-11-20 17:00")

"""A clock that jumps is in the log before the event it makes doubtful; nothing is refused, no number comes twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.event_log import recorded_of, stored_events
from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import Anchored, ClockJumped, Event, SettingChanged
from desk_app.usecases import intake, progress
from desk_app.usecases.office import Office
from tests.desks import CountedChance, SetClock, application, make_office, open_again

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def office(home: Path, clock: SetClock) -> Iterator[Office]:
    office = make_office(home, clock)
    yield office
    office.store.close()


def bodies(office: Office) -> list[Event]:
    store = office.store
    assert isinstance(store, DeskStore)
    return [recorded_of(store.codec, stored).body for stored in stored_events(store.connection)]


def jumps(office: Office) -> list[int]:
    """Return the jumps in the log, in whole hours."""
    return [round(body.by_ms / 3_600_000) for body in bodies(office) if isinstance(body, ClockJumped)]


def off(office: Office) -> timedelta:
    return office.store.watch_clock(office.actor)


def test_a_day_at_the_counter_and_the_night_after_it_are_no_jumps(office: Office, clock: SetClock) -> None:
    for _ in range(3):
        intake.receive(office, application())
        clock.at += 5 * HOUR
    assert jumps(office) == []
    assert off(office) == timedelta(0)


def test_a_jump_while_the_desk_is_open_stands_before_the_event_it_makes_doubtful(
    office: Office, clock: SetClock
) -> None:
    intake.receive(office, application())
    clock.jump(-2 * HOUR)
    done = intake.receive(office, application())
    assert [type(body).__name__ for body in bodies(office)[-3:]] == ["Received", "ClockJumped", "Received"]
    assert done.seq == office.store.register.status().seq
    assert jumps(office) == [-2]


def test_a_jump_is_logged_though_nobody_works_and_only_once(office: Office, clock: SetClock) -> None:
    clock.jump(3 * HOUR)
    assert round(off(office) / HOUR) == 3
    assert round(off(office) / HOUR) == 3
    assert jumps(office) == [3]


def test_a_clock_put_right_again_is_trusted_again(office: Office, clock: SetClock) -> None:
    clock.jump(3 * HOUR)
    assert off(office)
    clock.jump(-3 * HOUR)
    assert off(office) == timedelta(0)
    assert jumps(office) == [3, -3]


def test_a_clock_that_went_back_overnight_is_found_when_the_desk_opens(
    home: Path, office: Office, clock: SetClock
) -> None:
    office.store.close()
    clock.boots, clock.at = 2, datetime(2000, 1, 1, 0, 3, tzinfo=OFFICE_ZONE)
    again = open_again(home, clock, CountedChance())
    assert off(again) < -20 * 365 * DAY
    number = intake.receive(again, application()).number
    assert number.split("-")[1] == "000101"
    assert len(jumps(again)) == 1
    again.store.close()


def test_the_doubt_outlives_the_window(home: Path, office: Office, clock: SetClock) -> None:
    clock.jump(5 * HOUR)
    off(office)
    office.store.close()
    clock.boots, clock.at = 2, clock.at + 12 * HOUR
    again = open_again(home, clock, CountedChance())
    assert round(off(again) / HOUR) == 5
    again.store.close()


def test_dates_follow_the_clock_put_right_and_no_number_comes_twice(office: Office, clock: SetClock) -> None:
    first = intake.receive(office, application())
    clock.jump(30 * DAY)
    ahead = intake.receive(office, application())
    clock.jump(-30 * DAY)
    right = intake.receive(office, application())
    assert (right.due_at, right.explanation) == (first.due_at, first.explanation)
    assert len({first.number, ahead.number, right.number}) == 3
    progress.finish(office, ahead.number)
    assert jumps(office) == [720, -720]


def test_a_receipt_of_the_district_says_how_far_the_clock_is_off(office: Office, clock: SetClock) -> None:
    clock.jump(2 * HOUR)
    done = intake.receive(office, application())
    with office.store.unit_of_work("") as work:
        work.append(Anchored(done.seq, clock.at - 2 * HOUR, b"signed"))
        work.commit()
    assert round(off(office) / HOUR) == 2
    clock.jump(-2 * HOUR)
    done = intake.receive(office, application())
    with office.store.unit_of_work("") as work:
        work.append(Anchored(done.seq, clock.at + timedelta(seconds=2), b"signed"))
        work.commit()
    assert off(office) == timedelta(0)


def test_a_receipt_of_the_night_says_nothing_of_a_jump_in_the_morning(office: Office, clock: SetClock) -> None:
    intake.receive(office, application())
    sealed_to = office.store.outbox.head()[0]
    clock.at += HOUR
    delivered_at = clock.at
    clock.at += 9 * HOUR
    clock.jump(40 * DAY)  # somebody sets the clock before anybody signs in
    assert off(office) == 40 * DAY
    office.store.outbox.receipt_stored(sealed_to, delivered_at, b"receipt")
    assert off(office) == 40 * DAY
    clock.jump(-40 * DAY)
    assert off(office) == timedelta(0)


def test_what_is_given_up_leaves_no_jump_behind(office: Office, clock: SetClock) -> None:
    before = office.store.register.status().seq
    clock.jump(2 * HOUR)
    with office.store.unit_of_work(office.actor) as work:
        work.append(SettingChanged("hotline", "0262 3851 117"))
    assert office.store.register.status().seq == before
    assert round(off(office) / HOUR) == 2
    assert jumps(office) == [2]

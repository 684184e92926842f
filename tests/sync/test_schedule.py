"""When a desk calls by itself."""

import random
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.desk.schedule import next_attempt, next_by_day, next_nightly, next_round, nightly_slot
from tests.sync.synthetic_day import OFFICE

NOON = datetime(2026, 12, 8, 12, 0, tzinfo=OFFICE)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1)).map(lambda at: at.replace(tzinfo=OFFICE))  # noqa: DTZ001
DEVICES = st.binary(min_size=16, max_size=16)


@given(MOMENTS, DEVICES)
def test_every_night_between_ten_and_half_past_eleven_a_desk_calls(now: datetime, device: bytes) -> None:
    slot = next_nightly(now, device)
    assert now < slot <= now + timedelta(days=1)
    assert timedelta(hours=22) <= nightly_slot(device) < timedelta(hours=23, minutes=30)
    assert next_nightly(slot, device) == slot + timedelta(days=1)


def test_the_desks_of_a_province_do_not_come_all_at_once() -> None:
    slots = [nightly_slot(number.to_bytes(16, "big")) for number in range(300)]
    assert max(slots.count(slot) for slot in slots) <= 12
    assert len(set(slots)) > 75


@given(st.integers(1, 10_000), st.randoms())
def test_a_failed_round_is_tried_again_for_ever_within_a_quarter_of_an_hour(
    failures: int, chance: random.Random
) -> None:
    assert NOON <= next_attempt(NOON, failures, chance.random) <= NOON + timedelta(minutes=15)


def test_the_wait_grows_from_five_seconds_and_is_drawn_from_nought() -> None:
    longest = [(next_attempt(NOON, failures, lambda: 1.0) - NOON).total_seconds() for failures in range(1, 11)]
    assert longest == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert next_attempt(NOON, 7, lambda: 0.0) == NOON


def test_by_day_what_waits_goes_up_a_quarter_of_an_hour_after_the_last_round() -> None:
    assert next_by_day(NOON, NOON - timedelta(minutes=5), 3) == NOON + timedelta(minutes=10)
    assert next_by_day(NOON, NOON - timedelta(hours=5), 3) == NOON
    assert next_by_day(NOON, None, 1) == NOON
    assert next_by_day(NOON, None, 0) is None


def test_the_next_round_never_depends_on_new_writing() -> None:
    device = bytes(16)
    idle = next_round(NOON, device, waiting=0, failures=0, last_round_at=NOON, random=random.random)
    assert idle == next_nightly(NOON, device)
    failed = next_round(NOON, device, waiting=0, failures=40, last_round_at=NOON, random=lambda: 1.0)
    assert failed == NOON + timedelta(minutes=15)

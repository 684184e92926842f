"""A clock that jumps is told from one that only goes on; the machine's nap and the night are no jumps."""

import pytest

from desk_app.domain.clock_watch import ClockReading, jump_between, off_by_receipt

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
NOON = 20_796 * DAY
LAST = ClockReading(NOON, 5 * HOUR, boot=7)


def later(wall: int, steady: int, boot: int = 7) -> ClockReading:
    return ClockReading(LAST.wall_ms + wall, LAST.steady_ms + steady, boot)


@pytest.mark.parametrize(
    ("now", "jumped"),
    [
        (later(MINUTE, MINUTE), 0),
        (later(9 * HOUR, 9 * HOUR), 0),  # a nap: the steady clock counts it
        (later(MINUTE + 90 * SECOND, MINUTE), 0),  # a time service corrects
        (later(2 * HOUR + MINUTE, MINUTE), 2 * HOUR),
        (later(-HOUR + MINUTE, MINUTE), -HOUR),
        (later(30 * DAY, 10 * SECOND), 30 * DAY - 10 * SECOND),
        (later(-10 * SECOND, 110 * SECOND), -2 * MINUTE),
        (later(14 * HOUR, -4 * HOUR, boot=8), 0),  # the next morning
        (later(40 * DAY, 0, boot=8), 0),  # a long Tết, a lockdown: nobody knows
        (later(-HOUR, 0, boot=8), -HOUR),
        (later(-26 * 365 * DAY, 0, boot=8), -26 * 365 * DAY),  # the battery is flat: the year 2000
        (later(12 * 365 * DAY, 0, boot=8), 12 * 365 * DAY),
        (later(HOUR, -HOUR), 0),  # a steady clock that runs back says nothing
        (later(-HOUR, -2 * HOUR), -HOUR),
    ],
)
def test_what_is_a_jump(now: ClockReading, jumped: int) -> None:
    assert jump_between(LAST, now) == jumped


def test_without_a_steady_clock_only_the_wall_clock_tells() -> None:
    unknown = ClockReading(NOON, -1, boot=7)
    assert jump_between(unknown, later(2 * HOUR, 0)) == 0
    assert jump_between(unknown, later(-2 * HOUR, 0)) == -2 * HOUR


@pytest.mark.parametrize(
    ("written", "district", "came", "off"),
    [
        (NOON, NOON + SECOND, NOON + 2 * SECOND, 0),
        (NOON + 2 * HOUR, NOON, NOON + 2 * HOUR + SECOND, 2 * HOUR),
        (NOON - DAY, NOON, NOON - DAY + SECOND, -DAY + SECOND),
        (NOON, NOON + MINUTE, NOON + 5 * HOUR, 0),  # an old receipt, given a second time
    ],
)
def test_what_a_receipt_proves_of_the_clock(written: int, district: int, came: int, off: int) -> None:
    assert off_by_receipt(written, district, came) == off

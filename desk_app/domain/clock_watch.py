"""Did somebody, or a flat battery, move the clock? Told from two looks at it; nothing is ever refused for it.

Within one boot the steady clock says how much time has truly passed. Between two boots nobody knows, so only a wall
clock that went back, or forward by more than any office stays closed, is a jump.
"""

from dataclasses import dataclass

LEAST_JUMP_MS = 2 * 60_000  # what a time service corrects is less
LONGEST_SILENCE_MS = 180 * 86_400_000


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One look at the machine's clocks, in milliseconds; `steady_ms` below 0 when it is not known."""

    wall_ms: int
    steady_ms: int
    boot: int


def jump_between(before: ClockReading, now: ClockReading) -> int:
    """Return by how many milliseconds the wall clock jumped since `before`; 0 when it only went on."""
    passed = now.wall_ms - before.wall_ms
    if now.boot == before.boot and 0 <= before.steady_ms <= now.steady_ms:
        jumped = passed - (now.steady_ms - before.steady_ms)
        return jumped if abs(jumped) >= LEAST_JUMP_MS else 0
    return 0 if -LEAST_JUMP_MS < passed < LONGEST_SILENCE_MS else passed


def off_by_receipt(last_event_ms: int, district_ms: int, receipt_came_ms: int) -> int:
    """Return by how much the clock is surely wrong, ahead positive: what the district's time of a receipt proves.

    The newest event the receipt covers was there before it, and the receipt came after it was written. A receipt that
    is given a second time is old, so that its age alone proves nothing.
    """
    if last_event_ms - district_ms >= LEAST_JUMP_MS:
        return last_event_ms - district_ms
    return receipt_came_ms - district_ms if district_ms - receipt_came_ms >= LEAST_JUMP_MS else 0

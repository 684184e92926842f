"""When a desk calls the district: a slot of its own at night, small rounds by day, and never giving up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

_NIGHT_STARTS = timedelta(hours=22)
_SLOT_MINUTES = 90  # spread over which the desks of a province come, so that they do not come all at once
_FIRST_WAIT = 5.0
_LONGEST_WAIT = 15 * 60.0
_BY_DAY = timedelta(minutes=15)


def nightly_slot(device: bytes) -> timedelta:
    """Return the time of day of a device's nightly round: from 22:00 to 23:29, always the same."""
    spread = int.from_bytes(hashlib.sha256(device).digest()[:8], "big") % _SLOT_MINUTES
    return _NIGHT_STARTS + timedelta(minutes=spread)


def next_nightly(now: datetime, device: bytes) -> datetime:
    """Return the next nightly round after `now` (aware, office time)."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tonight = midnight + nightly_slot(device)
    return tonight if tonight > now else tonight + timedelta(days=1)


def next_attempt(now: datetime, failures: int, random: Callable[[], float]) -> datetime:
    """Return when to try again after so many failures in a row: at most 15 minutes from now, for ever.

    `random` gives 0 ≤ x < 1. The wait is drawn from nought to a limit that doubles from 5 s (full jitter), so that
    desks cut off together do not come back together.
    """
    limit = min(_FIRST_WAIT * 2.0 ** min(max(failures - 1, 0), 16), _LONGEST_WAIT)
    return now + timedelta(seconds=limit * random())


def next_by_day(now: datetime, last_round_at: datetime | None, waiting: int) -> datetime | None:
    """Return when a small round by day is due: 15 minutes after the last; None while nothing waits."""
    if waiting == 0:
        return None
    return now if last_round_at is None else max(now, last_round_at + _BY_DAY)


def next_round(
    now: datetime, device: bytes, *, waiting: int, failures: int, last_round_at: datetime | None,
    random: Callable[[], float],
) -> datetime:  # fmt: skip
    """Return when the next round starts by itself; it does not depend on anything new being written."""
    nightly = next_nightly(now, device)
    if failures:
        return min(next_attempt(now, failures, random), nightly)
    by_day = next_by_day(now, last_round_at, waiting)
    return nightly if by_day is None else min(by_day, nightly)

"""When a desk speaks to its district by itself: at night in a slot of its own, by day now and then, after a failure soon.

Pure: the time and the chance come in. Nothing here ever gives up.
"""

from datetime import datetime, time, timedelta
from hashlib import sha256
from random import Random

from desk_app.domain.calendar import OFFICE_ZONE

NIGHT = time(22, 0)
SLOTS = 90  # minutes over which the desks of a district spread
BY_DAY = timedelta(minutes=30)
FIRST_WAIT = 5.0
LONGEST_WAIT = 15 * 60.0


def nightly_slot(device: bytes, after: datetime) -> datetime:
    """Return the first time after `after` that is this device's own minute of the night (+07:00)."""
    minute = int.from_bytes(sha256(device).digest()[:4], "big") % SLOTS
    day = after.astimezone(OFFICE_ZONE).date()
    slot = datetime.combine(day, NIGHT, OFFICE_ZONE) + timedelta(minutes=minute)
    return slot if slot > after else slot + timedelta(days=1)


def after_a_round(device: bytes, now: datetime) -> datetime:
    """Return when to speak again after a round that went well: by day a small one, at the latest the nightly slot."""
    return min(now + BY_DAY, nightly_slot(device, now))


def after_failures(now: datetime, failures: int, chance: Random) -> datetime:
    """Return when to try again after so many failures in a row: full jitter over 5 s, 10 s … never over 15 minutes."""
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 10))
    return now + timedelta(seconds=chance.uniform(0, longest))

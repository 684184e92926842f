"""Time and chance of this machine, as the use cases want them."""

import secrets
import sys
import time
from datetime import datetime
from pathlib import Path

from desk_app.domain.calendar import OFFICE_ZONE


class SystemClock:
    """The machine's clock, read in office time (+07:00) whatever zone the machine is set to."""

    def __init__(self) -> None:
        self._boot = _boot_number()

    def now(self) -> datetime:
        """Return the wall time, cut to whole milliseconds as the log keeps it."""
        now = datetime.now(OFFICE_ZONE)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def steady_ms(self) -> int:
        """Return milliseconds since the machine started, the time it slept included: a nap is no jump of the clock."""
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        return time.monotonic_ns() // 1_000_000

    def boot(self) -> int:
        """Return a 31-bit number of this boot."""
        return self._boot


class SystemChance:
    """The operating system's random source."""

    def draw(self, count: int) -> bytes:
        """Return `count` random bytes."""
        return secrets.token_bytes(count)


def _boot_number() -> int:
    boot_id = Path("/proc/sys/kernel/random/boot_id")
    if sys.platform.startswith("linux") and boot_id.exists():
        return int(boot_id.read_text()[:8], 16) & 0x7FFFFFFF
    return int(time.time() - time.monotonic()) // 10 & 0x7FFFFFFF

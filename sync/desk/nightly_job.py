"""What the system's timer is told: which program, from where, at which time of the evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sync.desk.schedule import nightly_slot

DAY_BEGINS, DAY_ENDS = "07", "18"  # hours between which what lies sealed is tried every hour too
DELAY_MINUTES = 5  # over which the system spreads what falls on one minute


@dataclass(frozen=True, slots=True)
class NightlyJob:
    """`name` is the desk's own on this machine, `program` the words of the command, `folder` where it runs.

    `slot` is the time of day in office time (+07:00).
    """

    name: str
    program: tuple[str, ...]
    folder: Path
    slot: timedelta

    @property
    def minute(self) -> str:
        """The minute of the hour at which what the day has left is tried, as "17"."""
        return self.clock[3:]

    @property
    def clock(self) -> str:
        """The slot as "22:17"."""
        minutes = int(self.slot.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"


def job_of(device: bytes, python: str, folder: Path, home: Path) -> NightlyJob:
    """Return the courier's job for a desk: its own slot, a name that no other desk on this machine has."""
    program = (python, "-m", "ui.cli.courier", "--home", str(home))
    return NightlyJob(f"quay-mot-cua-{device.hex()[:8]}", program, folder, nightly_slot(device))

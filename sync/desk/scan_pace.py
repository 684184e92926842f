"""How much of a scan goes into one request, and when scans may go at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.wire.scan_messages import PART_MOST_PIECES

_QUICK, _SLOW = 0.5, 2.0  # seconds a request may take


@dataclass
class ScanPace:
    """Pieces in a request: one to begin with, more while the line carries them in half a second, fewer when it is slow.

    With four requests under way at one piece each, a line that is cut loses one chunk.
    """

    pieces: int = 1

    def took(self, seconds: float, pieces: int) -> None:
        """Note how long a request of so many pieces took."""
        if seconds < _QUICK and pieces >= self.pieces:
            self.pieces = min(self.pieces * 2, PART_MOST_PIECES)
        elif seconds > _SLOW:
            self.pieces = max(self.pieces // 2, 1)

    def broke(self) -> None:
        """Note a request that did not come through."""
        self.pieces = 1


def may_send(now: datetime, hours: str) -> bool:
    """Whether `now` lies in the hours of a setting such as 20-6 (over midnight) or 0-24."""
    first, last = (int(part) for part in hours.split("-"))
    if first == last:
        return False
    return first <= now.hour < last if first < last else now.hour >= first or now.hour < last

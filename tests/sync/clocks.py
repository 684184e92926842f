"""A clock that stands still until it is told to move."""

from dataclasses import dataclass
from datetime import datetime

from tests.sync.synthetic_day import OFFICE


@dataclass
class StillClock:
    """Fulfils the Clock port."""

    at: datetime = datetime(2026, 12, 8, 22, 5, tzinfo=OFFICE)

    def now(self) -> datetime:
        return self.at

    def steady_ms(self) -> int:
        return int(self.at.timestamp() * 1000)

    def boot(self) -> int:
        return 1


@dataclass
class WallClock:
    """Fulfils the Clock port with the time as it is."""

    def now(self) -> datetime:
        return datetime.now(OFFICE)

    def steady_ms(self) -> int:
        return int(self.now().timestamp() * 1000)

    def boot(self) -> int:
        return 1

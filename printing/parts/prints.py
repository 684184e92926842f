"""Which print of a paper this is, as the foot line and the box in the top margin say it."""

from dataclasses import dataclass
from datetime import datetime

from printing.dates import short_moment


@dataclass(frozen=True)
class Print:
    """Which print of a paper this is: 1 is the first."""

    number: int
    at: datetime

    @property
    def in_foot(self) -> str:
        """What the foot line says of it."""
        return f"{'In lần' if self.number == 1 else 'In lại lần'} {self.number}, {short_moment(self.at)}"

    @property
    def in_box(self) -> str:
        """What the box in the top margin says; empty for the first print."""
        return f"IN LẠI LẦN {self.number}" if self.number > 1 else ""

    def on_page(self, number: int, count: int) -> str:
        """The foot line of page `number`; it counts the pages only where there are several."""
        return self.in_foot + (f" · Trang {number}/{count}" if count > 1 else "")

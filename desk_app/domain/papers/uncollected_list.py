"""Results that nobody has fetched, the oldest first: the *danh sách kết quả chưa nhận*."""

from dataclasses import dataclass
from datetime import date

from desk_app.domain.papers.letter_head import LetterHead

AGES = (7, 30, 90)
"""Upper ends, in days, of the classes of waiting; what waits longer is the last class."""


@dataclass(frozen=True)
class WaitingResult:
    """One result; `told` says how and when the person was last told (`tin nhắn 24/4`), empty for not yet."""

    number: str
    applicant: str
    village: str
    phone: str
    ready_on: date
    days: int
    told: str = ""


@dataclass(frozen=True)
class UncollectedList:
    """Every result waiting on `as_of`, in the order to print."""

    head: LetterHead
    as_of: date
    rows: tuple[WaitingResult, ...]
    officer_name: str

    def by_age(self) -> tuple[int, ...]:
        """How many wait up to 7, 30, 90 days, and longer."""
        bounds = (-1, *AGES)
        classes = [sum(low < row.days <= high for row in self.rows) for low, high in zip(bounds, AGES, strict=False)]
        return (*classes, sum(row.days > AGES[-1] for row in self.rows))

"""What goes from the counter to a case officer in one bag: the *bảng kê bàn giao hồ sơ*."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class BagRow:
    """One dossier in the bag; `request` is the procedure's short name, `sheets` how many leaves of paper lie in it."""

    number: str
    applicant: str
    request: str
    due_on: date
    sheets: int


@dataclass(frozen=True)
class BagList:
    """One bag; scanning `bag_code` opens the whole of it. `seal_text` is what the QR holds (the code if empty).

    `given_at` is the hour at which the giver signed, if it is known; carrier and receiver write theirs by hand.
    """

    head: LetterHead
    bag_code: str
    giver: str
    receiver: str
    sealed_at: datetime
    rows: tuple[BagRow, ...]
    officer_name: str
    given_at: datetime | None = None
    seal_text: str = ""

    @property
    def sheets(self) -> int:
        """Leaves of paper in the whole bag."""
        return sum(row.sheets for row in self.rows)

"""A day nobody could work: the letter that tells one person the new date."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead


@dataclass(frozen=True)
class StormNotice:
    """One letter. `addressee` is worded (`Bà Nguyễn Thị Hồng Ánh`), `desk_name` the desk's full name.

    `closure` is why the desk was closed (`bão số 12`), the days of closure are both included; without them the calendar
    was changed. `was_due_at` and `due_at` are aware times, printed in office time. `apology` is the office's own
    sentence; empty prints none.
    """

    head: LetterHead
    codes: DossierCodes
    addressee: str
    desk_name: str
    request: str
    closure: str
    closed_from: date | None
    closed_to: date | None
    was_due_at: datetime
    due_at: datetime
    explanation: str
    apology: str
    signer_title: str
    signer_name: str

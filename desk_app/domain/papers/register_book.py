"""The register, "Sổ theo dõi hồ sơ": Mẫu số 06 of 2018, Mẫu số 07 of 2025; one book for each field and year."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class RegisterEntry:
    """One line of the book. Times are aware and printed in office time; `handed_over_at` is None while it is open.

    `entry` is the running number in the book, `contact` the column `Địa chỉ/SĐT`, `return_by` the way of return
    (`Trực tiếp`, `Bưu chính`); `signed` names who signed, else the cell stays free for the hand.
    """

    entry: int
    number: str
    procedure: str
    applicant_name: str
    contact: str
    leading_body: str
    received_at: datetime
    due_at: datetime
    handed_over_at: datetime | None = None
    return_by: str = ""
    signed: str = ""


@dataclass(frozen=True)
class RegisterPages:
    """The pages of one printing, usually a day's: the head stands on the first of them, the entries go on counting.

    `book` is `Quyển số` (`HT-01/2026`), `first_page` the number of the first page in the book. `has_blank_rows` keeps
    the rest of the last page ruled, for hours without current.
    """

    head: LetterHead
    book: str
    field: str
    entries: tuple[RegisterEntry, ...]
    first_page: int = 1
    has_blank_rows: bool = True


@dataclass(frozen=True)
class RegisterCover:
    """The cover sheet of a book: the opening is printed, the closing is dotted for the hand."""

    head: LetterHead
    book: str
    field: str
    opened_on: date
    first_entry: int = 1

"""What a reception slip says: every printed value, already decided, so that a reprint can say it again.

The slip is the statutory "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" (Mẫu số 01). A use case builds it from the log;
the paper room only lays it out and decides nothing. Text is Unicode as typed; an empty string means "not given".
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class LegalProfile(Enum):
    """Which circular's forms are printed; a reprint keeps the profile of the first print."""

    TT01_2018 = "TT01/2018"
    TT03_2025 = "TT03/2025"


class SlipMark(Enum):
    """What a slip must say about itself in the top margin."""

    TRAINING = "training"
    LATE_ENTRY = "late entry"
    PAPER_PAD = "paper pad"
    AMENDED = "amended"


@dataclass(frozen=True)
class SlipPerson:
    """A person or an organisation as the slip shows it; `masked_number` is never the whole personal number."""

    name: str
    masked_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class SlipPaper:
    """One paper handed in, counted by kind of copy; `reused_from` names the dossier that already holds it."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    note: str = ""
    reused_from: str = ""


@dataclass(frozen=True)
class SlipFee:
    """One fee line: its name, the amount in đồng, and why nothing is taken, if so (`miễn: hộ nghèo`)."""

    name: str
    amount: int
    exemption: str = ""


@dataclass(frozen=True)
class SlipStage:
    """One body's own date within an interlinked (liên thông) dossier; `due_at` is aware."""

    body: str
    due_at: datetime


@dataclass(frozen=True)
class SlipReappointment:
    """What a slip says after its one re-appointment: the first promise, and the letter that replaced it (`09/PXL`)."""

    original_due_at: datetime
    letter: str = ""


@dataclass(frozen=True)
class Slip:
    """One reception slip.

    `sequence_text` is what follows `Số:` (`1-318/2026-TTPVHCC`); `number` the dossier number; `lookup_code` the four
    characters of `Mã tra cứu`; `agency_name` the desk (`Trung tâm Phục vụ hành chính công xã Cam Lâm`) and
    `parent_body` the committee over it. `submitter` is someone else who stands at the counter for the applicant, and
    `authority` the paper that allows it (`giấy ủy quyền số 1125 ngày 20/4/2026`), if it is needed.
    `received_at` and `due_at` are aware times; they are printed in office time (+07:00). `issued_on` is the day in the
    head, the day of reception when it is None. `seal_text` is the sealed text of the QR; without it the QR holds the
    number. `barcode_text` is what the Code 128 holds (the full number, or digits only by setting).

    `fees` are printed line by line with their sum in words; `fee_text` is the short form for the notes at the foot.
    `stage` is the second date of an interlinked dossier, `due_at` the whole. After a re-appointment `due_at` is the
    new date and `reappointment` keeps the first. `footer` is the commune's own sentence at the foot.
    """

    legal_profile: LegalProfile
    parent_body: str
    agency_name: str
    place: str
    sequence_text: str
    number: str
    lookup_code: str
    applicant: SlipPerson
    request: str
    papers: tuple[SlipPaper, ...]
    limit_text: str
    received_at: datetime
    due_at: datetime
    explanation: str
    return_at: str
    submitter_name: str
    officer_name: str
    barcode_text: str
    sets: int = 1
    submitter: SlipPerson | None = None
    authority: str = ""
    book: str | None = None
    book_entry: str | None = None
    hotline: str = ""
    fee_text: str | None = None
    marks: frozenset[SlipMark] = frozenset()
    seal_text: str | None = None
    issued_on: date | None = None
    fees: tuple[SlipFee, ...] = ()
    stage: SlipStage | None = None
    reappointment: SlipReappointment | None = None
    footer: str = ""

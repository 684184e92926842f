"""Several dossiers of one person on one slip: the *phiếu giao nhận hồ sơ*."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.papers.letter_head import LetterHead
from desk_app.domain.slip import SlipPerson


@dataclass(frozen=True)
class JointRow:
    """One dossier of the slip; `papers` counts the papers handed in."""

    number: str
    request: str
    papers: int
    limit_text: str
    due_at: datetime
    return_at: str
    lookup_code: str


@dataclass(frozen=True)
class JointSlip:
    """What one person handed in at one time; every dossier keeps its own number, limit and due time."""

    head: LetterHead
    applicant: SlipPerson
    submitter_name: str
    officer_name: str
    received_at: datetime
    rows: tuple[JointRow, ...]
    hotline: str = ""

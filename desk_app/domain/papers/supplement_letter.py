"""Mẫu số 02, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ": given once, in writing, listing everything."""

from dataclasses import dataclass

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.slip import SlipPerson


@dataclass(frozen=True)
class SupplementLetter:
    """A supplement request.

    `items` are what is to be supplied, a sentence each, without their numbers; `reason` is one sentence or more.
    `contact` is whom the citizen may ask (`ông Trần Văn Bình`) under `contact_phone`. `officer_name` signs alone.
    """

    head: LetterHead
    codes: DossierCodes
    applicant: SlipPerson
    request: str
    items: tuple[str, ...]
    reason: str
    contact: str
    contact_phone: str
    officer_name: str

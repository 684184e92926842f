"""Mẫu số 03, "Phiếu từ chối tiếp nhận giải quyết hồ sơ": a refusal is in writing, with its reason."""

from dataclasses import dataclass

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.slip import SlipPerson


@dataclass(frozen=True)
class RefusalLetter:
    """A refusal.

    `desk_name` is the desk's full name as the form's first line has it (`Trung tâm Phục vụ hành chính công xã Cam
    Lâm`). `reason` may run over several paragraphs, one text each. A dossier that was given no number has
    `codes.number` empty: the paper then says `không có` and carries no barcode. Submitter and officer both sign.
    """

    head: LetterHead
    codes: DossierCodes
    desk_name: str
    applicant: SlipPerson
    request: str
    reason: tuple[str, ...]
    submitter_name: str
    officer_name: str

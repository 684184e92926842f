"""The receipt of the result, "Giấy biên nhận trả kết quả": the desk's own paper, in no circular's annex."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.slip import SlipPerson


@dataclass(frozen=True)
class ReturnedPaper:
    """One paper that is handed over: a result, with its own number and day, or an original that goes back."""

    name: str
    copies: int = 1
    reference: str = ""
    signed_on: date | None = None
    is_original_back: bool = False


@dataclass(frozen=True)
class ReturnReceipt:
    """What was handed over, to whom, and whether it was in time.

    `receiver` is who stands at the counter, `receiver_role` in which capacity (`chủ hồ sơ`, `theo giấy ủy quyền số 1125
    ngày 20/4/2026`). The three times are aware and printed in office time; `timeliness` is the class of `finished_at`
    (`trước hạn`), printed in bold. `fee_text` is what was paid; `statement` the closing sentence, with the slip taken
    back or declared lost. The receiver signs on the left.
    """

    head: LetterHead
    codes: DossierCodes
    desk_name: str
    applicant_name: str
    request: str
    receiver: SlipPerson
    receiver_role: str
    papers: tuple[ReturnedPaper, ...]
    due_at: datetime
    finished_at: datetime
    handed_over_at: datetime
    timeliness: str
    fee_text: str
    statement: str
    officer_name: str

"""The control slip, "Phiếu kiểm soát quá trình giải quyết hồ sơ": Mẫu số 05 of 2018, Mẫu số 06 of 2025."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class ControlHop:
    """One passing of the dossier from hand to hand.

    A hop that happened has `at` (aware; printed in office time), both names and the receiver's word on timeliness
    (`Trước hạn`, `Đúng hạn`, `Quá hạn`: "do bên nhận nhập thông tin"). One that is to come has `at` None and is dotted
    for the hand, with the bodies printed where they are known already.
    """

    giver: str
    receiver: str
    at: datetime | None = None
    giver_name: str = ""
    receiver_name: str = ""
    timeliness: str = ""
    note: str = ""


@dataclass(frozen=True)
class ControlSlip:
    """A control slip; it stays in the house, so it carries a barcode and no QR.

    `cooperating_bodies` is one text, empty for none. `applicant_name` is printed on the form of 2018 only. The form has
    five hops a page; empty ones are added for the hand, more pages follow when there are more hops.
    """

    head: LetterHead
    number: str
    barcode_text: str
    solving_body: str
    cooperating_bodies: str
    applicant_name: str
    received_at: datetime
    due_at: datetime
    hops: tuple[ControlHop, ...] = ()

"""Mẫu số 04, the apology: "Phiếu xin lỗi và đề nghị gia hạn …" (2025), "… và hẹn lại ngày trả kết quả" (2018)."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import DossierCodes, LetterHead


@dataclass(frozen=True)
class ApologyLetter:
    """An apology with the one new date the law allows.

    It comes from the body that resolves the dossier, not from the desk: `head` carries that body, and `body_name` is
    its name inside the sentences (`Ủy ban nhân dân xã Cam Lâm`). `addressee` is worded (`Bà Nguyễn Thị Hồng Ánh`).
    `received_at` and `due_at` are aware times, printed in office time; `due_at` is the first promise and goes on
    deciding lateness. `personal_number` is masked unless the desk prints numbers in full. `recipients` are the lines of
    `Nơi nhận` without their dashes. `signer_title` empty prints the form's own (`THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ`);
    `signs_for` stands above it when somebody signs for the head (`KT. CHỦ TỊCH`).
    """

    head: LetterHead
    codes: DossierCodes
    addressee: str
    body_name: str
    procedure: str
    personal_number: str
    received_at: datetime
    due_at: datetime
    reason: str
    new_due_on: date
    recipients: tuple[str, ...]
    signer_name: str
    signer_title: str = ""
    signs_for: str = ""

"""Gửi bưu chính: given to the post, delivered, brought back."""

from desk_app.usecases.acts import Acted
from desk_app.usecases.handover import delivered, post, post_returned
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Form, Line
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of


def _prepare(office: Office, number: str) -> Form:
    tracking = Line(
        "tracking", "Số hiệu bưu gửi", figures=True, scan=True, needed="Xin quét hoặc gõ số hiệu bưu gửi.",
        hint="Quét mã vạch trên bưu gửi.",
    )  # fmt: skip
    asks = (tracking, Line("manifest", "Số bảng kê bàn giao bưu điện"))
    return Form(
        "Gửi kết quả qua bưu chính", "Ghi đã gửi", asks, today_of(office), _address(office, number),
        at={"ReasonMissingError": "tracking"},
    )  # fmt: skip


def _address(office: Office, number: str) -> str:
    person = dossier_of(office, number).applicant
    return f"{person.name}, {person.address}." if person.address else f"{person.name}, hồ sơ chưa ghi địa chỉ."


def _post(office: Office, number: str, answers: Answers) -> Acted:
    return post(office, number, answers.text("tracking"), answers.text("manifest"))


def _prepare_delivered(office: Office, number: str) -> Form:
    name = dossier_of(office, number).applicant.name
    asks = (Line("to", "Người nhận", name, needed="Xin ghi tên người đã nhận."),)
    at = {"NameMissingError": "to", "NameTooLongError": "to"}
    return Form("Bưu chính đã phát cho ai?", "Ghi đã phát", asks, today_of(office), ready=True, at=at)


def _delivered(office: Office, number: str, answers: Answers) -> Acted:
    return delivered(office, number, answers.text("to"))


def _prepare_returned(office: Office, number: str) -> Form:
    asks = (Line("reason", "Vì sao không phát được", needed="Xin ghi lý do bưu điện trả lại."),)
    words = "Kết quả lại nằm ở quầy: gửi lại hoặc trả tại quầy."
    return Form("Bưu chính trả lại kết quả", "Ghi đã trả lại", asks, today_of(office), words)


def _returned(office: Office, number: str, answers: Answers) -> Acted:
    return post_returned(office, number, answers.text("reason"))


POST = MoveForm(_prepare, _post, "đã gửi bưu chính")
DELIVERED = MoveForm(_prepare_delivered, _delivered, "bưu chính đã phát")
POST_RETURNED = MoveForm(_prepare_returned, _returned, "bưu chính đã trả lại")

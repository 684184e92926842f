"""Nghĩa vụ tài chính: asked for by a notice, settled by a receipt."""

from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from desk_app.usecases.supplement import request_obligation, settle_obligation
from ui.dialogs.form import Answers, Count, Form, Line
from ui.dialogs.moves.move_form import MoveForm, today_of


def _prepare(office: Office, number: str) -> Form:
    return Form(
        "Yêu cầu thực hiện nghĩa vụ tài chính",
        "Ghi yêu cầu",
        (
            Line("notice", "Số, ngày của thông báo", needed="Xin ghi số và ngày của thông báo.", figures=True),
            Count("amount", "Số tiền (đồng)", half=True),
            Line("note", "Ghi chú", half=True),
        ),
        today_of(office),
        "Chỉ ghi khi đã có thông báo của cơ quan thuế. Đồng hồ dừng đến khi nộp xong.",
        at={"ReasonMissingError": "notice"},
    )


def _do(office: Office, number: str, answers: Answers) -> Acted:
    return request_obligation(office, number, answers.text("notice"), answers.count("amount"), answers.text("note"))


def _prepare_settled(office: Office, number: str) -> Form:
    return Form(
        "Bà con đã thực hiện nghĩa vụ tài chính",
        "Ghi và in giấy hẹn mới",
        (
            Line("receipt", "Số, ngày của chứng từ", needed="Xin ghi số và ngày của chứng từ.", figures=True),
            Line("note", "Ghi chú"),
        ),
        today_of(office),
        "Đồng hồ chạy tiếp; ngày hẹn lùi đúng thời gian đã chờ.",
        at={"ReasonMissingError": "receipt"},
    )


def _do_settled(office: Office, number: str, answers: Answers) -> Acted:
    return settle_obligation(office, number, answers.text("receipt"), answers.text("note"), paper="")


OBLIGATION = MoveForm(_prepare, _do, "chờ nghĩa vụ tài chính, đồng hồ dừng")
SETTLED = MoveForm(_prepare_settled, _do_settled, "đã thực hiện nghĩa vụ tài chính, đồng hồ chạy tiếp")

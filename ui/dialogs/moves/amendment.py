"""Sửa hồ sơ: only what is typed differently is amended; the amended slip is printed."""

from desk_app.usecases.acts import Acted
from desk_app.usecases.amendment import Amendment, amend
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Form, Line, OneOf
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of

RETURN_BY = (("counter", "Tại quầy này"), ("post", "Qua bưu điện"))


def _prepare(office: Office, number: str) -> Form:
    dossier = dossier_of(office, number)
    person = dossier.applicant
    return Form(
        "Sửa hồ sơ",
        "Ghi và in giấy hẹn đã sửa",
        (
            Line("reason", "Lý do sửa", needed="Xin ghi lý do sửa; lời cũ vẫn giữ trong nhật ký."),
            Line("name", "Họ, chữ đệm và tên", person.name),
            Line("address", "Địa chỉ", person.address),
            Line("phone", "Số điện thoại", person.phone, figures=True, half=True),
            OneOf("return_by", "Trả kết quả", RETURN_BY, dossier.return_by, half=True),
            Line("procedure", "Mã thủ tục", dossier.terms.code, hint=dossier.terms.name, figures=True),
        ),
        today_of(office),
        at={
            "NameMissingError": "name", "NameTooLongError": "name", "ForbiddenCharacterError": "name",
            "UnknownProcedureError": "procedure",
        },
    )  # fmt: skip


def _do(office: Office, number: str, answers: Answers) -> Acted:
    dossier = dossier_of(office, number)
    person = dossier.applicant

    def changed(field: str, now: str) -> str | None:
        typed = answers.text(field)
        return None if typed == now else typed

    change = Amendment(
        answers.text("reason"),
        name=changed("name", person.name),
        address=changed("address", person.address),
        phone=changed("phone", person.phone),
        procedure=changed("procedure", dossier.terms.code),
        return_by=changed("return_by", dossier.return_by),
    )
    return amend(office, number, change)


AMEND = MoveForm(_prepare, _do, "đã sửa")

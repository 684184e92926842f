"""Chuyển hồ sơ: to a case officer, to another body, or back to the desk."""

from desk_app.domain.life_events import Forwarded
from desk_app.domain.working_span import end_of_service
from desk_app.usecases.acts import Acted, newest
from desk_app.usecases.office import Office
from desk_app.usecases.progress import Hop, forward
from ui.dialogs.form import Answers, Day, Form, Line, OneOf
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of

KINDS = (("officer", "Cán bộ chuyên môn"), ("body", "Cơ quan khác (liên thông)"), ("desk", "Nhận lại quầy"))
WORDS = (("", "Không ghi"), ("early", "Trước hạn"), ("on_time", "Đúng hạn"), ("late", "Quá hạn"))
SLIP = (("print", "In phiếu kiểm soát"), ("no", "Không in"))


def _prepare(office: Office, number: str) -> Form:
    dossier = dossier_of(office, number)
    away = dossier.standing.holder_kind != "desk"
    body = f"Hồ sơ đang ở: {dossier.standing.holder}." if away else "Hồ sơ đang ở quầy."
    return Form(
        "Chuyển hồ sơ cho ai?",
        "Ghi chuyển hồ sơ",
        (
            OneOf("to_kind", "Nơi nhận", KINDS, "desk" if away else "officer", half=True),
            Line("to_name", "Tên cán bộ hoặc cơ quan", half=True, hint="Để trống khi nhận lại quầy."),
            Day("their_due_on", "Hẹn nơi nhận trả trước hết ngày", half=True),
            OneOf("word", "Nơi nhận thấy hồ sơ đến", WORDS, _found(office, number), half=True),
            Line("note", "Ghi chú"),
            OneOf("slip", "Phiếu kiểm soát quá trình", SLIP),
        ),
        today_of(office),
        body,
        at={"HolderError": "to_name"},
    )


def _found(office: Office, number: str) -> str:
    """What a dossier that comes back says of its last hop."""
    last = newest(dossier_of(office, number), Forwarded)
    asked = last.body.their_due_at if last is not None and isinstance(last.body, Forwarded) else None
    if asked is None:
        return ""
    return "late" if office.clock.now() > asked else "on_time"


def _do(office: Office, number: str, answers: Answers) -> Acted:
    day, kind = answers.day("their_due_on"), answers.text("to_kind")
    hop = Hop(
        kind,
        "" if kind == "desk" else answers.text("to_name"),
        end_of_service(office.store.calendar(), day) if day else None,
        answers.text("word"),
        answers.text("note"),
    )
    return forward(office, number, hop, paper="" if answers.text("slip") == "print" else None)


FORWARD = MoveForm(_prepare, _do, "đã chuyển")

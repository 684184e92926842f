"""Xin lỗi và hẹn lại: drafted whole by one key; the telling and the publication, recorded apart."""

from desk_app.domain.lifecycle import WAITING_STATES, State
from desk_app.usecases import apology
from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Day, Fact, Form, Line, OneOf
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of
from ui.office_time import moment_words

ABOUT = (
    ("late", "Chậm trả kết quả"), ("ready", "Đã có kết quả"), ("supplement", "Cần bổ sung giấy tờ"),
    ("closure", "Nghỉ đột xuất, dời ngày hẹn"),
)  # fmt: skip
CHANNELS = (("phone", "Gọi điện"), ("sms", "Nhắn tin"), ("letter", "Gửi thư"), ("in_person", "Nói tại quầy"))


def _prepare(office: Office, number: str) -> Form:
    draft, dossier = apology.draft_apology(office, number), dossier_of(office, number)
    return Form(
        "Xin lỗi và hẹn lại",
        "Ghi và in phiếu xin lỗi",
        (
            Fact("Đã hẹn", moment_words(draft.due_at), half=True),
            Day("new_on", "Hẹn lại ngày", draft.new_on, half=True, needed="Xin ghi ngày hẹn lại."),
            Line("reason", "Lý do chậm", _reason(dossier.state, dossier.standing.holder), needed="Xin ghi lý do chậm."),
            Line("signed_by", "Người ký", draft.signed_by, half=True),
            Line("signed_as", "Chức danh", draft.signed_as, half=True),
        ),
        today_of(office),
        "Chỉ hẹn lại một lần. Nhấn Enter là ghi và in; sửa được mọi ô trước khi ghi.",
        ready=True,
        at=dict.fromkeys(("NewDayNotAfterError", "NewDayClosedError", "NewDayPassedError"), "new_on"),
    )


def _reason(state: State, holder: str) -> str:
    if state is State.RESULT_READY:
        return "Kết quả giải quyết có sau ngày hẹn."
    return f"Hồ sơ đang chờ kết quả của {holder}." if holder else "Hồ sơ chưa giải quyết xong trong thời hạn đã hẹn."


def _do(office: Office, number: str, answers: Answers) -> Acted:
    letter = apology.Apology(
        answers.text("reason"), answers.day("new_on"), answers.text("signed_by"), answers.text("signed_as")
    )
    return apology.apologise(office, number, letter)


def _telling(channel: str) -> MoveForm:
    def prepare(office: Office, number: str) -> Form:
        dossier = dossier_of(office, number)
        about = "ready" if dossier.state is State.RESULT_READY else "late"
        about = "supplement" if dossier.state in WAITING_STATES else about
        phone = dossier.applicant.phone
        return Form(
            "Đã báo cho bà con việc gì?",
            "Ghi đã báo",
            (OneOf("about", "Đã báo việc", ABOUT, about, half=True),
             OneOf("channel", "Bằng cách", CHANNELS, channel, half=True),
             Line("note", "Ghi chú")),
            today_of(office),
            f"{dossier.applicant.name}, điện thoại {phone}." if phone else "Hồ sơ không ghi số điện thoại.",
        )  # fmt: skip

    return MoveForm(prepare, _tell, "đã báo cho dân")


def _tell(office: Office, number: str, answers: Answers) -> Acted:
    return apology.tell(office, number, answers.text("about"), answers.text("channel"), answers.text("note"))


def _prepare_publishing(office: Office, number: str) -> Form:
    place = Line("place", "Công khai ở đâu", "Niêm yết tại trụ sở", needed="Xin ghi nơi công khai.")
    return Form("Đã công khai lời xin lỗi", "Ghi đã công khai", (place,), today_of(office), ready=True)


def _publish(office: Office, number: str, answers: Answers) -> Acted:
    return apology.publish(office, number, answers.text("place"))


APOLOGY = MoveForm(_prepare, _do, "đã xin lỗi và hẹn lại")
CALLED, MESSAGED = _telling("phone"), _telling("sms")
PUBLISHED = MoveForm(_prepare_publishing, _publish, "đã công khai lời xin lỗi")

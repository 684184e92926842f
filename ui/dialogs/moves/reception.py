"""A registered dossier is taken in, or turned away in writing."""

from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from desk_app.usecases.registration import accept, turn_away
from ui.dialogs.form import Answers, Ask, Form, Line, OneOf, Ticks
from ui.dialogs.moves.amendment import RETURN_BY
from ui.dialogs.moves.move_form import MoveForm, dossier_of, named, names_of, today_of


def _prepare(office: Office, number: str) -> Form:
    dossier = dossier_of(office, number)
    names = names_of(dossier.papers)
    ticks: tuple[Ask, ...] = (Ticks("papers", "Giấy tờ đã đến", names, ticked=True),) * bool(names)
    asks = (*ticks, OneOf("return_by", "Trả kết quả", RETURN_BY, dossier.return_by))
    return Form(
        "Tiếp nhận hồ sơ đã đăng ký", "Tiếp nhận và in giấy hẹn", asks, today_of(office),
        "Ngày hẹn được tính từ lúc này.", ready=True,
    )  # fmt: skip


def _accept(office: Office, number: str, answers: Answers) -> Acted:
    papers = named(dossier_of(office, number).papers, answers.ticked("papers"))
    return accept(office, number, papers, answers.text("return_by"), paper="")


def _prepare_refusal(office: Office, number: str) -> Form:
    reason = Line("reason", "Lý do", needed="Xin ghi lý do từ chối; lý do in trên phiếu.")
    return Form("Từ chối tiếp nhận hồ sơ", "Ghi và in phiếu từ chối", (reason,), today_of(office))


def _turn_away(office: Office, number: str, answers: Answers) -> Acted:
    return turn_away(office, number, answers.text("reason"))


ACCEPT = MoveForm(_prepare, _accept, "đã tiếp nhận")
TURN_AWAY = MoveForm(_prepare_refusal, _turn_away, "đã từ chối tiếp nhận")

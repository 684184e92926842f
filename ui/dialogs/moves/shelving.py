"""Chỗ để: where the papers lie."""

from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from desk_app.usecases.progress import shelve
from ui.dialogs.form import Answers, Form, Line
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of


def _prepare(office: Office, number: str) -> Form:
    place = dossier_of(office, number).place
    asks = (Line("place", "Ngăn, kệ, tủ", place, scan=True, needed="Xin ghi chỗ để, ví dụ: Ngăn 3."),)
    return Form("Giấy tờ để ở đâu?", "Ghi chỗ để", asks, today_of(office))


def _do(office: Office, number: str, answers: Answers) -> Acted:
    return shelve(office, number, answers.text("place"))


SHELVE = MoveForm(_prepare, _do, "đã ghi chỗ để")

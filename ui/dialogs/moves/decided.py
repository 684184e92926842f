"""Having seen what the upper body decided, where no move of the desk answers it."""

from desk_app.domain.decisions import waiting_of
from desk_app.usecases import decisions
from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from ui.decision_words import verdict_words
from ui.dialogs.form import Answers, Form, Line
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of


def _prepare(office: Office, number: str) -> Form:
    waits = waiting_of(dossier_of(office, number))
    made = waits.decision if waits else None
    told = f"{made.decided_by}: {verdict_words(made.verdict)}. {made.reason}" if made else ""
    note = Line("note", "Ghi chú", hint="đã hỏi lại cấp trên, đã báo dân…")
    return Form("Đã xem quyết định của cấp trên", "Ghi đã xem", (note,), today_of(office), told, ready=True)


def _do(office: Office, number: str, answers: Answers) -> Acted:
    return decisions.seen_on(office, number, answers.text("note"))


SEEN = MoveForm(_prepare, _do, "đã xem quyết định")

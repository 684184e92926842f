"""Taking a dossier over from another desk of the commune, and choosing where two desks wrote against each other."""

from desk_app.domain.custody_events import FIRST, SECOND
from desk_app.domain.events import Recorded
from desk_app.usecases import custody
from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from ui.commune_words import conflict_words, desk_words, side_words
from ui.dialogs.form import Answers, Form, Line, OneOf
from ui.dialogs.moves.move_form import MoveForm, today_of


def _prepare_taking(office: Office, number: str) -> Form:
    held_by = office.store.register.row(number).held_by
    reason = Line("reason", "Lý do", hint="quầy kia nghỉ, người dân đến quầy này…")
    told = (
        f"{desk_words(held_by)} đang giữ. Nhận về thì chỉ quầy này ghi tiếp; quầy kia biết khi có đường truyền. "
        "Nếu trước đó hai quầy cùng ghi, phần mềm giữ cả hai và hỏi lại."
    )
    return Form("Nhận giữ hồ sơ về quầy này", "Nhận giữ", (reason,), today_of(office), told, ready=True)


def _take(office: Office, number: str, answers: Answers) -> Acted:
    return _acted(office, custody.take_over(office, number, answers.text("reason")), number)


def _prepare_choice(office: Office, number: str) -> Form:
    waiting = office.store.commune.dossier(number).open_conflicts
    if not waiting:
        raise custody.ConflictNotOpenError(number=number, name="")
    conflict, desks = waiting[0], office.store.commune.desks()
    sides = tuple(
        (choice, f"{desk_words(desks.get(event.device, 0))}: {side_words(event)}")
        for choice, event in ((FIRST, conflict.first), (SECOND, conflict.second))
    )
    fields = (OneOf("choice", "Lấy theo", sides, FIRST), Line("note", "Ghi chú", hint="đã hỏi quầy kia…"))
    told = f"{conflict_words(conflict)}. Cả hai vẫn còn trong diễn biến."
    return Form("Chọn giữa hai quầy", "Ghi lựa chọn", fields, today_of(office), told, ready=True)


def _choose(office: Office, number: str, answers: Answers) -> Acted:
    conflict = office.store.commune.dossier(number).open_conflicts[0]
    name = custody.name_of(conflict)
    done = custody.settle(office, number, name, answers.text("choice"), answers.text("note"))
    return _acted(office, done, number)


def _acted(office: Office, done: Recorded, number: str) -> Acted:
    row = office.store.register.row(number)
    return Acted(number, done.seq, done.happened_at, row.state, row.promised_at, None)


TAKE_OVER = MoveForm(_prepare_taking, _take, "đã nhận về quầy này")
SETTLE = MoveForm(_prepare_choice, _choose, "đã ghi lựa chọn")

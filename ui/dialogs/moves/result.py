"""Có kết quả: what the result is called and numbered, as far as the clerk knows; Enter at once is enough."""

from desk_app.usecases.acts import Acted
from desk_app.usecases.office import Office
from desk_app.usecases.progress import Result, finish
from ui.dialogs.form import Answers, Day, Form, Line
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of


def _prepare(office: Office, number: str) -> Form:
    terms = dossier_of(office, number).terms
    with office.store.unit_of_work(office.actor) as work:  # only read: the catalogue in force at reception
        name = work.catalogue(terms.catalogue_version).get(terms.code).result_name
    return Form(
        "Có kết quả",
        "Ghi có kết quả",
        (
            Line("result", "Tên giấy kết quả", name),
            Line("result_number", "Số, ký hiệu", figures=True, half=True, scan=True),
            Day("signed_on", "Ngày ký", half=True),
            Line("signed_by", "Người ký", half=True),
            Line("note", "Ghi chú", half=True),
        ),
        today_of(office),
        "Nhấn Enter là ghi. Số, người ký, ngày ký ghi được thì ghi; chưa biết thì để trống.",
        ready=True,
    )


def _do(office: Office, number: str, answers: Answers) -> Acted:
    result = Result(
        answers.text("result"), answers.text("result_number"), answers.text("signed_by"), answers.day("signed_on")
    )
    return finish(office, number, answers.text("note"), result=result)


FINISH = MoveForm(_prepare, _do, "đã có kết quả")

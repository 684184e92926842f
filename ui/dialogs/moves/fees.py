"""Phí, lệ phí: reckoned from the catalogue and the national fees, an exemption with its reason."""

from desk_app.domain.fees import NATIONAL_FEES
from desk_app.domain.life_events import FeeLine, FeesRecorded
from desk_app.domain.procedure_facts import Fee
from desk_app.usecases.acts import Acted, newest
from desk_app.usecases.fees import record_fees
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Fees, Form, Line, OneOf
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of

OWN = "Phí, lệ phí của thủ tục"
PAID_BY = (("", "Chưa nộp"), ("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("portal", "Cổng dịch vụ công"))


def _fees(office: Office, number: str) -> dict[str, Fee]:
    """Return the fees that may be chosen: the procedure's own first, then the national ones."""
    terms = dossier_of(office, number).terms
    with office.store.unit_of_work(office.actor) as work:  # only read: the catalogue in force at reception
        own = work.catalogue(terms.catalogue_version).get(terms.code).fee
    return {OWN: own, **{national.name: national.fee for national in NATIONAL_FEES}}


def _recorded(office: Office, number: str) -> tuple[FeeLine, ...]:
    last = newest(dossier_of(office, number), FeesRecorded)
    return last.body.lines if last is not None and isinstance(last.body, FeesRecorded) else ()


def _prepare(office: Office, number: str) -> Form:
    last = newest(dossier_of(office, number), FeesRecorded)
    paid_by = last.body.paid_by if last is not None and isinstance(last.body, FeesRecorded) else ""
    receipt = last.body.receipt if last is not None and isinstance(last.body, FeesRecorded) else ""
    return Form(
        "Phí, lệ phí của lần này",
        "Ghi phí, lệ phí",
        (
            Fees("lines", _recorded(office, number), _fees(office, number)),
            OneOf("paid_by", "Cách nộp", PAID_BY, paid_by, half=True),
            Line("receipt", "Số biên lai", receipt, figures=True, half=True),
        ),
        today_of(office),
        at={"FeeError": "lines"},
    )


def _do(office: Office, number: str, answers: Answers) -> Acted:
    return record_fees(office, number, answers.fees("lines"), answers.text("paid_by"), answers.text("receipt"))


FEES = MoveForm(_prepare, _do, "đã ghi phí, lệ phí")

"""Phí, lệ phí: reckoned from the catalogue and the national fees, an exemption with its reason."""

from desk_app.domain.fees import NATIONAL_FEES, exempted, fee_line, total_of
from desk_app.domain.life_events import FeeLine, FeesRecorded
from desk_app.domain.procedure_facts import Fee
from desk_app.usecases.acts import Acted, newest
from desk_app.usecases.fees import FeeError, record_fees
from desk_app.usecases.office import Office
from ui.dialogs.form import Answers, Count, Form, Line, OneOf
from ui.dialogs.moves.move_form import MoveForm, dossier_of, today_of
from ui.office_time import grouped

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
    fees, lines = _fees(office, number), _recorded(office, number)
    words = f"Đã ghi {len(lines)} khoản, phải nộp {grouped(total_of(lines))} đồng." if lines else ""
    own = fees[OWN]
    known = "Mức do tỉnh quy định: xin ghi số tiền." if own.set_by_province else "Để trống để máy tính theo biểu phí."
    return Form(
        "Ghi phí, lệ phí",
        "Ghi khoản này",
        (
            OneOf("fee", "Khoản thu", tuple((name, name) for name in fees)),
            Count("copies", "Số bản hoặc số việc", 1, half=True),
            Count("pages", "Số trang mỗi bản", 1, half=True),
            Count("amount", "Số tiền (đồng)", hint=known, half=True),
            Line("exempt_reason", "Lý do miễn (nếu được miễn)", half=True),
            OneOf("paid_by", "Cách nộp", PAID_BY, half=True),
            Line("receipt", "Số biên lai", figures=True, half=True),
        ),
        today_of(office),
        words,
        at={"FeeError": "amount"},
    )


def _do(office: Office, number: str, answers: Answers) -> Acted:
    name = answers.text("fee")
    fee = _fees(office, number)[name]
    line = fee_line(name, fee, copies=answers.count("copies") or 1, pages=answers.count("pages") or 1)
    amount, reason = answers.count("amount"), answers.text("exempt_reason")
    if amount is None and fee.set_by_province and not reason:
        raise FeeError(name=name, reason="amount")
    if amount is not None:
        line = FeeLine(line.name, line.units, amount)
    if reason:
        line = exempted(line, reason)
    kept = tuple(each for each in _recorded(office, number) if each.name != name)
    return record_fees(office, number, (*kept, line), answers.text("paid_by"), answers.text("receipt"))


FEES = MoveForm(_prepare, _do, "đã ghi phí, lệ phí")

"""Words of the intake page: limits, fees, sheets of paper."""

from desk_app.domain.procedure import Fee, Limit, Procedure, Unit
from desk_app.domain.reuse import Offer
from ui.office_time import at_office, date_words, grouped
from ui.tables.dossier_words import tail_of

PAPERS = {
    "a4": "1 tờ A4",
    "a5": "1 tờ A5",
    "a4_two": "2 liên A5 trên một tờ A4",
    "roll80": "giấy cuộn 80 mm",
    "roll58": "giấy cuộn 58 mm",
}
_UNITS = {Unit.WORKING_DAY: "ngày làm việc", Unit.CALENDAR_DAY: "ngày lịch", Unit.WORKING_HOUR: "giờ làm việc"}
_SHORT = {Unit.WORKING_DAY: "ngày", Unit.CALENDAR_DAY: "ngày lịch", Unit.WORKING_HOUR: "giờ"}


def limit_words(limit: Limit) -> str:
    """Return "3 ngày làm việc", "Trong ngày", "Xong ngay"."""
    if limit.unit is Unit.IMMEDIATE:
        return "Xong ngay"
    return f"{limit.value} {_UNITS[limit.unit]}" if limit.unit in _UNITS else "Trong ngày"


def short_limit_words(limit: Limit) -> str:
    """Return "3 ngày", "trong ngày", "xong ngay"."""
    if limit.unit in _SHORT:
        return f"{limit.value} {_SHORT[limit.unit]}"
    return limit_words(limit).lower()


def fee_words(fee: Fee) -> str:
    """Return what the procedure costs: "Miễn phí", "20.000 đồng", or that the province sets it."""
    if fee.set_by_province and not fee.amount_vnd:
        return "Lệ phí theo Hội đồng nhân dân tỉnh"
    if fee.per == "page":
        return f"{grouped(_first_page(fee))} đồng một trang"
    return f"{grouped(fee.amount_vnd)} đồng" if fee.amount_vnd else "Miễn phí"


def charge_words(fee: Fee) -> str:
    """Return what is taken at the counter, short: "0 đồng", "chưa đếm trang", "theo mức của tỉnh"."""
    if fee.set_by_province and not fee.amount_vnd:
        return "theo mức của tỉnh"
    if fee.per == "page":
        return "chưa đếm trang"
    return f"{grouped(fee.amount_vnd)} đồng"


def _first_page(fee: Fee) -> int:
    return fee.tiers[0].amount_vnd if fee.tiers else fee.amount_vnd


def offer_words(offer: Offer) -> str:
    """Return where a paper given before lies, when and by whom it was seen, and its last day."""
    held = offer.held
    place, seen = f"Đã có ở {tail_of(held.dossier)}", f"{date_words(at_office(held.seen_at))}, {held.seen_by} xem"
    if held.valid_until is None:
        return f"{place}; {seen}"
    return f"{place}; {'đã hết hạn' if offer.expired else 'còn hạn đến'} {date_words(held.valid_until)}; {seen}"


def facts_words(procedure: Procedure) -> str:
    """Return the second line of a procedure in the list: field, papers, fee."""
    required = sum(paper.required for paper in procedure.papers)
    others = len(procedure.papers) - required
    papers = [f"{required} giấy bắt buộc"] * bool(required) + [f"{others} giấy tùy trường hợp"] * bool(others)
    return " · ".join(part for part in (procedure.field, ", ".join(papers), fee_words(procedure.fee).lower()) if part)


def card_words(procedure: Procedure) -> str:
    """Return the second line of the chosen procedure: field, limit, fee."""
    return " · ".join((procedure.field, limit_words(procedure.limit), fee_words(procedure.fee)))

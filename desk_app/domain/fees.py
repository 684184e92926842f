"""What a citizen pays, line by line: fixed national fees, tiers by page, a ceiling for each copy, exemptions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk_app.domain.errors import ExemptionReasonError
from desk_app.domain.life_events import FeeLine
from desk_app.domain.procedure_facts import Fee, FeeTier


@dataclass(frozen=True, slots=True)
class NationalFee:
    """A fee the whole country has alike, with its source; a catalogue may say the same of a procedure."""

    name: str
    fee: Fee
    source: str


_CERTIFICATION = "Thông tư 226/2016/TT-BTC, Điều 4"
_COPY_TIERS = (FeeTier(1, 2, 2_000), FeeTier(3, None, 1_000))

NATIONAL_FEES: tuple[NationalFee, ...] = (
    NationalFee(
        "Chứng thực bản sao từ bản chính",
        Fee(2_000, "page", False, tiers=_COPY_TIERS, max_vnd_per_copy=200_000),
        _CERTIFICATION,
    ),
    NationalFee("Chứng thực chữ ký", Fee(10_000, "case", False), _CERTIFICATION),
    NationalFee("Chứng thực hợp đồng, giao dịch", Fee(50_000, "case", False), _CERTIFICATION),
    NationalFee("Chứng thực sửa đổi, bổ sung, hủy bỏ hợp đồng, giao dịch", Fee(30_000, "case", False), _CERTIFICATION),
    NationalFee("Sửa lỗi sai sót trong hợp đồng, giao dịch", Fee(25_000, "case", False), _CERTIFICATION),
    NationalFee("Chứng thực di chúc", Fee(50_000, "case", False), _CERTIFICATION),
    NationalFee("Chứng thực văn bản từ chối nhận di sản", Fee(50_000, "case", False), _CERTIFICATION),
    NationalFee("Chứng thực văn bản phân chia di sản", Fee(50_000, "case", False), _CERTIFICATION),
    NationalFee(
        "Bản sao trích lục hộ tịch", Fee(8_000, "copy", False), "Thông tư 281/2016/TT-BTC (mức 8.000 đồng/bản)"
    ),
    NationalFee("Đăng ký nuôi con nuôi trong nước", Fee(400_000, "case", False), "Nghị định 114/2016/NĐ-CP, Điều 6"),
)
"""Amounts as the national portal shows them (July 2026); the articles named are from memory and wait to be checked."""


def fee_line(name: str, fee: Fee, *, copies: int = 1, pages: int = 1) -> FeeLine:
    """Return the line for so many copies or cases, each of so many pages; `units` are pages where pages are paid.

    Tiers go by the page of one copy, and the ceiling holds for one copy: 2.000 đ a page, from page 3 on 1.000 đ, at
    most 200.000 đ. ValueError for nothing.
    """
    if copies < 1 or pages < 1:
        raise ValueError(f"{copies} copies of {pages} pages")
    if fee.per != "page":
        return FeeLine(name, copies, copies * fee.amount_vnd)
    return FeeLine(name, copies * pages, copies * _copy_amount(fee, pages))


def exempted(line: FeeLine, reason: str) -> FeeLine:
    """Return the line as waived: its amount stays written. ExemptionReasonError without a reason."""
    if not reason.strip():
        raise ExemptionReasonError(name=line.name)
    return replace(line, exempt_reason=reason.strip())


def total_of(lines: Iterable[FeeLine]) -> int:
    """Return the đồng to be paid: every line that is not waived."""
    return sum(line.amount for line in lines if not line.exempt_reason)


def waived_of(lines: Iterable[FeeLine]) -> int:
    """Return the đồng that are not asked for."""
    return sum(line.amount for line in lines if line.exempt_reason)


def _copy_amount(fee: Fee, pages: int) -> int:
    amount = _by_tiers(fee.tiers, pages) if fee.tiers else pages * fee.amount_vnd
    return amount if fee.max_vnd_per_copy is None else min(amount, fee.max_vnd_per_copy)


def _by_tiers(tiers: Sequence[FeeTier], pages: int) -> int:
    return sum(tier.amount_vnd * max(0, min(pages, tier.to_page or pages) - tier.from_page + 1) for tier in tiers)

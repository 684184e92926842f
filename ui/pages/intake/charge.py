"""What is taken at the counter: pure, from the procedure's fee and what the clerk said."""

from dataclasses import dataclass

from desk_app.domain.fees import exempted, fee_line, total_of, waived_of
from desk_app.domain.life_events import FeeLine
from desk_app.domain.procedure import Fee, Procedure
from ui.office_time import grouped
from ui.pages.intake.words import charge_words

PAID_WORDS = {"": "thu sau", "cash": "tiền mặt", "transfer": "chuyển khoản", "portal": "qua cổng"}
MOST_COUNT, MOST_AMOUNT = 999, 1_000_000_000
UNIT_WORDS = {"page": "Số bản", "copy": "Số bản", "case": "Số trường hợp"}


@dataclass(frozen=True)
class Charge:
    """What the clerk said: pages of one copy, copies or cases, the amount where no tariff has it, why not, how paid.

    `said` False: nothing yet, the tariff alone speaks. `more` are other fees of the same visit.
    """

    said: bool = False
    pages: int = 1
    copies: int = 1
    amount: int = 0
    exempt_reason: str = ""
    paid_by: str = ""
    more: tuple[FeeLine, ...] = ()


def amount_is_typed(fee: Fee) -> bool:
    """Whether the clerk types the amount: the province sets it, or the catalogue has none."""
    return fee.set_by_province or not (fee.amount_vnd or fee.tiers)


def charged(procedure: Procedure, charge: Charge) -> tuple[FeeLine, ...]:
    """Return the fee lines; empty for what is free, and for what cannot be known before the clerk says it."""
    return (*_own(procedure, charge), *charge.more)


def _own(procedure: Procedure, charge: Charge) -> tuple[FeeLine, ...]:
    fee, name = procedure.fee, procedure.short_name or procedure.name
    if amount_is_typed(fee):
        lines = (FeeLine(name, 1, charge.amount),) if charge.amount or charge.exempt_reason else ()
    elif fee.per == "page" and not charge.said:
        lines = ()
    else:
        lines = (fee_line(name, fee, copies=charge.copies, pages=charge.pages),)
    return tuple(exempted(line, charge.exempt_reason) if charge.exempt_reason else line for line in lines)


def charged_words(procedure: Procedure, charge: Charge) -> str:
    """Return "16.000 đồng, tiền mặt", "miễn 8.000 đồng", or what the tariff says before anything is known."""
    lines = charged(procedure, charge)
    if not lines:
        return charge_words(procedure.fee)
    if charge.exempt_reason and not total_of(lines):
        waived = waived_of(lines)
        return f"miễn {grouped(waived)} đồng" if waived else "miễn"
    return f"{grouped(total_of(lines))} đồng, {PAID_WORDS[charge.paid_by]}"

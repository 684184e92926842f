"""The fees of a dossier: what is asked for, what is not and why, how it was paid. Data of a receipt, no tax invoice."""

from datetime import datetime

from desk_app.domain.errors import BadInputError
from desk_app.domain.life_events import FeeLine, FeesRecorded
from desk_app.usecases.acts import Acted, act, cleaned
from desk_app.usecases.office import Office

PAID_BY = ("", "cash", "transfer", "portal")
MOST_LINES, MOST_AMOUNT = 50, 10_000_000_000


class FeeError(BadInputError):
    """A fee line is senseless: `name` and why (`reason`)."""


class PaymentWayError(BadInputError):
    """`value` is no way of paying; `allowed` are."""


def record_fees(
    office: Office,
    number: str,
    lines: tuple[FeeLine, ...],
    paid_by: str = "",
    receipt: str = "",
    *,
    claimed_at: datetime | None = None,
) -> Acted:
    """Record the fees as they stand now, in place of earlier ones."""
    body = fees_of(office, lines, paid_by, receipt)
    return act(office, number, None, lambda scene: body, claimed_at=claimed_at)


def fees_of(
    office: Office, lines: tuple[FeeLine, ...], paid_by: str, receipt: str = "", *, at_reception: bool = False
) -> FeesRecorded:
    """Return the fees fit to be written: FeeError, PaymentWayError."""
    if paid_by not in PAID_BY:
        raise PaymentWayError(value=paid_by, allowed=PAID_BY[1:])
    if len(lines) > MOST_LINES:
        raise FeeError(name="", reason="too many")
    checked = tuple(_checked(office, line) for line in lines)
    return FeesRecorded(checked, paid_by, cleaned(office, "receipt", receipt), at_reception)


def checked_amount(name: str, amount: int) -> int:
    """Return an amount in đồng; FeeError below nothing or beyond what any fee here can be."""
    if not 0 <= amount <= MOST_AMOUNT:
        raise FeeError(name=name, reason="amount")
    return amount


def _checked(office: Office, line: FeeLine) -> FeeLine:
    name = cleaned(office, "fee", line.name)
    if not name or not 0 <= line.units <= MOST_AMOUNT:
        raise FeeError(name=line.name, reason="amount")
    exempt_reason = cleaned(office, "exempt_reason", line.exempt_reason)
    return FeeLine(name, line.units, checked_amount(name, line.amount), exempt_reason)

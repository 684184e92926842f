"""What one dossier brought into the drawer within a stretch of the log: the closing page adds the dossiers up."""

from collections.abc import Iterable

from desk_app.domain.events import Recorded
from desk_app.domain.fees import total_of
from desk_app.domain.life_events import FeesRecorded, Stopped
from desk_app.domain.office_events import DayMoney

CASH = "cash"


def money_between(history: Iterable[Recorded], first: int, last: int) -> DayMoney:
    """Return what the events `first` to `last` of a dossier changed: fees put in place of earlier ones count once."""
    before: FeesRecorded | None = None
    after: FeesRecorded | None = None
    written, returned = False, 0
    for event in history:
        body, is_within = event.body, first <= event.seq <= last
        if isinstance(body, FeesRecorded) and event.seq <= last:
            before, after = (body if event.seq < first else before), body
            written = written or is_within
        elif isinstance(body, Stopped) and is_within:
            returned += body.fees_returned
    if not written or after is None:
        return DayMoney(returned=returned)
    took = _paid(after, in_cash=True)
    return DayMoney(
        cash=took - _paid(before, in_cash=True),
        not_cash=_paid(after, in_cash=False) - _paid(before, in_cash=False),
        returned=returned,
        receipts=(after.receipt,) if after.receipt and took else (),
    )


def added(sums: Iterable[DayMoney]) -> DayMoney:
    """Return the sum of several dossiers, each fee receipt named once."""
    every = tuple(sums)
    return DayMoney(
        cash=sum(one.cash for one in every),
        not_cash=sum(one.not_cash for one in every),
        returned=sum(one.returned for one in every),
        receipts=tuple(sorted({receipt for one in every for receipt in one.receipts})),
    )


def _paid(fees: FeesRecorded | None, *, in_cash: bool) -> int:
    """What was paid: fees without a way of paying are asked for, not paid."""
    if fees is None or not fees.paid_by or (fees.paid_by == CASH) is not in_cash:
        return 0
    return total_of(fees.lines)

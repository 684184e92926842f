"""What happens to the desk's day and its paper stocks, not to one dossier: kinds 12 to 19."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.event_facts import Event

COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class NumberGap:
    """Counters of a day that no dossier has, and why."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class WayCount:
    """How many dossiers came in one way: COUNTER, or a channel of `Registered` (post, portal)."""

    way: str
    count: int


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """How a day's numbers come to its dossiers: `given - late - not_received + elsewhere` were received on the day.

    Numbers carry the day of recording, a reception counts on the day it happened: `late` numbers went to late entries
    of an earlier day, `not_received` ones to what was only registered or turned away, and `elsewhere` were received
    on the day under a number of another day.
    """

    given: int = 0
    late: int = 0
    not_received: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class DayMoney:
    """Fees in đồng written on a day: taken in cash, paid another way, given back; `receipts` names the fee receipts."""

    cash: int = 0
    not_cash: int = 0
    returned: int = 0
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What else a closing page counts, as the log stood then; `reprinted` are dossier numbers.

    `carried_in + received = finished + ended + in_progress`, where `ended` are withdrawn or stopped ones. `prints` are
    slips, `sheets` papers of every form, `spoiled` those of which a person said that they did not come out. `ways`
    split what was received; `money` is None on a day without any. An older program wrote none of the last three.
    """

    carried_in: int = 0
    ended: int = 0
    in_progress: int = 0
    uncollected: int = 0
    late_without_apology: int = 0
    supplements_overdue: int = 0
    entered_late: int = 0
    prints: int = 0
    supplements_asked: int = 0
    apologies: int = 0
    reprinted: tuple[str, ...] = ()
    spoiled: int = 0
    sheets: int = 0
    ways: tuple[WayCount, ...] = ()
    numbers: DayNumbers | None = None
    money: DayMoney | None = None


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """The day was closed: its counts, its numbers, the head of the log before this event, and who signed."""

    kind = 12
    on: date
    received: int
    refused: int
    finished: int
    handed_over: int
    first_number: str
    last_number: str
    gaps: tuple[NumberGap, ...]
    due_next: int
    not_at_district: int
    last_seq: int
    head: bytes
    signed_by: str
    witnessed_by: str
    counts: DayCounts = DayCounts()
    due_next_on: date | None = None
    first_seq: int = 0
    last_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BagPacked(Event):
    """Papers of these dossiers left together in one bag; `taken_out` lay in a bag nobody had opened until then."""

    kind = 13
    bag: str
    from_name: str
    to_name: str
    numbers: tuple[str, ...]
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BagReceived(Event):
    """A bag was opened: what was missing, what lay in it that the list does not name."""

    kind = 14
    bag: str
    by_name: str
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClosureDeclared(Event):
    """The office is or was closed on these days against the plan; each dossier it moves has an event of its own.

    `were` is what each day was marked as before (empty: an ordinary day of its week), so that it can be again. No days:
    the calendar itself was changed, and what was promised under the old one follows it.
    """

    kind = 15
    days: tuple[date, ...]
    reason: str
    moved: int
    were: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosureUndone(Event):
    """The closure at this place of the log was taken back before any notice was printed."""

    kind = 16
    closure: int
    reason: str


@dataclass(frozen=True, slots=True)
class PadReserved(Event):
    """Counters of a day were printed on a pad for hours without electricity; only late entries may use them."""

    kind = 17
    on: date
    first: int
    last: int
    slip_first: int


@dataclass(frozen=True, slots=True)
class PadSheetSpoiled(Event):
    """A sheet of a pad will never be a dossier: why."""

    kind = 18
    on: date
    counter: int
    reason: str


OFFICE_EVENTS: tuple[type[Event], ...] = (
    DayClosed, BagPacked, BagReceived, ClosureDeclared, ClosureUndone, PadReserved, PadSheetSpoiled,
)  # fmt: skip

"""What a desk's day came to: the *trang chốt ngày*, sealed in the log and signed by two."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class NumberSum:
    """How the numbers of a day come to what was received on it: numbers follow the day of recording, receptions the
    day they happened. `late` were given to late entries of earlier days, `not_received` to what was registered or
    turned away; `elsewhere` were received under numbers of other days.
    """

    given: int
    late: int = 0
    not_received: int = 0
    elsewhere: int = 0

    @property
    def received(self) -> int:
        """What must have been received on the day."""
        return self.given - self.late - self.not_received + self.elsewhere


@dataclass(frozen=True)
class DossierCounts:
    """Block 1: dossiers carried into the day, in, out, and left; `by_way` splits `received` (`("trực tiếp", 27)`)."""

    carried_in: int
    received: int
    by_way: tuple[tuple[str, int], ...]
    finished: int
    withdrawn_or_stopped: int
    in_progress: int
    numbers: NumberSum | None = None

    @property
    def difference(self) -> int:
        """What came in beyond what is accounted for: 0 when the day adds up."""
        return self.carried_in + self.received - self.finished - self.withdrawn_or_stopped - self.in_progress


@dataclass(frozen=True)
class ReturnCounts:
    """Block 2: results given, waiting, promised; what is overdue."""

    handed_over: int
    uncollected: int
    due_next: int
    due_next_on: date
    late_without_apology: int
    supplements_overdue: int
    refused: int
    entered_late: int


@dataclass(frozen=True)
class PrintCounts:
    """Block 3: papers printed; `first` and `last` are the day's counters as text, empty on a day without a slip."""

    slips: int
    first: str
    last: str
    supplement_requests: int
    refusals: int
    apologies: int
    reprinted: tuple[str, ...]
    spoiled: int
    sheets: int


@dataclass(frozen=True)
class Drawer:
    """Block 4: money in đồng; `receipts` counts the fee receipts from `first` to `last`.

    `collected` in cash, `returned` out of the drawer, `not_cash` paid another way. `counted` None: nobody typed what
    lies there, it is written by hand.
    """

    collected: int
    receipts: int
    first: str
    last: str
    counted: int | None
    paid_in_on: date | None
    returned: int = 0
    not_cash: int = 0

    @property
    def due(self) -> int:
        """What must lie there."""
        return self.collected - self.returned

    @property
    def difference(self) -> int | None:
        """What was counted beyond what must lie there; None when nothing was counted."""
        return None if self.counted is None else self.counted - self.due


@dataclass(frozen=True)
class Sending:
    """Block 5: what the server above (`upstream`: `máy chủ huyện`) does not hold yet, and numbers left out."""

    upstream: str
    waiting: int
    last_sent_at: datetime | None
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class LogSeal:
    """Block 6: the day's place in the log; `head` is the chain's head (32 bytes), `seal_text` what the QR holds."""

    device: str
    epoch: int
    first_event: int
    last_event: int
    head: bytes
    seal_text: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The chain's head as 16 groups of four hexadecimal digits."""
        mark = self.head.hex()
        return tuple(mark[at : at + 4] for at in range(0, len(mark), 4))


@dataclass(frozen=True)
class DayClosing:
    """One closed day of one desk. A desk without a drawer says so."""

    head: LetterHead
    day: date
    desk: int
    closed_at: datetime
    dossiers: DossierCounts
    returns: ReturnCounts
    prints: PrintCounts
    drawer: Drawer | None
    sending: Sending
    seal: LogSeal
    made_by: str
    checked_by: str

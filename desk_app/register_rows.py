"""What the register answers with: frozen rows, each a plain fact about a dossier, a person or a day.

Times are aware (+07:00); None where a thing has not come.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from desk_app.domain.dossier_number import counters_to
from desk_app.domain.lifecycle import State
from desk_app.domain.likeness import Likeness
from desk_app.domain.office_events import DayClosed, DayCounts
from desk_app.domain.person import Person


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier as a list shows it.

    `due_at` decides what is late, `original_due_at` is the first promise, `reappointed_at` the one new day of the
    apology; `limit_unit` says whether days or hours are compared. `holder` is empty while the desk holds it. `officer`
    took it in. `village` is the thôn, bản, buôn or tổ of the applicant's address, empty where it names none.
    """

    number: str
    state: State
    name: str
    masked_number: str
    procedure_code: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    handed_over_at: datetime | None
    at_district: bool
    original_due_at: datetime | None = None
    reappointed_at: datetime | None = None
    started_at: datetime | None = None
    waiting_since: datetime | None = None
    ended_at: datetime | None = None
    supplements: int = 0
    holder_kind: str = "desk"
    holder: str = ""
    posted: bool = False
    place: str = ""
    return_by: str = "counter"
    limit_unit: str = ""
    field: str = ""
    village: str = ""
    phone: str = ""
    address: str = ""
    officer: str = ""

    @property
    def promised_at(self) -> datetime | None:
        """The day the citizen was told last."""
        return self.reappointed_at or self.due_at


@dataclass(frozen=True, slots=True)
class TodayLists:
    """The day's work: each a tuple of rows, most urgent first."""

    due_today: tuple[DossierRow, ...]
    due_tomorrow: tuple[DossierRow, ...]
    overdue: tuple[DossierRow, ...]
    ready: tuple[DossierRow, ...]
    received_today: int
    finished_today: int
    handed_over_today: int


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person who has been here: the facts last given, and when."""

    person: Person
    last_seen_at: datetime
    dossiers: int


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """Counts and proofs for the status sentence. `only_here` counts dossiers, not events."""

    dossiers: int
    only_here: int
    last_exchange_at: datetime | None
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A dossier that waits for what the citizen shall bring; `answer_by` is the last day named in the request."""

    dossier: DossierRow
    requested_at: datetime
    answer_by: date | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class UncollectedRow:
    """A result that nobody has fetched yet; `told_at` is when the citizen was last told that it is ready."""

    dossier: DossierRow
    ready_at: datetime
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostedRow:
    """A result that the post has and has not delivered."""

    dossier: DossierRow
    tracking: str
    manifest: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class ApologyRow:
    """An apology: what was promised, what is promised now, and whether it was told and published.

    `told_at` is when the citizen was first told that it is or will be late; `published_at` is None while it is to be
    published.
    """

    dossier: DossierRow
    apologised_at: datetime
    reason: str
    signed_by: str
    told_at: datetime | None
    published_at: datetime | None
    published_in: str


@dataclass(frozen=True, slots=True)
class LateFacts:
    """What counting needs of a dossier whose due time passed before it was finished (or has not been yet).

    Whether it is late in law says `timeliness` of the domain; `told_at` is the first word to the citizen.
    """

    dossier: DossierRow
    told_at: datetime | None
    apologised_at: datetime | None


@dataclass(frozen=True, slots=True)
class HolderLoad:
    """Who holds how many unfinished dossiers; `kind` is desk, officer or body, `name` empty for the desk."""

    kind: str
    name: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """An unfinished dossier of the same procedure that may be the same person's, and what speaks for it."""

    dossier: DossierRow
    applicant: Person
    likeness: Likeness


class GapReason(Enum):
    """Why a counter of a day has no dossier."""

    PAD = "pad"  # a sheet of a pad that nobody has used yet
    SPOILED = "spoiled"  # a sheet of a pad that never will be used: the clerk's words say why
    RESTORE = "restore"  # left out when the database was rebuilt, or given by a predecessor
    SET_HIGHER = "set_higher"  # the first number of the day was set higher after work had begun
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DayGap:
    """Counters of a day from `first` to `last` that no dossier has; `words` are the clerk's own, where there are."""

    first: int
    last: int
    reason: GapReason
    words: str = ""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the closing page of a day says.

    Numbers are empty on a day without any. `due_next` counts unfinished dossiers promised for the next working day,
    `not_at_district` all dossiers of which the district has not proven everything. `first_seq` is the day's first
    event (the log's last when the day has none), `last_sent_at` the last exchange with the district.
    """

    on: date
    received: int
    refused: int
    finished: int
    handed_over: int
    first_number: str
    last_number: str
    gaps: tuple[DayGap, ...]
    due_next: int
    not_at_district: int
    seq: int
    head: bytes
    counts: DayCounts = field(default_factory=DayCounts)
    due_next_on: date | None = None
    first_seq: int = 0
    last_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """A day that was closed: its place in the log, when, by whom entered, and what was signed."""

    seq: int
    at: datetime
    officer: str
    body: DayClosed


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag: what it was packed with, and what its receiver found. Times are None until it was packed, or opened."""

    bag: str
    from_name: str
    to_name: str
    numbers: tuple[str, ...]
    packed_at: datetime | None
    packed_by: str
    received_at: datetime | None
    received_by: str
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ClosureMove:
    """A dossier whose day a closure moved: its due time before and after."""

    number: str
    due_before: datetime | None
    due_after: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class Closure:
    """An unplanned closure; `seq` is its place in the log, `undone_at` when it was taken back."""

    seq: int
    days: tuple[date, ...]
    reason: str
    declared_at: datetime
    moves: tuple[ClosureMove, ...]
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pad:
    """A block of counters printed on paper; `used` and `spoiled` are counters, `slip_first` the first sheet's slip."""

    seq: int
    on: date
    first: int
    last: int
    slip_first: int
    used: tuple[int, ...]
    spoiled: tuple[int, ...]

    @property
    def free(self) -> tuple[int, ...]:
        """Return the counters that a late entry may still name."""
        gone = {*self.used, *self.spoiled}
        return tuple(counter for counter in counters_to(self.first, self.last) if counter not in gone)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """The fees of a dossier as they stand: đồng in all, how they were paid (empty: not yet), the receipt."""

    dossier: DossierRow
    amount: int
    paid_by: str
    receipt: str
    recorded_at: datetime

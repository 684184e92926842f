"""What the register answers with: frozen rows, each a plain fact about a dossier or a person.

Times are aware (+07:00); None where a thing has not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.decision_events import Decision
from desk_app.domain.lifecycle import State
from desk_app.domain.likeness import Likeness
from desk_app.domain.person import Person


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier as a list shows it.

    `due_at` decides what is late, `original_due_at` is the first promise, `reappointed_at` the one new day of the
    apology; `limit_unit` says whether days or hours are compared. `holder` is empty while the desk holds it. `officer`
    took it in. `village` is the thôn, bản, buôn or tổ of the applicant's address, empty where it names none.
    `held_by` is the other desk of the commune that writes it (None: this desk; 0: one whose number is not known),
    `conflicts` how many contradictions wait for a person.
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
    held_by: int | None = None
    conflicts: int = 0

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
class DecisionRow:
    """A decision of the upper body that waits for the desk; `dossier` is None where this desk has no such dossier.

    `unfit` is an `Unfit`'s value when it no longer fits where the dossier stands.
    """

    decision: Decision
    unfit: str
    came_at: datetime
    dossier: DossierRow | None


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

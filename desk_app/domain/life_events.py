"""What happens to a dossier beyond the straight way from reception to hand-over: kinds 40 to 69.

Every new date is decided once, when the event is written, and kept in it as a promise with its explanation: reading
the log needs no calendar. Who did it and when stands in the header.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.event_facts import Event, ProcedureTerms, Promise, SubmittedPaper
from desk_app.domain.person import Person


@dataclass(frozen=True, slots=True)
class Registered(Event):
    """A dossier came by post or from the portal and waits for the check of its papers (state 1); no day is promised."""

    kind = 40
    salt: bytes
    terms: ProcedureTerms
    applicant: Person
    submitter: Person | None
    papers: tuple[SubmittedPaper, ...]
    channel: str


@dataclass(frozen=True, slots=True)
class Accepted(Event):
    """A registered dossier was found complete and taken in (state 2): from here on it is as if received."""

    kind = 41
    lookup_code: str
    slip_sequence: int
    legal_profile: str
    promise: Promise
    papers: tuple[SubmittedPaper, ...]
    return_by: str


@dataclass(frozen=True, slots=True)
class TurnedAway(Event):
    """A registered dossier was not taken in (state 3)."""

    kind = 42
    legal_profile: str
    reason: str
    letter_sequence: int


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """One thing asked for: `listed` when it stands on the checklist in force at reception."""

    name: str
    note: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class SupplementRequested(Event):
    """The citizen is asked, in writing, for what is missing (state 5); the clock stands from now on.

    `ordinal` counts the requests of this dossier from 1. `override_reason` and `override_by` are given when an item is
    not on the checklist: the chairman's words and name.
    """

    kind = 43
    ordinal: int
    legal_profile: str
    letter_sequence: int
    items: tuple[RequestedItem, ...]
    reason: str
    answer_by: date | None
    override_reason: str = ""
    override_by: str = ""


@dataclass(frozen=True, slots=True)
class SupplementReceived(Event):
    """What was missing came (state 4); `promise` is the day that decides from now on.

    `reappointed` is the new day of an apology moved by the same wait, if there was one: no second new day.
    """

    kind = 44
    papers: tuple[SubmittedPaper, ...]
    promise: Promise
    note: str = ""
    reappointed: Promise | None = None


@dataclass(frozen=True, slots=True)
class ObligationRequested(Event):
    """A financial obligation must be settled first (state 6), by the named notice; the clock stands."""

    kind = 45
    notice: str
    amount: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ObligationSettled(Event):
    """The obligation was settled, by the named receipt (state 4); the days as in `SupplementReceived`."""

    kind = 46
    receipt: str
    promise: Promise
    note: str = ""
    reappointed: Promise | None = None


@dataclass(frozen=True, slots=True)
class Forwarded(Event):
    """Another holds the dossier now: `to_kind` is desk, officer or body; `their_due_at` is the day asked of them.

    `word` is what the receiver finds when it comes in: early, on_time, late, or empty.
    """

    kind = 47
    to_kind: str
    to_name: str
    their_due_at: datetime | None
    note: str = ""
    word: str = ""
    bag: str = ""


@dataclass(frozen=True, slots=True)
class Apologised(Event):
    """The one apology, with the one new day; the day before it goes on deciding what is late."""

    kind = 48
    legal_profile: str
    letter_sequence: int
    reason: str
    promise: Promise
    signed_by: str
    signed_as: str = ""


@dataclass(frozen=True, slots=True)
class Told(Event):
    """The citizen was told: `about` is late, ready, supplement or closure; `channel` sms, phone, letter, in_person."""

    kind = 49
    about: str
    channel: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApologyPublished(Event):
    """The apology was published; `place` says where."""

    kind = 50
    place: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """The citizen took the dossier back (state 7)."""

    kind = 51
    reason: str
    returned: tuple[SubmittedPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """Work was stopped (state 8): on whose wish and which way it came, what the check found, what went back."""

    kind = 52
    legal_profile: str
    letter_sequence: int
    reason: str
    asked_at: datetime | None
    asked_way: str = ""
    finding: str = ""
    returned: tuple[SubmittedPaper, ...] = ()
    fees_returned: int = 0


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    """Work goes on (state 4) after an end, for a stated reason; without a `promise` the old day stays in force.

    The days as in `SupplementReceived`.
    """

    kind = 53
    reason: str
    approved_by: str
    promise: Promise | None = None
    reappointed: Promise | None = None


@dataclass(frozen=True, slots=True)
class Amended(Event):
    """The record was put right; None leaves a part as it was. `same_day` tells a correction from an amendment."""

    kind = 54
    reason: str
    same_day: bool
    applicant: Person | None = None
    submitter: Person | None = None
    papers: tuple[SubmittedPaper, ...] | None = None
    terms: ProcedureTerms | None = None
    promise: Promise | None = None
    return_by: str | None = None


@dataclass(frozen=True, slots=True)
class DueDateMoved(Event):
    """An unplanned closure or a changed calendar moves the day; `closure` is the closure's place in the log.

    `reappointed` is the moved new day of an apology, if there was one. `undone` when the closure was taken back.
    """

    kind = 55
    closure: int
    promise: Promise
    reappointed: Promise | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Posted(Event):
    """The result was given to the public post under a tracking number, on the named manifest."""

    kind = 56
    tracking: str
    manifest: str


@dataclass(frozen=True, slots=True)
class PostDelivered(Event):
    """The post handed the result over (state 10)."""

    kind = 57
    collector: str


@dataclass(frozen=True, slots=True)
class PostReturned(Event):
    """The post could not deliver and brought the result back."""

    kind = 58
    reason: str


@dataclass(frozen=True, slots=True)
class Shelved(Event):
    """The papers lie in this place now."""

    kind = 59
    place: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: what for, how many units, amount in đồng; `exempt_reason` when it is not asked for."""

    name: str
    units: int
    amount: int
    exempt_reason: str = ""


@dataclass(frozen=True, slots=True)
class FeesRecorded(Event):
    """The fees as they stand now, in place of earlier ones; `paid_by`: cash, transfer, portal, or empty.

    `at_reception`: written in one transaction with the reception, so that the reception's slip shows them.
    """

    kind = 60
    lines: tuple[FeeLine, ...]
    paid_by: str
    receipt: str = ""
    at_reception: bool = False


LIFE_EVENTS: tuple[type[Event], ...] = (
    Registered, Accepted, TurnedAway, SupplementRequested, SupplementReceived, ObligationRequested, ObligationSettled,
    Forwarded, Apologised, Told, ApologyPublished, Withdrawn, Stopped, Reopened, Amended, DueDateMoved,
    Posted, PostDelivered, PostReturned, Shelved, FeesRecorded,
)  # fmt: skip

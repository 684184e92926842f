"""What happened: the bodies of the log's events, each with its number and version.

A body is stored by position, so a field is only ever added at the end and with a default; a changed meaning is a new
version. Kinds below 20 concern the desk, from 20 on a dossier, from 30 on its papers, from 40 on the rest of its life
(`life_events`), from 61 on scans (`scan_events`), from 65 on which desk writes it (`custody_events`).
"""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.custody_events import CUSTODY_EVENTS
from desk_app.domain.decision_events import DECISION_EVENTS
from desk_app.domain.event_facts import Event, ProcedureTerms, Promise, SubmittedPaper
from desk_app.domain.life_events import LIFE_EVENTS
from desk_app.domain.office_events import OFFICE_EVENTS
from desk_app.domain.person import Person
from desk_app.domain.scan_events import SCAN_EVENTS
from desk_app.domain.trust_events import TRUST_EVENTS

__all__ = [
    "EVENTS",
    "FORKED",
    "RESTORED",
    "Anchored",
    "CalendarDayChanged",
    "ClockJumped",
    "DeskOpened",
    "Enrolled",
    "EpochOpened",
    "Event",
    "Finished",
    "HandedOver",
    "Header",
    "NumberViewed",
    "OfficerAdded",
    "PasswordChanged",
    "PrintSettled",
    "ProcedureTerms",
    "Promise",
    "Received",
    "Recorded",
    "ReferenceReplaced",
    "Refused",
    "Restored",
    "SettingChanged",
    "SlipPrinted",
    "Started",
    "SubmittedPaper",
    "UnknownEvent",
    "WorkingTimeChanged",
]


@dataclass(frozen=True, slots=True)
class DeskOpened(Event):
    """A stream begins: this desk, this key. `salt` blinds the digests of events that belong to no dossier."""

    kind = 1
    agency_code: str
    desk: int
    public_key: bytes
    salt: bytes
    program: str
    reason: str = "first"
    numbers_above: int = 0  # counters of the day up to this one may have been given by a predecessor
    numbers_day: date | None = None


@dataclass(frozen=True, slots=True)
class OfficerAdded(Event):
    """A person may sign in."""

    kind = 2
    officer_id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """An officer's password was changed; `by_recovery` when the recovery code opened the desk."""

    kind = 3
    officer_id: str
    by_recovery: bool


@dataclass(frozen=True, slots=True)
class SettingChanged(Event):
    """A setting has this value from now on."""

    kind = 4
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CalendarDayChanged(Event):
    """The commune says what a day is: `type` is off, working, or empty for an ordinary day again."""

    kind = 5
    on: date
    type: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkingTimeChanged(Event):
    """The commune's sessions of a weekday (0 = Monday), as `07:30-11:30` texts.

    `counts` False: sessions of reception on a day that is no working day.
    """

    kind = 6
    weekday: int
    sessions: tuple[str, ...]
    reason: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceReplaced(Event):
    """A new catalogue or calendar; `content` is its JSON, zlib-compressed. `source` is file or district.

    It is in force from its place in the log on, or from the day `in_force_from`. From the district it is `signed`, and
    `text_hash` is the `reference_hash` of its text. With a `base`, the hash of an earlier text of this log, `content`
    is a zstd frame over that text: the change alone.
    """

    kind = 7
    subject: str
    content_version: str
    source: str
    content: bytes
    in_force_from: date | None = None
    signed: bytes = b""
    text_hash: bytes = b""
    base: bytes = b""


@dataclass(frozen=True, slots=True)
class Anchored(Event):
    """The district's signed receipt, as received: everything up to `last_seq` existed before `district_at`."""

    kind = 8
    last_seq: int
    district_at: datetime
    receipt: bytes


@dataclass(frozen=True, slots=True)
class Enrolled(Event):
    """The district took this desk in by a one-time code; the keys are its public ones (receipts, envelopes).

    `code_digest` is `enrol_code.code_digest`; empty where an older program wrote the event.
    """

    kind = 9
    district_id: bytes
    receipt_key: bytes
    envelope_key: bytes
    label: str
    code_digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Restored(Event):
    """The database was rebuilt: from where, and up to which event of the old stream.

    On `numbers_day` counters up to `numbers_above` were given: somebody has the slip in hand.
    """

    kind = 10
    source: str
    last_seq: int
    numbers_above: int = 0
    numbers_day: date | None = None


@dataclass(frozen=True, slots=True)
class EpochOpened(Event):
    """The log goes on as a stream of its own: somebody else may hold another continuation of what was before.

    The epoch before ended with event `after_seq`, whose head is `after_head`. `reason` is FORKED (another device goes
    on from the same history) or RESTORED (the log was put back; whoever wrote the lost end writes no more).
    """

    kind = 19
    epoch: int
    reason: str
    after_seq: int
    after_head: bytes


FORKED, RESTORED = "forked", "restored"


@dataclass(frozen=True, slots=True)
class ClockJumped(Event):
    """The wall clock moved against the steady one by so many milliseconds; noted before the event that follows."""

    kind = 11
    by_ms: int


@dataclass(frozen=True, slots=True)
class Received(Event):
    """A dossier was taken in (state 2).

    `duplicate_of` is the dossier of the same person and procedure that was still under way, `duplicate_reason` why
    this one was taken in all the same; both empty where there was none, or where an older program wrote the event.
    """

    kind = 20
    salt: bytes
    lookup_code: str
    slip_sequence: int
    legal_profile: str
    terms: ProcedureTerms
    promise: Promise
    applicant: Person
    submitter: Person | None
    authority: str
    papers: tuple[SubmittedPaper, ...]
    sets: int
    return_by: str
    late_entry_reason: str
    duplicate_of: str = ""
    duplicate_reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """A dossier was turned away at the counter (state 3), with the reason told to the citizen."""

    kind = 21
    salt: bytes
    legal_profile: str
    terms: ProcedureTerms
    applicant: Person
    submitter: Person | None
    papers: tuple[SubmittedPaper, ...]
    reason: str
    letter_sequence: int = 0  # 0: refused before letters had a series of their own


@dataclass(frozen=True, slots=True)
class Started(Event):
    """Work on the dossier began (state 4)."""

    kind = 22
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finished(Event):
    """The result is ready (state 9): its name, number, signer and day where there is a paper."""

    kind = 23
    note: str = ""
    result: str = ""
    result_number: str = ""
    signed_by: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    """The result went to a person (state 10): who, in which relation, by what proof.

    `authority` is a representative's paper, `statement` what a person without the slip declared, `returned` the
    originals given back.
    """

    kind = 24
    collector: str
    relation: str
    proof: str
    authority: str = ""
    statement: str = ""
    returned: tuple[SubmittedPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipPrinted(Event):
    """A form went to paper: n-th print, on which sheet, digest of the PDF."""

    kind = 30
    form: str
    paper: str
    print_number: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class PrintSettled(Event):
    """A person said whether the n-th print of a form came out."""

    kind = 31
    form: str
    print_number: int
    came_out: bool


@dataclass(frozen=True, slots=True)
class NumberViewed(Event):
    """An officer had a masked personal number shown whole."""

    kind = 32
    where: str


EVENTS: tuple[type[Event], ...] = (
    DeskOpened, OfficerAdded, PasswordChanged, SettingChanged, CalendarDayChanged, WorkingTimeChanged,
    ReferenceReplaced, Anchored, Enrolled, Restored, EpochOpened, ClockJumped,
    Received, Refused, Started, Finished, HandedOver,
    SlipPrinted, PrintSettled, NumberViewed,
    *OFFICE_EVENTS, *LIFE_EVENTS, *SCAN_EVENTS, *CUSTODY_EVENTS, *DECISION_EVENTS, *TRUST_EVENTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnknownEvent(Event):
    """An event of a newer program: kept as it came, shown to nobody as fact."""

    kind = 0
    its_kind: int
    its_version: int
    row: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What is said about an event beside its body; the digest of the body travels apart.

    `dossier` is the dossier number or None; times are aware; `mono_delta_ms` is the steady clock's step since the
    event before in the same boot; `base` the last event of this dossier that the desk had seen.
    """

    kind: int
    version: int
    dossier: str | None
    recorded_at: datetime
    mono_delta_ms: int
    boot: int
    hlc: int
    actor: str
    claimed_at: datetime | None
    base: int | None
    catalogue_version: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its place in the log; `chain` is the 32-byte head after it.

    `device` is whose log it is (16 bytes); empty where there is only the desk's own.
    """

    seq: int
    header: Header
    body: Event
    chain: bytes
    device: bytes = b""

    @property
    def happened_at(self) -> datetime:
        """When it truly happened: the claimed time of a late entry, else the recorded time."""
        return self.header.claimed_at or self.header.recorded_at

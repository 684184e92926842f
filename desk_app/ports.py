"""What the use cases need from the rooms: db, printing and sync fulfil these, ui.composition hands them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from types import TracebackType
from typing import Protocol, Self

from desk_app.commune_ports import Commune
from desk_app.domain.calendar import Calendar
from desk_app.domain.comparison import comparison_string
from desk_app.domain.decision_events import Decision
from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Event, Header, Recorded
from desk_app.domain.procedure import Catalogue
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.register_ports import DossierProofs, OfficeBooks, PersonFile, WorkLists
from desk_app.register_rows import DeskStatus, DossierRow, KnownPerson, TodayLists
from desk_app.scan_ports import ScanOutbox, Scans
from desk_app.settings import Settings
from desk_app.stored_event import StoredEvent

__all__ = [
    "Chance", "Clock", "Commune", "DeskIdentity", "DeskStatus", "DossierRow", "Drafts", "Enrolment", "EventCodec",
    "InboxItem", "KnownPerson", "Letters", "LogReceipts", "OfficeBooks", "Outbox", "PersonFile", "PrintIntent",
    "PrintRow", "PrintState", "Register", "Signer", "Store", "StoredEvent", "TodayLists", "UnitOfWork", "WorkLists",
]  # fmt: skip


class Clock(Protocol):
    """Time as this machine tells it."""

    def now(self) -> datetime:
        """Return the wall time, aware, in +07:00."""

    def steady_ms(self) -> int:
        """Return milliseconds that never run backwards within one boot."""

    def boot(self) -> int:
        """Return a number that differs between boots of the machine."""


class Chance(Protocol):
    """Randomness fit for keys and codes."""

    def draw(self, count: int) -> bytes:
        """Return `count` random bytes."""


class Letters(Protocol):
    """What the papers of this machine can show."""

    def unprintable_in(self, text: str) -> str:
        """Return the first character no paper here can show, by its number and name; empty when all can be shown."""


class Signer(Protocol):
    """The desk's signing key."""

    @property
    def public_key(self) -> bytes:
        """The Ed25519 public key, 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""


class EventCodec(Protocol):
    """Events as bytes; stored, hashed and sent as they are. MessagePack arrays."""

    def encode_body(self, body: Event) -> bytes: ...

    def decode_body(self, kind: int, version: int, body: bytes) -> Event:
        """Return the body; UnknownEvent for a kind or version that is newer; ValueError for damaged bytes."""

    def encode_header(self, header: Header) -> bytes:
        """Return the header's encoding without the digest (its slot is the last element, filled by the chain)."""

    def decode_header(self, header: bytes) -> Header: ...


class PrintState(Enum):
    """Where a print stands: `ASK` after a crash, when nobody knows whether it came out."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    ASK = "ask"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PrintIntent:
    """A wish to print, written in the same transaction as the event that caused it."""

    number: str
    form: str
    paper: str
    print_number: int


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A print in the queue; `note` is what the printer last said."""

    print_id: int
    intent: PrintIntent
    state: PrintState
    asked_at: datetime
    note: str


class UnitOfWork(Protocol):
    """One command, one transaction (BEGIN IMMEDIATE), one sync at `commit`; left without commit, nothing happened."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def append(self, body: Event, *, dossier: str | None = None, claimed_at: datetime | None = None) -> Recorded:
        """Add an event at the end of the log and to every table derived from it."""

    def dossier(self, number: str) -> Dossier:
        """Return the dossier with its history; DossierNotFoundError."""

    def highest_counter(self, agency_code: str, on: date, desk: int) -> int | None:
        """Return the counter after which the next one is given (log, reserve after a restore, pads jumped over)."""

    def free_pad_slip(self, on: date, counter: int) -> int | None:
        """Return the slip number printed on this sheet of a pad; None when no free sheet has this counter."""

    def next_slip_sequence(self, year: int) -> int:
        """Return the next number of this desk's own slip series of the year, from 1, never given twice."""

    def next_form_sequence(self, form: str, year: int) -> int:
        """Return the next running number of a letter (a series of `letter_series`) in the year, from 1, never twice."""

    def settings(self) -> Settings: ...

    def calendar(self) -> Calendar: ...

    def catalogue(self, version: str = "") -> Catalogue:
        """Return the catalogue in force; with a `version`, that one, or the one in force if it was never here."""

    def next_print_number(self, number: str, form: str) -> int:
        """Return n of the next print of this form of this dossier, from 1."""

    def intend_print(self, intent: PrintIntent) -> int:
        """Put a print into the queue; return its id."""

    def settle_print(self, print_id: int, state: PrintState, note: str = "") -> None: ...

    def commit(self) -> None:
        """Make everything durable with one sync; only after this may anything be shown as saved."""


class Register(DossierProofs, Protocol):
    """Reading; changes nothing and returns frozen rows."""

    def today(self, now: datetime, next_working_day: date) -> TodayLists: ...

    def find(self, text: str, limit: int = 50) -> tuple[DossierRow, ...]:
        """Return matches, typed accents first, then newest: name parts, number part, phone tail, personal number."""

    def dossier(self, number: str) -> Dossier:
        """Return the dossier with its history; DossierNotFoundError."""

    def event(self, seq: int) -> Recorded:
        """Return the event at this place of the log; EventNotFoundError beyond its end."""

    def row(self, number: str) -> DossierRow: ...

    def number_ending(self, tail: str) -> str:
        """Return the newest dossier number that ends so; separators do not matter. DossierNotFoundError."""

    def people(self, text: str, limit: int = 8) -> tuple[KnownPerson, ...]:
        """Return people whose name or personal number begins so, latest first."""

    def dossiers_of(self, personal_number: str, limit: int = 8) -> tuple[DossierRow, ...]: ...

    def frequent_procedures(self, limit: int = 10) -> tuple[str, ...]:
        """Return the codes received most often here."""

    def officers(self) -> tuple[tuple[str, str], ...]:
        """Return (officer id, name) of all who may sign in."""

    def calendar_as_of(self, seq: int) -> Calendar:
        """Return the calendar in force just after event `seq`."""

    def settings_as_of(self, seq: int) -> Settings:
        """Return the settings in force just after event `seq`: what a reprint of that time shows."""

    def status(self) -> DeskStatus: ...

    def only_here(self, limit: int = 200) -> tuple[DossierRow, ...]:
        """Return the dossiers of which the district has not proven everything, latest change first."""

    def prints(self, states: Sequence[PrintState] | None = None, number: str | None = None) -> tuple[PrintRow, ...]:
        """Return prints, oldest first."""

    def latest_prints(self, limit: int = 50) -> tuple[PrintRow, ...]:
        """Return the prints asked for last, newest first."""

    def print_with(self, print_id: int) -> PrintRow | None:
        """Return one print of the queue."""


@dataclass(frozen=True, slots=True)
class DeskIdentity:
    """Who this desk is on the wire. `device` is the first 16 bytes of SHA-256 of the public key."""

    device: bytes
    epoch: int
    public_key: bytes
    agency_code: str
    agency_name: str
    desk: int
    enrolment: Enrolment | None

    def comparison(self) -> str:
        """Return the digits that people compare over the telephone with the district's; "" before the enrolment."""
        known = self.enrolment
        return comparison_string(self.public_key, known.receipt_key, known.envelope_key) if known else ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the district gave at enrolment: its id, its receipt-signing key, its envelope key, its label.

    `code_digest` tells the one-time code it was made with from a newer one; empty if that is not known.
    """

    district_id: bytes
    receipt_key: bytes
    envelope_key: bytes
    label: str
    code_digest: bytes = b""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """What the district sends down: a text that counts from `in_force_from`, a `change` of `base`, or a decision."""

    seq: int
    subject: str
    version: str
    content: bytes
    decision: Decision | None = None
    signed: bytes = b""
    in_force_from: date | None = None
    base: bytes = b""
    change: bytes = b""


@dataclass(frozen=True, slots=True)
class LogReceipts:
    """The receipt whose log was proven last, and the newest one, in event `anchor`, if that is another (None: none)."""

    checked: bytes | None
    newest: bytes | None
    anchor: int


class Outbox(Protocol):
    """The desk's log as the wire sees it; every call is short and runs on the store lane."""

    def identity(self) -> DeskIdentity: ...

    def head(self) -> tuple[int, bytes]:
        """Return (last seq, chain head)."""

    def acknowledged(self) -> int:
        """Return the last seq proven by a receipt (0: none)."""

    def events_after(self, seq: int, most_bytes: int) -> tuple[StoredEvent, ...]:
        """Return the next events whose bytes add up to about `most_bytes`, at least one if any is left."""

    def chain_at(self, seq: int) -> bytes | None:
        """Return the head after event `seq` (the genesis for 0); None beyond the end."""

    def waiting(self) -> int:
        """Return how many events wait for a receipt, anchors alone not counted."""

    def enrolled(self, enrolment: Enrolment) -> None:
        """Log the enrolment."""

    def receipt_stored(self, last_seq: int, district_at: datetime, receipt: bytes) -> None:
        """Log the anchor and move the acknowledged position, in one transaction; an older one changes nothing."""

    def rewind(self, to_seq: int) -> None:
        """Move the acknowledged position back: the district has less than it once proved."""

    def times_rewound(self) -> int:
        """Return how often the position was moved back: an answer to what was asked before then is an old one."""

    def kept_keys(self) -> bytes:
        """Return the desk's key as the recovery code alone opens it, to be kept where no fire reaches it."""

    def epoch_opened(self, newest: int) -> int:
        """Log that another device goes on from this history too; return the new epoch, newer than `newest`."""

    def inbox_position(self) -> int: ...

    def reference_text(self, subject: str) -> bytes:
        """Return the JSON text of the catalogue or calendar that came last, in force or not yet."""

    def inbox_applied(self, items: Sequence[InboxItem]) -> None:
        """Log what came down and move the cursor in one transaction; an item already seen changes nothing."""

    def log_receipts(self) -> LogReceipts:
        """Return what the district's log is to be held against."""

    def log_proven(self, anchor: int) -> None:
        """Keep that the log of the receipt in event `anchor` was proven."""

    def log_doubted(self, doubted: DistrictDoubted) -> None:
        """Log that the district's log contradicts what it signed; the receipts so far are held against it no more."""

    def exchange_noted(self, at: datetime) -> None:
        """Remember a round that went well."""


class Drafts(Protocol):
    """Half-typed intakes; they survive a crash and never reach the log."""

    def keep(self, name: str, content: str) -> None: ...

    def kept(self, name: str) -> str | None: ...

    def drop(self, name: str) -> None: ...


class Store(Protocol):
    """An opened desk: belongs to the one thread that opened it."""

    @property
    def register(self) -> Register: ...

    @property
    def lists(self) -> WorkLists: ...

    @property
    def people(self) -> PersonFile: ...

    @property
    def books(self) -> OfficeBooks: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def commune(self) -> Commune: ...

    @property
    def drafts(self) -> Drafts: ...

    @property
    def scans(self) -> Scans: ...

    @property
    def scan_outbox(self) -> ScanOutbox: ...

    @property
    def signer(self) -> Signer: ...

    def unit_of_work(self, actor: str) -> UnitOfWork: ...

    def watch_clock(self, actor: str) -> timedelta:
        """Log a jump of the wall clock since the last event, if there is one; return how far off it is, zero: trusted.

        Within a boot the steady clock tells; between boots only a clock that went back, or far ahead. Never blocks.
        """

    def settings(self) -> Settings: ...

    def calendar(self) -> Calendar: ...

    def catalogue(self) -> Catalogue: ...

    def free_space(self) -> int | None:
        """Return the free bytes of the disk that holds the desk's data; None where the system does not say."""

    def idle(self) -> None:
        """Do what waits for a quiet moment: checkpoint, then re-arm so that the next click costs one sync."""

    def close(self) -> None: ...

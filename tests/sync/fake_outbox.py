"""An Outbox in memory, for both ends of the wire to be tried without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desk_app.domain import chain
from desk_app.domain.decision_events import DistrictDecided
from desk_app.domain.events import (
    FORKED,
    RESTORED,
    Anchored,
    DeskOpened,
    Enrolled,
    EpochOpened,
    Event,
    Header,
    Received,
    Recorded,
    ReferenceReplaced,
    Refused,
)
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.ports import DeskIdentity, Enrolment, InboxItem, LogReceipts, StoredEvent
from sync.wire.codec import MessagePackCodec
from sync.wire.signing import KeySigner, device_of
from tests.sync.synthetic_day import Happening, SyntheticDay

_CODEC = MessagePackCodec()


@dataclass
class FakeOutbox:
    """A whole log in lists; `signer` is the desk's key, `day` makes what happens."""

    seed: int = 1
    desk: int = 1
    agency_code: str = "000.00.18.H32"
    epoch: int = 1
    key_seed: bytes | None = None
    name: str = "xã Suối Hương"
    signer: KeySigner = field(init=False)
    day: SyntheticDay = field(init=False)
    events: list[StoredEvent] = field(default_factory=list)
    enrolment: Enrolment | None = None
    inbox: list[InboxItem] = field(default_factory=list)
    exchanges: list[datetime] = field(default_factory=list)
    receipts: list[int] = field(default_factory=list)
    rewinds: list[int] = field(default_factory=list)
    doubts: list[DistrictDoubted] = field(default_factory=list)
    log_checked: int = 0

    def __post_init__(self) -> None:
        self.signer = KeySigner(self.key_seed or bytes([self.seed]) * 32)
        self.day = SyntheticDay(seed=self.seed, agency_code=self.agency_code, desk=self.desk)
        self._salts: dict[str | None, bytes] = {}
        self._anchors: dict[int, bytes] = {}
        self._acknowledged = 0
        self._last_anchor = 0
        self.append(self.day.opened(self.signer.public_key))

    def append(self, happening: Happening) -> StoredEvent:
        """Add an event at the end, chained as the real log does it."""
        seq, body = len(self.events) + 1, happening.body
        if isinstance(body, DeskOpened | Received | Refused):
            self._salts[happening.dossier] = body.salt
        encoded = _CODEC.encode_body(body)
        digest = chain.digest_of(chain.salt_of_event(self._salts[happening.dossier], seq), encoded)
        return self._put(seq, self._header(seq, happening), digest, encoded)

    def work(self, count: int) -> None:
        """Let `count` more events happen."""
        for happening in self.day.happenings(count):
            self.append(happening)

    def erase(self, seq: int) -> None:
        """Drop an event's body, as the erasure of a person does."""
        self.events[seq - 1] = replace(self.events[seq - 1], body=None)

    @property
    def device(self) -> bytes:
        """The desk's device id."""
        return device_of(self.signer.public_key)

    def by_dossier(self) -> dict[str, list[Recorded]]:
        """Return every dossier's events, decoded."""
        dossiers: dict[str, list[Recorded]] = {}
        for event in self.events:
            header = _CODEC.decode_header(event.header)
            if header.dossier is not None and event.body is not None:
                body = _CODEC.decode_body(header.kind, header.version, event.body)
                dossiers.setdefault(header.dossier, []).append(Recorded(event.seq, header, body, event.chain))
        return dossiers

    def header_of(self, seq: int) -> Header:
        """Return an event's header, read."""
        return _CODEC.decode_header(self.events[seq - 1].header)

    def sent_events(self) -> list[tuple[int, bytes, bytes | None, bytes, bytes]]:
        """Return the acknowledged events as a district must hold them."""
        return [
            (event.seq, event.header, event.body, event.digest, event.chain)
            for event in self.events[: self._acknowledged]
        ]

    def copied(self) -> FakeOutbox:
        """Return this desk as a copied disk would have it: same key, same log, from now on apart."""
        twin = FakeOutbox(self.seed, self.desk, self.agency_code, self.epoch, self.key_seed)
        twin.events, twin.enrolment, twin.inbox = list(self.events), self.enrolment, list(self.inbox)
        twin._anchors, twin.log_checked = dict(self._anchors), self.log_checked
        twin._salts, twin._acknowledged, twin._last_anchor = dict(self._salts), self._acknowledged, self._last_anchor
        twin.rewinds = list(self.rewinds)
        return twin

    def restored(self) -> None:
        """Say that this log was put back on purpose: it goes on in a new epoch."""
        seq, head = self.head()
        self._log(EpochOpened(self.epoch + 1, RESTORED, seq, head))
        self.epoch += 1

    def _header(self, seq: int, happening: Happening) -> bytes:
        at = happening.at
        body = happening.body
        return _CODEC.encode_header(
            Header(
                kind=getattr(body, "its_kind", body.kind), version=getattr(body, "its_version", body.version),
                dossier=happening.dossier, recorded_at=at, mono_delta_ms=seq * 977 % 240_000, boot=1_700_000_000_123,
                hlc=milliseconds_of(at) << 16, actor=happening.actor, claimed_at=None,
                base=None if happening.dossier is None else max(1, seq - 7), catalogue_version="2026-11-21",
            )
        )  # fmt: skip

    def _put(self, seq: int, header: bytes, digest: bytes, body: bytes) -> StoredEvent:
        before = self.events[-1].chain if self.events else chain.genesis(self.signer.public_key)
        self.events.append(StoredEvent(seq, header, digest, body, chain.link(before, header, digest)))
        return self.events[-1]

    def _log(self, body: Event) -> StoredEvent:
        at = self.day.day
        return self.append(Happening(body, None, at, ""))

    # The port.

    def identity(self) -> DeskIdentity:
        key = self.signer.public_key
        return DeskIdentity(device_of(key), self.epoch, key, self.agency_code, self.name, self.desk, self.enrolment)

    def head(self) -> tuple[int, bytes]:
        return len(self.events), self.events[-1].chain

    def acknowledged(self) -> int:
        return self._acknowledged

    def events_after(self, seq: int, most_bytes: int) -> tuple[StoredEvent, ...]:
        taken: list[StoredEvent] = []
        for event in self.events[seq:]:
            most_bytes -= len(event.header) + len(event.body or b"")
            if taken and most_bytes < 0:
                break
            taken.append(event)
        return tuple(taken)

    def chain_at(self, seq: int) -> bytes | None:
        if seq == 0:
            return chain.genesis(self.signer.public_key)
        return self.events[seq - 1].chain if seq <= len(self.events) else None

    def waiting(self) -> int:
        return sum(event.seq != self._last_anchor for event in self.events[self._acknowledged :])

    def enrolled(self, enrolment: Enrolment) -> None:
        known, self.enrolment = self.enrolment, enrolment
        keys = enrolment.receipt_key, enrolment.envelope_key
        logged = self._log(Enrolled(enrolment.district_id, *keys, enrolment.label, enrolment.code_digest))
        if known is not None and known.district_id != enrolment.district_id:
            self.log_checked = logged.seq

    def receipt_stored(self, last_seq: int, district_at: datetime, receipt: bytes) -> None:
        if last_seq <= self._acknowledged:
            return
        self._acknowledged = last_seq
        self.receipts.append(last_seq)
        self._last_anchor = self._log(Anchored(last_seq, district_at, receipt)).seq
        self._anchors[self._last_anchor] = receipt

    def rewind(self, to_seq: int) -> None:
        self.rewinds.append(to_seq)
        self._acknowledged = min(self._acknowledged, to_seq)

    def times_rewound(self) -> int:
        return len(self.rewinds)

    def kept_keys(self) -> bytes:
        return b"keys of " + self.device

    def epoch_opened(self, newest: int) -> int:
        (seq, head), epoch = self.head(), max(self.epoch, newest) + 1
        self._log(EpochOpened(epoch, FORKED, seq, head))
        self.epoch = epoch
        return epoch

    def inbox_position(self) -> int:
        return self.inbox[-1].seq if self.inbox else 0

    def reference_text(self, subject: str) -> bytes:
        return next((item.content for item in reversed(self.inbox) if item.subject == subject), b"")

    def inbox_applied(self, items: Sequence[InboxItem]) -> None:
        for item in items:
            if item.seq > self.inbox_position():
                self.inbox.append(item)
                if item.decision is not None:
                    body = DistrictDecided(item.decision, "", item.signed)
                    self.append(Happening(body, item.decision.number, self.day.day, ""))
                else:
                    self._log(ReferenceReplaced(item.subject, item.version, "district", item.content[:50]))

    def log_receipts(self) -> LogReceipts:
        newest = max((seq for seq in self._anchors if seq > self.log_checked), default=0)
        return LogReceipts(self._anchors.get(self.log_checked), self._anchors.get(newest), newest)

    def log_proven(self, anchor: int) -> None:
        self.log_checked = max(anchor, self.log_checked)

    def log_doubted(self, doubted: DistrictDoubted) -> None:
        self.doubts.append(doubted)
        self.log_checked = self._log(doubted).seq

    def exchange_noted(self, at: datetime) -> None:
        self.exchanges.append(at)

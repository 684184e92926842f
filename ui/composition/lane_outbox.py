"""The outbox and the signing key as the wire lane sees them: each call runs on the store lane, one at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from desk_app.commune_ports import CommuneLog, HeldStream, Neighbour, Stretch
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.ports import DeskIdentity, Enrolment, InboxItem, LogReceipts, Outbox, Signer, StoredEvent

Answer = TypeVar("Answer")


class OnStore(Protocol):
    """Runs work on the store lane and waits for its answer."""

    def __call__(self, work: Callable[[], Answer]) -> Answer: ...


class LaneSigner:
    """Signs on the store lane."""

    def __init__(self, signer: Signer, on_store: OnStore) -> None:
        self._signer, self._run = signer, on_store

    @property
    def public_key(self) -> bytes:
        """The desk's public key."""
        return self._signer.public_key

    def sign(self, message: bytes) -> bytes:
        """Return the signature."""
        return self._run(lambda: self._signer.sign(message))


class LaneOutbox:
    """Fulfils `Outbox` by asking the real one on its own thread."""

    def __init__(self, outbox: Outbox, on_store: OnStore) -> None:
        self._outbox, self._on_store = outbox, on_store

    def _run(self, work: Callable[[], Answer]) -> Answer:
        return self._on_store(work)

    def identity(self) -> DeskIdentity:
        """Return who the desk is."""
        return self._run(self._outbox.identity)

    def head(self) -> tuple[int, bytes]:
        """Return the end of the log."""
        return self._run(self._outbox.head)

    def acknowledged(self) -> int:
        """Return the last proven event."""
        return self._run(self._outbox.acknowledged)

    def events_after(self, seq: int, most_bytes: int) -> tuple[StoredEvent, ...]:
        """Return the next events."""
        return self._run(lambda: self._outbox.events_after(seq, most_bytes))

    def chain_at(self, seq: int) -> bytes | None:
        """Return a head."""
        return self._run(lambda: self._outbox.chain_at(seq))

    def waiting(self) -> int:
        """Return how many events wait."""
        return self._run(self._outbox.waiting)

    def enrolled(self, enrolment: Enrolment) -> None:
        """Log the enrolment."""
        self._run(lambda: self._outbox.enrolled(enrolment))

    def receipt_stored(self, last_seq: int, district_at: datetime, receipt: bytes) -> None:
        """Log a receipt."""
        self._run(lambda: self._outbox.receipt_stored(last_seq, district_at, receipt))

    def rewind(self, to_seq: int) -> None:
        """Go back to what the district really has."""
        self._run(lambda: self._outbox.rewind(to_seq))

    def times_rewound(self) -> int:
        """Return how often it went back."""
        return self._run(self._outbox.times_rewound)

    def kept_keys(self) -> bytes:
        """Return the wrapped keys."""
        return self._run(self._outbox.kept_keys)

    def epoch_opened(self, newest: int) -> int:
        """Go on in a new epoch."""
        return self._run(lambda: self._outbox.epoch_opened(newest))

    def inbox_position(self) -> int:
        """Return the cursor."""
        return self._run(self._outbox.inbox_position)

    def reference_text(self, subject: str) -> bytes:
        """Return the text that came last."""
        return self._run(lambda: self._outbox.reference_text(subject))

    def inbox_applied(self, items: Sequence[InboxItem]) -> None:
        """Log what came down."""
        self._run(lambda: self._outbox.inbox_applied(items))

    def log_receipts(self) -> LogReceipts:
        """Return what the district's log is held against."""
        return self._run(self._outbox.log_receipts)

    def log_proven(self, anchor: int) -> None:
        """Keep how far it was proven."""
        self._run(lambda: self._outbox.log_proven(anchor))

    def log_doubted(self, doubted: DistrictDoubted) -> None:
        """Log a contradiction."""
        self._run(lambda: self._outbox.log_doubted(doubted))

    def exchange_noted(self, at: datetime) -> None:
        """Remember a good round."""
        self._run(lambda: self._outbox.exchange_noted(at))


class LaneCommune:
    """Fulfils `CommuneLog` by asking the real one on its own thread."""

    def __init__(self, commune: CommuneLog, on_store: OnStore) -> None:
        self._commune, self._run = commune, on_store

    @property
    def device(self) -> bytes:
        """The id of this desk's own device."""
        return self._run(lambda: self._commune.device)

    def neighbours(self) -> tuple[Neighbour, ...]:
        """Return the known devices of the commune."""
        return self._run(self._commune.neighbours)

    def neighbours_told(self, neighbours: Sequence[Neighbour]) -> None:
        """Keep who belongs to the commune."""
        self._run(lambda: self._commune.neighbours_told(neighbours))

    def held(self) -> tuple[HeldStream, ...]:
        """Return how far the others' logs are held."""
        return self._run(self._commune.held)

    def taken_in(self, stretch: Stretch) -> int:
        """Keep a stretch."""
        return self._run(lambda: self._commune.taken_in(stretch))

    def heard_afresh(self, device: bytes, epoch: int) -> None:
        """Forget how far a stream is held."""
        self._run(lambda: self._commune.heard_afresh(device, epoch))

    def stretches_after(self, held: Sequence[HeldStream], most_bytes: int) -> tuple[Stretch, ...]:
        """Return what somebody lacks."""
        return self._run(lambda: self._commune.stretches_after(held, most_bytes))

    def is_one_history(self, device: bytes, earlier: tuple[int, bytes], later: tuple[int, bytes]) -> bool:
        """Whether one place of a log leads to the other."""
        return self._run(lambda: self._commune.is_one_history(device, earlier, later))

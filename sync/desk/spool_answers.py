"""What the courier brought back is taken into the log at the next opening; believed as a round would believe it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.positional import time_of
from desk_app.ports import DeskIdentity, Outbox
from sync.desk.spool import RECEIPT, REFUSAL, Spool
from sync.desk.spool_item import SpoolItem
from sync.errors import ForkError, SpoolReceiptError
from sync.wire.messages import Reason, Receipt, Refusal
from sync.wire.signing import DamagedNoteError, open_note

_FOLLOWED = frozenset({Reason.GAP, Reason.FORK, Reason.NOT_ENROLLED, Reason.REVOKED, Reason.CODE_REFUSED})


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Events newly proven, the district's time of the newest receipt, and what a person has to know.

    `forked`: another device goes on from this history; the desk is in a new epoch already. `unbelieved`: a receipt
    that does not agree with the log was left where it is.
    """

    acknowledged: int = 0
    district_at: datetime | None = None
    forked: ForkError | None = None
    unbelieved: SpoolReceiptError | None = None


def take_answers(outbox: Outbox, spool: Spool) -> TakenIn:
    """Log receipts, follow refusals; files go only after what they prove is in the log. SpoolFailedError."""
    identity = outbox.identity()
    if identity.enrolment is None or not (spool.has_receipts() or spool.answers(REFUSAL)):
        return TakenIn()
    return _Taking(outbox, spool, identity, identity.enrolment.receipt_key).run()


class _Taking:
    """Every step may be cut off and done again: what decides goes only after what follows from it is in the log."""

    def __init__(self, outbox: Outbox, spool: Spool, identity: DeskIdentity, receipt_key: bytes) -> None:
        self._outbox, self._spool = outbox, spool
        self._identity, self._receipt_key = identity, receipt_key
        self._items = {item.name: item for item in spool.items()}
        self._believed: dict[str, Receipt] = {}
        self._doubted: list[str] = []
        self._delivered: list[str] = []
        self._old: list[str] = []
        self._turn = outbox.times_rewound()
        self._at: datetime | None = None
        self._forked: ForkError | None = None

    def run(self) -> TakenIn:
        before = self._outbox.acknowledged()
        for name, note in self._spool.answers(RECEIPT):
            self._receipt(name, note)
        proven = self._outbox.acknowledged()
        if self._at is not None:
            self._note_exchange(self._at, proven)
        refused = [name for name, note in self._spool.answers(REFUSAL) if self._is_followed(name, note)]
        if self._forked is not None:
            self._outbox.epoch_opened(_newest(self._forked))
        unbelieved = [self._spool.set_aside(name) for name in self._doubted]
        self._drop_proven()
        for name in refused:
            self._spool.drop(name, REFUSAL)
        self._spool.settle()
        said = SpoolReceiptError(path=str(unbelieved[-1])) if unbelieved else None
        return TakenIn(max(proven - before, 0), self._at, self._forked, said)

    def _receipt(self, name: str, note: bytes) -> None:
        receipt = self._read(name, note)
        if receipt is None:
            return
        item = self._items.get(name)
        is_current = receipt.epoch == self._identity.epoch
        if is_current and (item is None or item.turn != self._turn):
            # Of before the desk went back, since the district had lost what it once proved; or of an item that is no
            # more. What it covers is sealed again.
            self._old.append(name)
        elif self._outbox.chain_at(receipt.last_seq) == receipt.last_head:
            self._believed[name] = receipt
            if is_current and receipt.last_seq > self._outbox.acknowledged():
                self._at = time_of(receipt.district_at)
                self._outbox.receipt_stored(receipt.last_seq, self._at, note)
        elif not is_current and item is not None and _proves(receipt, item):
            self._delivered.append(name)  # sealed before the log lost its end; the district has it, and this is proof
        else:
            self._doubted.append(name)
            if is_current:
                # Signed, for this stream, and not our history: the disk was copied, or rolled back.
                self._forked = ForkError(seq=receipt.last_seq, newest_epoch=0)

    def _read(self, name: str, note: bytes) -> Receipt | None:
        try:
            receipt = open_note(Receipt, self._receipt_key, note)
        except DamagedNoteError:
            item = self._items.get(name)
            # A district that signs with another key since: what it took is sealed again for that one.
            of_before = item is not None and item.receipt_key != self._receipt_key
            (self._old if of_before else self._doubted).append(name)
            return None
        if receipt.device != self._identity.device:
            self._doubted.append(name)
            return None
        return receipt

    def _note_exchange(self, at: datetime, proven: int) -> None:
        """The screen's "has everything until": now that nothing waits, or until the item was sealed that closes it."""
        address = self._spool.address()
        if self._outbox.waiting() == 0:
            self._outbox.exchange_noted(at)
        elif address is not None and proven >= address.covers:
            made = [item.made_at for item in self._items.values() if item.last == proven]
            if made:
                self._outbox.exchange_noted(time_of(max(made)))

    def _is_followed(self, name: str, note: bytes) -> bool:
        """Do what a refusal asks of the log; False for one that the next sealing is to read."""
        try:
            refusal = open_note(Refusal, self._receipt_key, note)
        except DamagedNoteError:
            return True  # nothing in it can be believed; the next round hears the truth
        if (refusal.device, refusal.epoch) != (self._identity.device, self._identity.epoch):
            item = self._items.get(name)
            if refusal.reason == Reason.FORK and item is not None and refusal.epoch == item.epoch:
                self._delivered.append(name)  # the district keeps a second history in quarantine: it has it now
            return True
        if refusal.reason == Reason.FORK or (refusal.reason == Reason.GAP and self._is_elsewhere(refusal)):
            self._forked = ForkError(seq=refusal.head, newest_epoch=refusal.newest_epoch)
        elif refusal.reason == Reason.GAP:
            self._outbox.rewind(refusal.head)
            self._forget_receipts_after(refusal.head)
        return refusal.reason in _FOLLOWED

    def _is_elsewhere(self, refusal: Refusal) -> bool:
        """Whether the place to which a GAP leads back is in another history than this log's."""
        return bool(refusal.head_chain) and self._outbox.chain_at(refusal.head) != refusal.head_chain

    def _forget_receipts_after(self, seq: int) -> None:
        # The district has lost what it once proved: what is sealed here is sent again.
        for name, receipt in list(self._believed.items()):
            if receipt.last_seq > seq:
                self._spool.drop(name, RECEIPT)
                del self._believed[name]

    def _drop_proven(self) -> None:
        proven = self._outbox.acknowledged()
        for item in self._items.values():
            if item.last <= proven and self._outbox.chain_at(item.last) == item.last_head:
                self._spool.drop(item.name)
        for name in (*self._believed, *self._delivered):
            self._spool.drop(name)
        for name in self._old:
            self._spool.drop(name, RECEIPT)


def _proves(receipt: Receipt, item: SpoolItem) -> bool:
    return receipt.epoch == item.epoch and receipt.last_seq == item.last and receipt.last_head == item.last_head


def _newest(fork: ForkError) -> int:
    newest = fork.facts.get("newest_epoch")
    return newest if isinstance(newest, int) else 0

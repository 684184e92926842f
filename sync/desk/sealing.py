"""The next of a desk's events, sealed and closed for the district: one packing for line, stick and spool."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.ports import Clock, Outbox, Signer
from sync.errors import ForkError
from sync.wire.batch import pack
from sync.wire.envelope import closed


@dataclass(frozen=True, slots=True)
class Packing:
    """What the district asked for: a batch without the dictionary, or one that carries the digests along."""

    with_dictionary: bool = True
    with_digests: bool = False


@dataclass(frozen=True, slots=True)
class SealedEvents:
    """Events `first` … `last` of a device's epoch; `envelope` is the batch, readable by the district alone."""

    device: bytes
    epoch: int
    first: int
    last: int
    envelope: bytes

    @property
    def count(self) -> int:
        """How many events are in it."""
        return self.last - self.first + 1


def sealed_after(
    outbox: Outbox, signer: Signer, clock: Clock, after: int, most_bytes: int, envelope_key: bytes,
    packing: Packing = Packing(),
) -> SealedEvents | None:  # fmt: skip
    """Return the events after `after`, about `most_bytes` of them; None at the end of the log.

    `envelope_key` is the X25519 key of the enrolment. ForkError when the desk has no event `after` itself: a receipt
    proved more than the log holds.
    """
    before = outbox.chain_at(after)
    if before is None:
        raise ForkError(seq=after, newest_epoch=0)
    events = outbox.events_after(after, most_bytes)
    if not events:
        return None
    identity = outbox.identity()
    batch = pack(
        events,
        device=identity.device,
        epoch=identity.epoch,
        before=before,
        desk_head=outbox.acknowledged() + outbox.waiting(),
        sealed_at=clock.now(),
        signer=signer,
        with_dictionary=packing.with_dictionary,
        with_digests=packing.with_digests,
    )
    return SealedEvents(identity.device, identity.epoch, events[0].seq, events[-1].seq, closed(batch, envelope_key))

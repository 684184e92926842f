"""While the desk is open, what no receipt has proven is sealed for the courier: the envelopes a round would send."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.domain.events import Anchored
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Clock, DeskIdentity, Enrolment, Outbox, Signer, StoredEvent
from sync.desk.sealing import Packing, sealed_after
from sync.desk.spool import REFUSAL, Spool
from sync.desk.spool_item import SpoolItem
from sync.desk.spool_notes import SpoolAddress
from sync.wire.codec import MessagePackCodec
from sync.wire.dictionary import dictionary_name
from sync.wire.limits import BATCH_LEAST
from sync.wire.messages import Reason, Refusal
from sync.wire.signing import DamagedNoteError, open_note

_ITEM_RAW = 64 * 1024  # bytes of events in an item: made while somebody works, so never long on the store lane
_OPEN_BELOW = _ITEM_RAW // 2  # the last item is sealed anew, with what came since, until it is this large
_ONE_BY_ONE = frozenset({Reason.SALT, Reason.TOO_LARGE, Reason.DAMAGED, Reason.DICTIONARY})


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many items were made; `is_complete` unless there was more to seal than was asked for."""

    items: int
    is_complete: bool


def seal_spool(
    outbox: Outbox, signer: Signer, spool: Spool, *, url: str, ca_file: str, clock: Clock, most: int = 10**6
) -> Sealed:
    """Seal what is neither proven nor sealed yet, at most `most` items; drop what is proven. SpoolFailedError.

    A desk that is not enrolled has no key to seal to: nothing is made.
    """
    identity = outbox.identity()
    if not url or identity.enrolment is None:
        return Sealed(0, is_complete=True)
    return _Sealing(outbox, signer, spool, clock, identity, identity.enrolment).run(url, ca_file, most)


class _Sealing:
    def __init__(
        self,
        outbox: Outbox,
        signer: Signer,
        spool: Spool,
        clock: Clock,
        identity: DeskIdentity,
        enrolment: Enrolment,
    ) -> None:
        self._outbox, self._signer, self._spool, self._clock = outbox, signer, spool, clock
        self._identity, self._enrolment = identity, enrolment
        self._codec = MessagePackCodec()
        self._refused_dictionary = ""
        self._turn = outbox.times_rewound()
        self._made = 0

    def run(self, url: str, ca_file: str, most: int) -> Sealed:
        known = self._spool.address()
        if known is not None and known.receipt_key == self._enrolment.receipt_key.hex():
            self._refused_dictionary = known.refused_dictionary
        items = self._spool.items()
        refused = self._refusals()
        if Reason.DICTIONARY in refused.values():
            self._refused_dictionary = dictionary_name().hex()
        used, position = self._covered([item for item in items if item.name not in refused and self._is_usable(item)])
        if used and used[-1].raw_size < _OPEN_BELOW and self._something_after(position):
            position = used.pop().first - 1
        kept = {item.name for item in used}
        while self._made < most and self._something_after(position):
            item = self._next_item(position, _reasons_at(position, refused, items))
            self._spool.put(item)
            kept.add(item.name)
            position, self._made = item.last, self._made + 1
        is_complete = not self._something_after(position)
        if known is not None or kept:
            address = SpoolAddress(
                url, ca_file, self._identity.device.hex(), self._identity.epoch, self._enrolment.receipt_key.hex(),
                position, self._outbox.head()[0] if is_complete else position, self._refused_dictionary,
            )  # fmt: skip
            self._spool.keep_address(address)
        self._clear_away(items, kept, position, refused if is_complete else {})
        return Sealed(self._made, is_complete)

    def _refusals(self) -> dict[str, int]:
        """Return the items that the district wants in another form, and why; signed by it or not believed."""
        found: dict[str, int] = {}
        for name, note in self._spool.answers(REFUSAL):
            try:
                refusal = open_note(Refusal, self._enrolment.receipt_key, note)
            except DamagedNoteError:
                continue
            if refusal.reason in _ONE_BY_ONE and refusal.device == self._identity.device:
                found[name] = refusal.reason
        return found

    def _is_usable(self, item: SpoolItem) -> bool:
        return (
            (item.device, item.epoch, item.turn) == (self._identity.device, self._identity.epoch, self._turn)
            and (item.receipt_key, item.envelope_key) == (self._enrolment.receipt_key, self._enrolment.envelope_key)
            and (not item.dictionary or item.dictionary.hex() != self._refused_dictionary)
            and self._is_in_log(item)
        )

    def _is_in_log(self, item: SpoolItem) -> bool:
        return self._outbox.chain_at(item.last) == item.last_head

    def _covered(self, usable: list[SpoolItem]) -> tuple[list[SpoolItem], int]:
        """Return the items that follow each other from the last proven event on, and how far they go."""
        position, used = self._outbox.acknowledged(), list[SpoolItem]()
        while True:
            following = [item for item in usable if item.first <= position + 1 <= item.last]
            if not following:
                return used, position
            used.append(max(following, key=lambda item: item.last))
            position = used[-1].last

    def _something_after(self, position: int) -> bool:
        events = self._outbox.events_after(position, _ITEM_RAW)
        return bool(events) and not self._is_only_anchors(events)

    def _is_only_anchors(self, events: tuple[StoredEvent, ...]) -> bool:
        if events[-1].seq < self._outbox.head()[0]:
            return False
        return all(self._codec.decode_header(event.header).kind == Anchored.kind for event in events)

    def _next_item(self, position: int, reasons: set[int]) -> SpoolItem:
        """Return the events after `position` as an item, in the form that was asked for at this place."""
        most_bytes = BATCH_LEAST if reasons & {Reason.TOO_LARGE, Reason.DAMAGED} else _ITEM_RAW
        packing = Packing(dictionary_name().hex() != self._refused_dictionary, Reason.SALT in reasons)
        key, at = self._enrolment.envelope_key, self._clock.now()
        sealed = sealed_after(self._outbox, self._signer, self._clock, position, most_bytes, key, packing)
        events = self._outbox.events_after(position, most_bytes)
        before = self._outbox.chain_at(position)
        assert sealed is not None and before is not None and sealed.last == events[-1].seq  # nobody else is here
        return SpoolItem(
            device=sealed.device,
            epoch=sealed.epoch,
            first=sealed.first,
            last=sealed.last,
            before=before,
            last_head=events[-1].chain,
            receipt_key=self._enrolment.receipt_key,
            envelope_key=key,
            made_at=milliseconds_of(at),
            raw_size=sum(len(event.header) + len(event.body or event.digest) for event in events),
            dictionary=dictionary_name() if packing.with_dictionary else b"",
            with_digests=packing.with_digests,
            envelope=sealed.envelope,
            turn=self._turn,
        )

    def _clear_away(self, items: tuple[SpoolItem, ...], kept: set[str], position: int, refused: dict[str, int]) -> None:
        for item in items:
            # What the log does not have any more (it was put back from a copy) goes only once the district has it.
            if item.name not in kept and item.last <= position and self._is_in_log(item):
                self._spool.drop(item.name)
        for name in self._spool.damaged():
            self._spool.drop(name)
        for name in refused:
            self._spool.drop(name, REFUSAL)  # sealed anew in the form that was asked for
        self._spool.settle()


def _reasons_at(position: int, refused: dict[str, int], items: tuple[SpoolItem, ...]) -> set[int]:
    here = [item for item in items if item.first <= position + 1 <= item.last]
    asked_before = {Reason.SALT for item in here if item.with_digests}
    return asked_before | {refused[item.name] for item in here if item.name in refused}

"""Epochs of one device: each after the first branches off an earlier one, at the last event that both have.

A copied or restored desk goes on in a new epoch. What it shares with the older ones is not stored again.
"""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F, Max, QuerySet

from desk_app.domain.chain import FIRST_EPOCH
from desk_app.domain.events import RESTORED, EpochOpened
from sync.district.books import OpenStream
from sync.district.models import Desk, Event, Parked, Stream, Unproven
from sync.wire.codec import MessagePackCodec
from sync.wire.reckoning import ReckonedEvent

_OPENINGS = 20  # of one epoch's first events; a log that was restored again before it ever sent brings each of them


def newest_epoch(device: bytes) -> int:
    """Return the newest epoch of a device that holds something; 0 for none."""
    hubs = list(Desk.objects.filter(device=device).values_list("hub", flat=True))
    newest = Stream.objects.filter(hub__in=hubs, device=device, head_seq__gt=0).aggregate(newest=Max("epoch"))["newest"]
    return int(newest or 0)


def is_held_elsewhere(desk: Desk, seq: int, chain: bytes) -> bool:
    """Whether some epoch of the device has the event `seq` with this chain head after it."""
    return _is_held(desk.hub, bytes(desk.device), None, seq, chain)


def is_superseded(desk: Desk, epoch: int) -> bool:
    """Whether a log restored from a copy of this epoch writes in a newer one: who writes in this one is an old disk.

    A copy that a refusal sent into an epoch of its own supersedes nothing: both machines may go on. So nobody is told
    twice, whoever is told opens such an epoch.
    """
    newer = Stream.objects.filter(hub=desk.hub, device=desk.device, epoch__gt=epoch, head_seq__gt=F("base_seq"))
    return any(_branches_off(branch, epoch) and _is_restored(branch) for branch in newer)


def branched(stream: OpenStream, seq: int, chain: bytes) -> OpenStream:
    """Return the stream as it begins: an epoch that holds nothing yet after `seq`, if another one has that event."""
    is_begun = stream.epoch == FIRST_EPOCH or stream.head_seq > 0
    if is_begun or seq == 0 or not _is_held(stream.hub, stream.device, stream.epoch, seq, chain):
        return stream
    return replace(stream, base_seq=seq, base_chain=chain, head_seq=seq, head_chain=chain)


def joining(stream: OpenStream, events: Sequence[ReckonedEvent]) -> OpenStream:
    """Return the stream with those next events of a batch that other epochs of the device have already.

    They are stored once: an epoch without events of its own begins after them, any other takes them over from the epoch
    that has them, whose base moves on. The same stream where nothing is shared.
    """
    if stream.is_alone:
        return stream
    ahead = [event for event in events if event.sent.seq > stream.head_seq]
    if not ahead:
        return stream
    held = _holders(stream, ahead)
    shared: list[ReckonedEvent] = []
    for event in ahead:
        if (event.sent.seq, event.chain) not in held:
            break
        shared.append(event)
    if not shared:
        return stream
    seq, chain = shared[-1].sent.seq, shared[-1].chain
    if stream.epoch != FIRST_EPOCH and stream.head_seq == stream.base_seq:
        return replace(stream, base_seq=seq, base_chain=chain, head_seq=seq, head_chain=chain)
    for epoch in {held[event.sent.seq, event.chain] for event in shared}:
        last = max(event.sent.seq for event in shared if held[event.sent.seq, event.chain] == epoch)
        _take_over(stream, epoch, last, next(event.chain for event in shared if event.sent.seq == last))
    return replace(stream, head_seq=seq, head_chain=chain)


def nearest_head(stream: OpenStream, before: int) -> int:
    """Return from where a desk may send again when nobody here has what its epoch branches off: 0 always will do."""
    heads = _siblings(stream).filter(head_seq__lt=before).aggregate(nearest=Max("head_seq"))["nearest"]
    return int(heads or 0)


def _is_held(hub: int, device: bytes, but: int | None, seq: int, chain: bytes) -> bool:
    epochs = Stream.objects.filter(hub=hub, device=device).exclude(epoch=but).values_list("epoch", flat=True)
    places = Event.objects.filter(hub=hub, device=device, epoch__in=list(epochs), seq=seq)
    return any(bytes(held) == chain for held in places.values_list("chain", flat=True))


def _branches_off(branch: Stream, epoch: int) -> bool:
    if branch.base_seq == 0:
        return epoch == FIRST_EPOCH
    base = Event.objects.filter(hub=branch.hub, device=branch.device, epoch=epoch, seq=branch.base_seq)
    return any(bytes(chain) == bytes(branch.base_chain) for chain in base.values_list("chain", flat=True))


def _is_restored(branch: Stream) -> bool:
    """Whether the log says of the epoch that it began with a restore; it may bring what was written shortly before."""
    opened = Event.objects.filter(hub=branch.hub, device=branch.device, epoch=branch.epoch, kind=EpochOpened.kind)
    for body, version in opened.order_by("seq").values_list("body", "version")[:_OPENINGS]:
        said = None if body is None else _read(version, bytes(body))
        if isinstance(said, EpochOpened) and said.epoch == branch.epoch:
            return said.reason == RESTORED
    return False


def _read(version: int, body: bytes) -> object:
    try:
        return MessagePackCodec().decode_body(EpochOpened.kind, version, body)
    except ValueError:
        return None  # a desk may seal what nobody can read; it is stored like everything else


def _holders(stream: OpenStream, events: Sequence[ReckonedEvent]) -> dict[tuple[int, bytes], int]:
    """Return which other epoch has which event (seq and chain) of those places."""
    holders: dict[tuple[int, bytes], int] = {}
    first, last = events[0].sent.seq, events[-1].sent.seq
    for epoch in _siblings(stream).values_list("epoch", flat=True):
        held = Event.objects.filter(hub=stream.hub, device=stream.device, epoch=epoch, seq__range=(first, last))
        holders |= {(seq, bytes(chain)): epoch for seq, chain in held.values_list("seq", "chain")}
    return holders


def _take_over(stream: OpenStream, epoch: int, last: int, chain: bytes) -> None:
    """What two epochs share is the beginning of the younger one's own events: the older takes it, nothing is copied."""
    for table in (Event, Parked, Unproven):
        rows = table.objects.filter(hub=stream.hub, device=stream.device, epoch=epoch)
        rows.filter(seq__gt=stream.head_seq, seq__lte=last).update(epoch=stream.epoch)
    Stream.objects.filter(hub=stream.hub, device=stream.device, epoch=epoch).update(base_seq=last, base_chain=chain)


def _siblings(stream: OpenStream) -> QuerySet[Any]:
    return Stream.objects.filter(hub=stream.hub, device=stream.device).exclude(epoch=stream.epoch)

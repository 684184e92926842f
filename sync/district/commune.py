"""What the desks of a commune know of each other through the district: derived from the events, kept nowhere else."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator

from desk_app.commune_ports import HeldStream, Neighbour, Stretch, concerns_the_commune
from desk_app.domain.chain import genesis, link
from desk_app.stored_event import StoredEvent
from sync.district.models import Desk, Event, Stream
from sync.wire.commune import held_in, mark_of, page_for
from sync.wire.limits import INBOX_PAGE_BYTES
from sync.wire.messages import CommunePage, CommuneRequest

_HEADER_BYTES = 120


def mark_for(desk: Desk) -> bytes:
    """Return the mark of everything that a desk of the commune can have; empty for one out of use."""
    if _is_out(desk):
        return b""
    held = [
        HeldStream(bytes(each.device), each.epoch, each.head_seq, bytes(each.head_chain)) for each in _streams(desk)
    ]
    return mark_of(_neighbours(desk), held)


def page_of_commune(desk: Desk, asked: CommuneRequest) -> CommunePage:
    """Return what the asking desk lacks of the others, a page of it; nothing for one out of use."""
    if _is_out(desk):
        return page_for(asked, None, ())
    return page_for(asked, _neighbours(desk), _lacking(desk, held_in(asked)))


def _is_out(desk: Desk) -> bool:
    """A replaced or revoked device is heard by nobody, though what it wrote stays part of the commune's past."""
    return desk.replaced_at is not None or desk.revoked_at is not None


def _others(desk: Desk) -> list[Desk]:
    return list(Desk.objects.filter(hub=desk.hub).exclude(device=desk.device).order_by("number", "device"))


def _neighbours(desk: Desk) -> list[Neighbour]:
    return [Neighbour(bytes(each.public_key), each.number, each.name, _is_out(each)) for each in _others(desk)]


def _streams(desk: Desk) -> list[Stream]:
    """Return the streams of the other devices that have events of their own, earlier epochs first."""
    streams = Stream.objects.filter(hub=desk.hub).exclude(device=desk.device).order_by("device", "epoch")
    return [stream for stream in streams if stream.head_seq > stream.base_seq]


def _lacking(desk: Desk, held: tuple[HeldStream, ...]) -> Iterator[Stretch]:
    known = {(each.device, each.epoch): each for each in held}
    keys = {bytes(each.device): bytes(each.public_key) for each in _others(desk)}
    room = INBOX_PAGE_BYTES
    for stream in _streams(desk):
        after = _place_after(stream, known.get((bytes(stream.device), stream.epoch)))
        if after >= stream.head_seq or bytes(stream.device) not in keys:
            continue
        before = head = _head_at(stream, after, keys[bytes(stream.device)])
        events: list[StoredEvent] = []
        for event in _events(stream, after):
            room -= _HEADER_BYTES + len(event.body or b"")
            head = link(head, event.header, event.digest)
            events.append(StoredEvent(event.seq, event.header, event.digest, event.body, head))
            if room < 0:
                break
        if events:
            yield Stretch(bytes(stream.device), stream.epoch, before, tuple(events))
        if room < 0:
            return


def _place_after(stream: Stream, held: HeldStream | None) -> int:
    """Return after which event to go on; of a stream that is held further, or elsewhere, its last event is shown.

    The desk sees by that whether it is of the history that it holds; if not, it asks from the beginning.
    """
    head, base = int(stream.head_seq), int(stream.base_seq)
    if held is None or held.seq < head or held.is_at(head, bytes(stream.head_chain)):
        return max(0 if held is None else held.seq, base)
    return max(head - 1, base) if held.head else head


def _events(stream: Stream, after: int) -> Iterator[StoredEvent]:
    rows = Event.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch, seq__gt=after)
    values = rows.order_by("seq").values_list("seq", "kind", "header", "digest", "body", "chain")
    for seq, kind, header, digest, body, chain in values.iterator():
        wanted = bytes(body) if body is not None and concerns_the_commune(kind) else None
        yield StoredEvent(seq, bytes(header), bytes(digest), wanted, bytes(chain))


def _head_at(stream: Stream, seq: int, public_key: bytes) -> bytes:
    if seq == 0:
        return genesis(public_key)
    if seq == stream.base_seq:
        return bytes(stream.base_chain)
    held = Event.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch, seq=seq)
    return bytes(next(iter(held.values_list("chain", flat=True)), bytes(32)))

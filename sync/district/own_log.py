"""A desk's own log on its way back to it: through the epochs that its newest history runs through."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import zstandard

from desk_app.domain.chain import genesis
from sync.district.models import Desk, Event, Stream
from sync.wire.envelope import can_close, closed
from sync.wire.limits import INBOX_PAGE_BYTES
from sync.wire.messages import LogPage, LogRequest

_LEVEL = 9


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Events `first` to `last` lie in this epoch."""

    epoch: int
    first: int
    last: int


def log_page(desk: Desk, asked: LogRequest) -> LogPage | None:
    """Return the events that continue what the desk has; None when nothing here does.

    Of several continuations (the disk was copied) the one that was heard last.
    """
    if not 0 <= asked.after < 2**62 or not can_close(asked.box_key):
        return None
    for stretches in _histories(desk):
        if stretches and _joins(desk, stretches, asked):
            events = list(_events(desk, stretches, asked.after))
            content = zstandard.ZstdCompressor(level=_LEVEL).compress(msgspec.msgpack.encode(events))
            return LogPage(bytes(desk.device), asked.after, stretches[-1].last, closed(content, asked.box_key))
    return None


def _histories(desk: Desk) -> Iterator[list[_Stretch]]:
    streams = [stream for stream in Stream.objects.filter(hub=desk.hub, device=desk.device) if stream.head_seq]
    for stream in sorted(streams, key=lambda each: (each.heard_at is not None, each.heard_at), reverse=True):
        stretches: list[_Stretch] = []
        epoch, last, seen = stream, stream.head_seq, set[int]()
        while last > 0 and epoch.epoch not in seen:
            seen.add(epoch.epoch)
            if last > epoch.base_seq:
                stretches.insert(0, _Stretch(epoch.epoch, epoch.base_seq + 1, last))
            last = min(last, epoch.base_seq)
            older = [other for other in streams if other.epoch not in seen and _has(other, last, epoch)]
            epoch = older[0] if older else epoch
        yield stretches


def _has(stream: Stream, seq: int, branch: Stream) -> bool:
    """Whether the event that another epoch branches off lies in this one."""
    held = Event.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch, seq=seq)
    return any(bytes(chain) == bytes(branch.base_chain) for chain in held.values_list("chain", flat=True))


def _joins(desk: Desk, stretches: list[_Stretch], asked: LogRequest) -> bool:
    if asked.after == 0:
        return asked.head == genesis(bytes(desk.public_key))
    for stretch in stretches:
        if stretch.first <= asked.after <= stretch.last:
            held = Event.objects.filter(hub=desk.hub, device=desk.device, epoch=stretch.epoch, seq=asked.after)
            return any(bytes(chain) == asked.head for chain in held.values_list("chain", flat=True))
    return False


def _events(desk: Desk, stretches: list[_Stretch], after: int) -> Iterator[tuple[bytes, bytes, bytes | None]]:
    room = INBOX_PAGE_BYTES  # of bodies and headers; one event always fits
    for stretch in stretches:
        rows = Event.objects.filter(
            hub=desk.hub, device=desk.device, epoch=stretch.epoch, seq__gt=after, seq__lte=stretch.last
        )
        for header, digest, body in rows.order_by("seq").values_list("header", "digest", "body").iterator():
            if room < 0:
                return
            room -= len(header) + len(body or b"")
            yield bytes(header), bytes(digest), None if body is None else bytes(body)

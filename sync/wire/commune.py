"""What desks of one commune ask each other, or the district, and what comes back: stretches of each other's logs.

The same question and the same page on the line to the district and on the commune's own network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec
import zstandard

from desk_app.commune_ports import HeldStream, Neighbour, Stretch
from desk_app.domain.chain import link
from desk_app.stored_event import StoredEvent
from sync.wire.envelope import DamagedEnvelopeError, can_close, closed, opened
from sync.wire.limits import BATCH_RAW_MOST
from sync.wire.messages import CarryRequest, CommunePage, CommuneRequest

_LEVEL = 9
_MARK_BYTES = 8
_HEAD_BYTES = 8

Row = tuple[bytes, bytes, bytes | None]


class DamagedPageError(ValueError):
    """The page is not for this question, or cannot be read."""


class StretchRow(msgspec.Struct, array_like=True, frozen=True):
    """Events `first` … of a device's epoch; `before` is the chain head ahead of them, each a header, digest, body."""

    device: bytes
    epoch: int
    first: int
    before: bytes
    rows: tuple[Row, ...]


class NeighbourRow(msgspec.Struct, array_like=True, frozen=True):
    """A device of the commune."""

    public_key: bytes
    desk: int
    name: str
    replaced: bool


class CommuneContent(msgspec.Struct, array_like=True, frozen=True):
    """What lies in a page: who belongs to the commune (None: the sender does not vouch), and the stretches."""

    neighbours: tuple[NeighbourRow, ...] | None
    stretches: tuple[StretchRow, ...]


def mark_of(neighbours: Iterable[Neighbour], held: Iterable[HeldStream]) -> bytes:
    """Return eight bytes that differ when somebody knows more: asking is worth it only then."""
    told = sorted((each.public_key, each.desk, each.name, each.replaced) for each in neighbours)
    streams = sorted((each.device, each.epoch, each.seq, short_head(each.head)) for each in held)
    return hashlib.sha256(msgspec.msgpack.encode((told, streams))).digest()[:_MARK_BYTES]


def short_head(chain: bytes) -> bytes:
    """Return what is said of a chain head: enough to tell two histories of one device apart."""
    return chain[:_HEAD_BYTES]


def question_of(request: CommuneRequest | CarryRequest) -> bytes:
    """Return what binds a page to its question."""
    return hashlib.sha256(msgspec.msgpack.encode(request)).digest()[:16]


def page_for(
    request: CommuneRequest, neighbours: Sequence[Neighbour] | None, stretches: Iterable[Stretch]
) -> CommunePage:
    """Return the page that answers the question, sealed so that only the asking desk reads it."""
    told = None
    if neighbours is not None:
        told = tuple(NeighbourRow(each.public_key, each.desk, each.name, each.replaced) for each in neighbours)
    content = msgspec.msgpack.encode(CommuneContent(told, tuple(_row(each) for each in stretches)))
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(content)
    return CommunePage(request.device, question_of(request), closed(packed, request.box_key))


def content_of(
    page: CommunePage, request: CommuneRequest, box_private: bytes
) -> tuple[tuple[Neighbour, ...] | None, tuple[Stretch, ...]]:
    """Return the neighbours and the stretches of a page, chains reckoned; DamagedPageError."""
    if page.device != request.device or page.question != question_of(request):
        raise DamagedPageError("a page for another question")
    try:
        packed = opened(page.sealed, box_private)
        if zstandard.get_frame_parameters(packed).content_size > BATCH_RAW_MOST:
            raise DamagedPageError("a page without end")
        raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=BATCH_RAW_MOST)
        content = msgspec.msgpack.decode(raw, type=CommuneContent)
    except (DamagedEnvelopeError, zstandard.ZstdError, msgspec.MsgspecError, RecursionError) as error:
        raise DamagedPageError("an unreadable page") from error
    told = content.neighbours
    return (
        None if told is None else tuple(Neighbour(*msgspec.structs.astuple(each)) for each in told),
        tuple(_stretch(each) for each in content.stretches),
    )


def is_sensible(request: CommuneRequest) -> bool:
    """Whether a question can be answered at all."""
    heads_fit = len(request.heads) in (0, len(request.held)) and all(len(head) <= 32 for head in request.heads)
    return (
        can_close(request.box_key)
        and heads_fit
        and all(len(device) == 16 and 0 <= epoch < 2**31 and 0 <= seq < 2**62 for device, epoch, seq in request.held)
    )


def held_in(request: CommuneRequest) -> tuple[HeldStream, ...]:
    """Return what the asking desk holds."""
    heads = request.heads or (b"",) * len(request.held)
    return tuple(HeldStream(*each, head) for each, head in zip(request.held, heads, strict=True))


def in_pieces(stretch: Stretch, most: int) -> Iterable[Stretch]:
    """Yield the stretch in pieces of so many events, each going on from the one before."""
    before = stretch.before
    for start in range(0, len(stretch.events), most):
        events = stretch.events[start : start + most]
        yield Stretch(stretch.device, stretch.epoch, before, events)
        before = events[-1].chain


def _row(stretch: Stretch) -> StretchRow:
    rows = tuple((each.header, each.digest, each.body) for each in stretch.events)
    return StretchRow(stretch.device, stretch.epoch, stretch.events[0].seq, stretch.before, rows)


def _stretch(row: StretchRow) -> Stretch:
    head, events = row.before, list[StoredEvent]()
    for seq, (header, digest, body) in enumerate(row.rows, row.first):
        head = link(head, header, digest)
        events.append(StoredEvent(seq, header, digest, body, head))
    return Stretch(row.device, row.epoch, row.before, tuple(events))

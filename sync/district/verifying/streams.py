"""The events of a commune's streams: chain, digests, columns, and where each epoch branches off."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from desk_app.domain import chain
from desk_app.domain.events import DeskOpened, Enrolled
from sync.district.models import Desk, Event, Hub, Stream, Unproven
from sync.district.progress import column_text
from sync.district.verifying.findings import Findings, Place
from sync.wire.batch import HeaderRow
from sync.wire.codec import MessagePackCodec
from sync.wire.reckoning import Doubt, salt_of_body

INTAKES = (20, 21, 40)
_SLOT = b"\xc4\x20"
_EVENT = ("seq", "kind", "version", "dossier", "recorded_at", "header", "digest", "body", "chain")


@dataclass
class Seen:
    """What the events of a commune tell, for the checks that follow.

    `heads` are the chain heads of a device after an event, in whatever epoch; kept where a batch begins or ends.
    `receipt_keys` are those that desks sealed at their enrolments.
    """

    wanted: Mapping[bytes, set[int]] = field(default_factory=dict)
    heads: dict[tuple[bytes, int], set[bytes]] = field(default_factory=lambda: defaultdict(set))
    receipt_keys: set[bytes] = field(default_factory=set)
    events: int = 0


def check_streams(hub: Hub, seen: Seen) -> Findings:
    """Yield what is wrong with the commune's events; `seen` is filled on the way."""
    salts = _salts(hub.hub)
    desks = {bytes(desk.device): desk for desk in Desk.objects.filter(hub=hub.hub)}
    doubts = {
        (bytes(row.device), row.epoch, row.seq): row.doubt for row in Unproven.objects.filter(hub=hub.hub).iterator()
    }
    streams = list(Stream.objects.filter(hub=hub.hub).order_by("device", "epoch"))
    for stream in streams:
        place = Place("stream", hub.agency_code, bytes(stream.device).hex(), stream.epoch)
        desk = desks.get(bytes(stream.device))
        if desk is None:
            yield place.wrong("a stream of a device that was never taken in")
            continue
        yield from _events(hub, stream, desk, salts, doubts, seen)
        yield from _stream(place, stream, desk, seen)
    yield from _lost(hub, streams, doubts)


def _salts(hub: int) -> dict[str, set[bytes]]:
    """Every salt that some intake of a dossier's number brought."""
    salts: dict[str, set[bytes]] = defaultdict(set)
    intakes = Event.objects.filter(hub=hub, kind__in=INTAKES, body__isnull=False)
    for kind, dossier, body in intakes.values_list("kind", "dossier", "body").iterator():
        salt = salt_of_body(kind, bytes(body))
        if salt is not None and dossier is not None:
            salts[dossier].add(salt)
    return salts


def _events(
    hub: Hub,
    stream: Stream,
    desk: Desk,
    salts: Mapping[str, set[bytes]],
    doubts: dict[tuple[bytes, int, int], int],
    seen: Seen,
) -> Findings:
    device = bytes(stream.device)
    place = Place("event", hub.agency_code, device.hex(), stream.epoch)
    seq, head = stream.base_seq, bytes(stream.base_chain) or chain.genesis(bytes(desk.public_key))
    decoder, own = msgspec.msgpack.Decoder(HeaderRow), _own_salts(stream, hub.hub)
    wanted = seen.wanted.get(device, set())
    rows = Event.objects.filter(hub=hub.hub, device=device, epoch=stream.epoch).order_by("seq")
    for at, kind, version, dossier, recorded_at, packed, digest_held, body_held, chain_held in rows.values_list(
        *_EVENT
    ).iterator(chunk_size=1000):
        header, digest = bytes(packed), bytes(digest_held)
        seen.events += 1
        if at != seq + 1:
            yield place.wrong(f"events {seq + 1} to {at - 1} are missing", at, dossier)
            return
        seq, head = at, chain.link(head, header, digest)
        if bytes(chain_held) != head:
            yield place.wrong("the chain does not lead here: this event or one before it was changed", seq, dossier)
            head = bytes(chain_held)
        try:
            row = decoder.decode(header + _SLOT + digest)
        except (msgspec.MsgspecError, ValueError) as error:
            yield place.wrong(f"its header is damaged: {error}", seq, dossier)
            continue
        sealed = (row.kind, row.version, None if row.dossier is None else column_text(row.dossier), row.recorded_at)
        if sealed != (kind, version, dossier, recorded_at):
            yield place.wrong("kind, version, dossier or time are not those of its header", seq, dossier)
        body = None if body_held is None else bytes(body_held)
        if body is not None:
            candidates = own if row.dossier is None else salts.get(column_text(row.dossier), set())
            doubt = doubts.get((device, stream.epoch, seq))
            yield from _body(place, row, seq, body, digest, candidates, doubt)
            if kind == Enrolled.kind:
                seen.receipt_keys |= _receipt_key(version, body)
        if seq in wanted:
            seen.heads[device, seq].add(head)


def _body(
    place: Place, row: HeaderRow, seq: int, body: bytes, digest: bytes, salts: Iterable[bytes], doubt: int | None
) -> Findings:
    known = list(salts)
    fits = any(chain.digest_of(chain.salt_of_event(salt, seq), body) == digest for salt in known)
    if doubt is None:
        if not fits:
            yield place.wrong("its body is not the one whose digest was sealed", seq, row.dossier)
    elif doubt != Doubt.SALT_UNKNOWN and (not known or (fits and len(known) == 1)):
        # Of several intakes under one number the batch was held against one, which need not be the one that fits.
        yield place.wrong("it was noted as unproven for another reason", seq, row.dossier)
    elif doubt not in list(Doubt):
        yield place.wrong("it was noted as unproven for no reason", seq, row.dossier)
    elif not fits:
        yield place.doubtful("nobody here has seen this body and its sealed digest agree", seq, row.dossier)


def _own_salts(stream: Stream, hub: int) -> set[bytes]:
    """The salts of events without a dossier: of the opening, in whatever epoch of the device it lies."""
    opened = Event.objects.filter(hub=hub, device=stream.device, kind=DeskOpened.kind, body__isnull=False)
    salts = {salt_of_body(DeskOpened.kind, bytes(body)) for body in opened.values_list("body", flat=True)}
    return {salt for salt in salts if salt is not None}


def _receipt_key(version: int, body: bytes) -> set[bytes]:
    try:
        said = MessagePackCodec().decode_body(Enrolled.kind, version, body)
    except ValueError:
        return set()
    return {said.receipt_key} if isinstance(said, Enrolled) else set()


def _stream(place: Place, stream: Stream, desk: Desk, seen: Seen) -> Findings:
    own = Event.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch)
    last = own.order_by("-seq").values_list("seq", "chain").first()
    genesis = chain.genesis(bytes(desk.public_key))
    base = (stream.base_seq, bytes(stream.base_chain) or genesis)
    seq, head = (last[0], bytes(last[1])) if last is not None else base
    if (stream.head_seq, bytes(stream.head_chain)) != (seq, head):
        yield place.wrong(f"it says that it ends at event {stream.head_seq}, its events end at {seq}", seq)
    if stream.base_seq == 0:
        if bytes(stream.base_chain) not in (b"", genesis):
            yield place.wrong("it does not begin with the device's key", 0)
    else:
        others = Event.objects.filter(hub=stream.hub, device=stream.device, seq=stream.base_seq)
        elsewhere = others.exclude(epoch=stream.epoch).values_list("chain", flat=True)
        if bytes(stream.base_chain) not in {bytes(each) for each in elsewhere}:
            yield place.wrong("no other epoch has the event that this one branches off", stream.base_seq)
    if stream.salt is not None and bytes(stream.salt) not in _own_salts(stream, stream.hub):
        yield place.wrong("its salt is not the one of the opening")


def _lost(hub: Hub, streams: Iterable[Stream], doubts: Iterable[tuple[bytes, int, int]]) -> Findings:
    """Rows that belong to nothing."""
    known = {(bytes(stream.device), stream.epoch) for stream in streams}
    for device, epoch in Event.objects.filter(hub=hub.hub).values_list("device", "epoch").distinct():
        if (bytes(device), epoch) not in known:
            yield Place("event", hub.agency_code, bytes(device).hex(), epoch).wrong("events of no stream")
    for device, epoch, seq in doubts:
        if not Event.objects.filter(hub=hub.hub, device=device, epoch=epoch, seq=seq, body__isnull=False).exists():
            yield Place("unproven", hub.agency_code, device.hex(), epoch).wrong("no such event", seq)

"""A batch comes in: one transaction under the lock of its stream, and a receipt that says what is now held for good."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from desk_app.domain.events import DeskOpened
from desk_app.domain.positional import milliseconds_of
from sync.district.books import (
    Entry,
    OpenStream,
    chain_at,
    enter,
    in_one_go,
    intakes_of,
    newest_receipt,
    open_stream,
)
from sync.district.keys import DistrictKeys
from sync.district.models import Parked, Quarantined, Stream
from sync.district.projection import SHOWN, Projection
from sync.district.shelf import add_dossiers, column_text, move_dossiers, states_of, store_events
from sync.wire.batch import Batch, DamagedBatchError, UnknownDictionaryError, unpack
from sync.wire.envelope import DamagedEnvelopeError, opened
from sync.wire.messages import Reason, Receipt
from sync.wire.reckoning import (
    HeaderRow,
    ReckonedEvent,
    SaltUnknownError,
    dossiers_begun_elsewhere,
    reckon,
    rows_of,
    salt_of_body,
)
from sync.wire.signing import sign_note


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why a batch was not taken, and the head that matters (GAP: what is held; FORK: the last common seq known)."""

    reason: Reason
    head: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A batch out of its envelope, its headers read."""

    batch: Batch
    rows: tuple[HeaderRow, ...]


def open_batch(envelope: bytes, keys: DistrictKeys) -> Opened | NotTaken:
    """Return the batch in an envelope; costs no database."""
    try:
        batch = unpack(opened(envelope, keys.envelope_private))
        return Opened(batch, rows_of(batch))
    except UnknownDictionaryError:
        return NotTaken(Reason.DICTIONARY)
    except (DamagedEnvelopeError, DamagedBatchError):
        return NotTaken(Reason.DAMAGED)


def ingest(arrived: Opened, keys: DistrictKeys, at: datetime) -> bytes | NotTaken:
    """Return the signed receipt, old or new, or why there is none. Sending a batch again changes nothing."""
    header = arrived.batch.header
    with transaction.atomic():
        stream = open_stream(header.device, header.epoch)
        if stream is None:
            return NotTaken(Reason.NOT_ENROLLED)
        if header.first > stream.head_seq + 1:
            return NotTaken(Reason.GAP, stream.head_seq)
        try:
            events = reckon(arrived.batch, arrived.rows, _salts(stream, arrived.rows))
        except SaltUnknownError:
            return NotTaken(Reason.SALT)
        if not arrived.batch.is_sealed_by(stream.public_key, events[-1].chain):
            # Perhaps a salt that is known here is not the desk's: with its digests the seal decides alone.
            is_bare = any(event.digest is None for event in arrived.batch.events)
            return NotTaken(Reason.SALT if is_bare else Reason.DAMAGED)
        if not _continues(stream, arrived.batch, events):
            _quarantine(stream, arrived.batch, at)
            return NotTaken(Reason.FORK, min(stream.head_seq, header.first - 1))
        fresh = fresh_of(events, stream.head_seq)
        return _take(stream, fresh, header.desk_head, keys, at) if fresh else newest_receipt(stream)


def fresh_of(events: Iterable[ReckonedEvent], head: int) -> list[ReckonedEvent]:
    """Return the events that are not held yet."""
    return [event for event in events if event.sent.seq > head]


def projected(hub: int, events: Sequence[ReckonedEvent]) -> Projection:
    """Return what events change in the dossier list; reads where the known dossiers stand."""
    numbers = (event.row.dossier for event in events if event.row.kind in SHOWN and event.row.dossier)
    projection = Projection(states_of(hub, map(column_text, numbers)))
    for event in events:
        projection.follow(event)
    return projection


def _store_moves(stream: OpenStream, projection: Projection) -> None:
    move_dossiers(stream.hub, projection.moved)
    Parked.objects.bulk_create(
        Parked(
            hub=stream.hub, device=stream.device, epoch=stream.epoch, seq=parked.event.sent.seq,
            kind=parked.event.row.kind, version=parked.event.row.version, reason=column_text(parked.reason)[:200],
        )
        for parked in projection.parked
    )  # fmt: skip


def _salts(stream: OpenStream, rows: tuple[HeaderRow, ...]) -> dict[str | None, bytes]:
    salts: dict[str | None, bytes] = {} if stream.salt is None else {None: stream.salt}
    intakes = intakes_of(stream.hub, map(column_text, dossiers_begun_elsewhere(rows)))
    intakes.sort(key=lambda intake: intake[:2] == (stream.device, stream.epoch))
    for *_, dossier, kind, body in intakes:
        salt = salt_of_body(kind, body)  # of several the one of this stream counts, and of those the newest
        if salt is not None:
            salts[dossier] = salt
    return salts


def _continues(stream: OpenStream, batch: Batch, events: tuple[ReckonedEvent, ...]) -> bool:
    header = batch.header
    if header.before != chain_at(stream, header.first - 1):
        return False
    last_known = min(header.last, stream.head_seq)
    return last_known < header.first or events[last_known - header.first].chain == chain_at(stream, last_known)


def _take(stream: OpenStream, fresh: list[ReckonedEvent], desk_head: int, keys: DistrictKeys, at: datetime) -> bytes:
    store_events(stream, fresh)
    salt = stream.salt
    for event in fresh:
        if event.row.kind == DeskOpened.kind and event.sent.body is not None and salt is None:
            salt = salt_of_body(DeskOpened.kind, event.sent.body)
    projection = projected(stream.hub, fresh)
    entry = _entry(stream, fresh[-1], salt, desk_head, keys, at)
    add_dossiers(stream.hub, projection.begun.values())
    with in_one_go():
        _store_moves(stream, projection)
        enter(stream, entry)
    return entry.receipt


def _entry(
    stream: OpenStream, last: ReckonedEvent, salt: bytes | None, desk_head: int, keys: DistrictKeys, at: datetime
) -> Entry:
    seq = last.sent.seq
    line = stream.device + stream.epoch.to_bytes(4, "big") + seq.to_bytes(8, "big") + last.chain
    size, root = stream.log_size + 1, hashlib.sha256(stream.log_root + line).digest()
    receipt = Receipt(stream.device, stream.epoch, seq, last.chain, milliseconds_of(at), keys.epoch, size, root)
    return Entry(
        seq, last.chain, salt, at, max(desk_head, seq), sign_note(receipt, keys.receipts), log_size=size, log_root=root
    )


def _quarantine(stream: OpenStream, batch: Batch, at: datetime) -> None:
    kept = Quarantined(
        hub=stream.hub,
        device=stream.device,
        epoch=stream.epoch,
        batch_hash=hashlib.sha256(batch.packed).digest(),
        first=batch.header.first,
        last=batch.header.last,
        batch=batch.packed,
        at=at,
    )
    Quarantined.objects.bulk_create([kept], ignore_conflicts=True)
    this_stream = Stream.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch)
    this_stream.filter(forked_at__isnull=True).update(forked_at=at)

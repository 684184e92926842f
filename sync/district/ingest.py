"""A batch comes in: one transaction under the lock of its stream, and a receipt that says what is now held for good."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from desk_app.domain import chain
from desk_app.domain.positional import milliseconds_of
from sync.district.keys import DistrictKeys
from sync.district.models import Desk, Event, Hub, Parked, Quarantined, StoredReceipt, Stream
from sync.district.projection import Projection
from sync.district.shelf import column_text, dossiers_named, store_dossiers, store_events
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

_INTAKES = (20, 21)
_OPENED = 1


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


def ingest(arrived: Opened, desk: Desk, keys: DistrictKeys, at: datetime) -> bytes | NotTaken:
    """Return the signed receipt, old or new, or why there is none. Sending a batch again changes nothing."""
    header = arrived.batch.header
    with transaction.atomic():
        stream = _locked_stream(desk, header.epoch)
        if header.first > stream.head_seq + 1:
            return NotTaken(Reason.GAP, stream.head_seq)
        try:
            events = reckon(arrived.batch, arrived.rows, _salts(stream, arrived))
        except SaltUnknownError:
            return NotTaken(Reason.SALT)
        if not arrived.batch.is_sealed_by(bytes(desk.public_key), events[-1].chain):
            # Perhaps a salt that is known here is not the desk's: with its digests the seal decides alone.
            is_bare = any(event.digest is None for event in arrived.batch.events)
            return NotTaken(Reason.SALT if is_bare else Reason.DAMAGED)
        _note_contact(desk, arrived.batch, at)
        if not _continues(stream, desk, arrived.batch, events):
            _quarantine(stream, arrived.batch, at)
            return NotTaken(Reason.FORK, min(stream.head_seq, header.first - 1))
        fresh = fresh_of(events, stream.head_seq)
        if fresh:
            _take(stream, fresh)
            return _receipt(stream, keys, at)
        return _newest_receipt(stream)


def fresh_of(events: Iterable[ReckonedEvent], head: int) -> list[ReckonedEvent]:
    """Return the events that are not held yet."""
    return [event for event in events if event.sent.seq > head]


def _locked_stream(desk: Desk, epoch: int) -> Stream:
    key = {"hub": desk.hub, "device": desk.device, "epoch": epoch}
    stream = Stream.objects.select_for_update().filter(**key).first()
    if stream is None:
        beginning = chain.genesis(bytes(desk.public_key), epoch)
        Stream.objects.bulk_create([Stream(**key, head_chain=beginning)], ignore_conflicts=True)
        stream = Stream.objects.select_for_update().get(**key)
    return stream


def _salts(stream: Stream, arrived: Opened) -> dict[str | None, bytes]:
    own = {} if stream.salt is None else {None: bytes(stream.salt)}
    return own | _stored_salts(stream, {column_text(dossier) for dossier in dossiers_begun_elsewhere(arrived.rows)})


def _stored_salts(stream: Stream, dossiers: set[str]) -> dict[str | None, bytes]:
    if not dossiers:
        return {}
    found: dict[str | None, bytes] = {}
    intakes = Event.objects.filter(hub=stream.hub, kind__in=_INTAKES, dossier__in=dossiers, body__isnull=False)
    own = (bytes(stream.device), stream.epoch)
    rows = list(intakes.order_by("seq").values_list("device", "epoch", "dossier", "kind", "body"))
    rows.sort(key=lambda row: (bytes(row[0]), row[1]) == own)
    for *_, dossier, kind, body in rows:
        salt = salt_of_body(kind, bytes(body))  # of several the one of this stream counts, and of those the newest
        if salt is not None:
            found[dossier] = salt
    return found


def _continues(stream: Stream, desk: Desk, batch: Batch, events: tuple[ReckonedEvent, ...]) -> bool:
    header = batch.header
    if _chain_at(stream, desk, header.first - 1) != header.before:
        return False
    last_known = min(header.last, stream.head_seq)
    if last_known < header.first:
        return True
    return bool(events[last_known - header.first].chain == _chain_at(stream, desk, last_known))


def _chain_at(stream: Stream, desk: Desk, seq: int) -> bytes:
    if seq == stream.head_seq:
        return bytes(stream.head_chain)
    if seq == 0:
        return chain.genesis(bytes(desk.public_key), stream.epoch)
    stored = Event.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch, seq=seq)
    known: bytes = stored.values_list("chain", flat=True).get()
    return bytes(known)


def _take(stream: Stream, fresh: list[ReckonedEvent]) -> None:
    store_events(stream, fresh)
    for event in fresh:
        if event.row.kind == _OPENED and event.sent.body is not None and stream.salt is None:
            stream.salt = salt_of_body(_OPENED, event.sent.body)
    stream.head_seq, stream.head_chain = fresh[-1].sent.seq, fresh[-1].chain
    Stream.objects.filter(pk=stream.pk).update(head_seq=stream.head_seq, head_chain=stream.head_chain, salt=stream.salt)
    project(stream.hub, bytes(stream.device), stream.epoch, fresh)


def project(hub: int, device: bytes, epoch: int, events: Iterable[ReckonedEvent]) -> None:
    """Bring the dossier list up to date with events, inside the caller's transaction."""
    following = tuple(events)
    known = dossiers_named(hub, (column_text(event.row.dossier) for event in following if event.row.dossier))
    projection = Projection(known)
    for event in following:
        projection.follow(event)
    if projection.changed:
        store_dossiers(hub, projection.changed.values())
    Parked.objects.bulk_create(
        Parked(
            hub=hub, device=device, epoch=epoch, seq=parked.event.sent.seq, kind=parked.event.row.kind,
            version=parked.event.row.version, reason=column_text(parked.reason)[:200],
        )
        for parked in projection.parked
    )  # fmt: skip


def _receipt(stream: Stream, keys: DistrictKeys, at: datetime) -> bytes:
    hub = Hub.objects.select_for_update().get(hub=stream.hub)
    device, head = bytes(stream.device), bytes(stream.head_chain)
    entry = device + stream.epoch.to_bytes(4, "big") + stream.head_seq.to_bytes(8, "big") + head
    size, root = hub.log_size + 1, hashlib.sha256(bytes(hub.log_root) + entry).digest()
    Hub.objects.filter(hub=hub.hub).update(log_size=size, log_root=root)
    receipt = sign_note(
        Receipt(device, stream.epoch, stream.head_seq, head, milliseconds_of(at), keys.epoch, size, root),
        keys.receipts,
    )
    StoredReceipt.objects.create(
        hub=stream.hub, device=device, epoch=stream.epoch, last_seq=stream.head_seq, receipt=receipt
    )
    return receipt


def _newest_receipt(stream: Stream) -> bytes:
    stored = StoredReceipt.objects.get(
        hub=stream.hub, device=stream.device, epoch=stream.epoch, last_seq=stream.head_seq
    )
    return bytes(stored.receipt)


def _note_contact(desk: Desk, batch: Batch, at: datetime) -> None:
    header = batch.header
    Desk.objects.filter(hub=desk.hub, device=desk.device).update(
        last_contact_at=at, reported_head=max(header.desk_head, header.last), epoch=header.epoch
    )


def _quarantine(stream: Stream, batch: Batch, at: datetime) -> None:
    Quarantined.objects.bulk_create(
        [
            Quarantined(
                hub=stream.hub,
                device=stream.device,
                epoch=stream.epoch,
                batch_hash=hashlib.sha256(batch.packed).digest(),
                first=batch.header.first,
                last=batch.header.last,
                batch=batch.packed,
                at=at,
            )
        ],
        ignore_conflicts=True,
    )
    Stream.objects.filter(pk=stream.pk, forked_at__isnull=True).update(forked_at=at)

"""A batch comes in: one transaction under the lock of its stream, and a receipt that says what is now held for good."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction

from desk_app.domain.events import DeskOpened
from desk_app.domain.positional import milliseconds_of
from sync.district.books import (
    Entry,
    Found,
    OpenStream,
    Wanted,
    chain_at,
    enter,
    look_up,
    look_up_again,
    newest_receipt,
)
from sync.district.epochs import branched, joining, nearest_head
from sync.district.journey import all_or_nothing, is_postgresql, keep, line
from sync.district.keys import DistrictKeys
from sync.district.models import Desk, Stream
from sync.district.progress import column_text
from sync.district.projection import SHOWN, Projection
from sync.district.shelf import (
    events_copied,
    execute_here,
    note_rest,
    send_dossiers,
    store_dossiers,
    store_events,
)
from sync.district.taking_up import fold_again
from sync.wire.batch import Batch, DamagedBatchError, UnknownDictionaryError, unpack
from sync.wire.district_log import LOG_FORM, leaf_of_batch
from sync.wire.envelope import DamagedEnvelopeError
from sync.wire.merkle import grown, root_of_frontier
from sync.wire.messages import Reason, Receipt
from sync.wire.reckoning import (
    ReckonedEvent,
    SaltUnknownError,
    digests_begun,
    dossiers_begun_elsewhere,
    reckon,
    salt_of_body,
)
from sync.wire.signing import sign_again, sign_note

Reckoned = Callable[[], tuple[Projection, Entry]]

_QUARANTINE = """
    INSERT INTO quarantined (hub, device, epoch, batch_hash, first, last, batch, at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why a batch was not taken, and the head that matters (GAP: what is held; FORK: the last common seq known)."""

    reason: Reason
    head: int = 0
    chain: bytes = b""


def open_batch(envelope: bytes, keys: DistrictKeys) -> Batch | NotTaken:
    """Return the batch in an envelope; costs no database."""
    try:
        return unpack(keys.opened(envelope))
    except UnknownDictionaryError:
        return NotTaken(Reason.DICTIONARY)
    except (DamagedEnvelopeError, DamagedBatchError):
        return NotTaken(Reason.DAMAGED)


def ingest(batch: Batch, keys: DistrictKeys, at: datetime) -> bytes | NotTaken:
    """Return the signed receipt, old or new, or why there is none. Sending a batch again changes nothing."""
    wanted, begun = _wanted(batch), list[bytes | None]()

    def meanwhile() -> None:
        begun[:] = digests_begun(batch)

    with all_or_nothing():
        found = look_up(wanted, meanwhile)
        if found is None or not (found.shared and is_postgresql()):
            return _taken(found, batch, tuple(begun), keys, at)
    # What other desks write too is folded anew in Django's words, which want a transaction of Django's own.
    with transaction.atomic():
        return _taken(look_up_again(wanted), batch, tuple(begun), keys, at)


def _taken(
    found: Found | None, batch: Batch, begun: tuple[bytes | None, ...], keys: DistrictKeys, at: datetime
) -> bytes | NotTaken:
    header = batch.header
    if found is None:
        is_revoked = Desk.objects.filter(device=header.device, revoked_at__isnull=False).exists()
        return NotTaken(Reason.REVOKED if is_revoked else Reason.NOT_ENROLLED)
    stream = branched(found.stream, header.first - 1, header.before)
    if header.first > stream.head_seq + 1:
        if stream.head_seq:
            return NotTaken(Reason.GAP, stream.head_seq, stream.head_chain)
        return NotTaken(Reason.GAP, nearest_head(stream, header.first - 1))
    events = _reckoned(batch, begun, found)
    if isinstance(events, NotTaken):
        return events
    if not _continues(stream, batch, events):
        _quarantine(stream, batch, at)
        return NotTaken(Reason.FORK, min(stream.head_seq, header.first - 1))
    joined = joining(stream, events)
    fresh = fresh_of(events, joined.head_seq)
    if not fresh and joined is stream:
        # Whoever asks again may know the newest key alone.
        return sign_again(Receipt, newest_receipt(stream), keys.receipts)
    return _take(replace(found, stream=joined), fresh, events[-1], batch, keys, at)


def _wanted(batch: Batch) -> Wanted:
    header = batch.header
    named = {event.row.dossier for event in batch.events if event.row.dossier}
    shown = {event.row.dossier for event in batch.events if event.row.kind in SHOWN and event.row.dossier}
    numbers = (dossiers_begun_elsewhere(batch), shown, named)
    return Wanted(header.device, header.epoch, *(tuple(map(column_text, few)) for few in numbers))


def _reckoned(batch: Batch, begun: tuple[bytes | None, ...], found: Found) -> tuple[ReckonedEvent, ...] | NotTaken:
    try:
        events = reckon(batch, _salts(found), begun)
    except SaltUnknownError:
        return NotTaken(Reason.SALT)
    except DamagedBatchError:
        return NotTaken(Reason.DAMAGED)
    if not batch.is_sealed_by(found.stream.public_key, events[-1].chain):
        # Perhaps a salt that is known here is not the desk's: with its digests the seal decides alone.
        is_bare = any(event.digest is None for event in batch.events)
        return NotTaken(Reason.SALT if is_bare else Reason.DAMAGED)
    return events


def fresh_of(events: Iterable[ReckonedEvent], head: int) -> list[ReckonedEvent]:
    """Return the events that are not held yet."""
    return [event for event in events if event.sent.seq > head]


def _salts(found: Found) -> dict[str | None, bytes]:
    stream = found.stream
    salts: dict[str | None, bytes] = {} if stream.salt is None else {None: stream.salt}
    # Of several intakes the one of this stream counts, and of those the newest.
    for intake in sorted(found.intakes, key=lambda held: (held.device == stream.device, held.epoch == stream.epoch)):
        salt = salt_of_body(intake.kind, intake.body)
        if salt is not None:
            salts[intake.dossier] = salt
    return salts


def _continues(stream: OpenStream, batch: Batch, events: tuple[ReckonedEvent, ...]) -> bool:
    header = batch.header
    if header.first <= stream.base_seq:  # what the epoch shares with an earlier one: its base tells
        known = min(header.last, stream.head_seq)
        return known <= stream.base_seq or events[known - header.first].chain == chain_at(stream, known)
    if header.before != chain_at(stream, header.first - 1):
        return False
    last_known = min(header.last, stream.head_seq)
    return last_known < header.first or events[last_known - header.first].chain == chain_at(stream, last_known)


def _take(
    found: Found, fresh: list[ReckonedEvent], last: ReckonedEvent, batch: Batch, keys: DistrictKeys, at: datetime
) -> bytes:
    stream = found.stream

    def reckoned() -> tuple[Projection, Entry]:
        entry = _entry(stream, last, _own_salt(stream, fresh), batch, keys, at)
        return _projected(found, fresh), entry

    if is_postgresql():
        entry = _send(stream, fresh, reckoned, is_whole=not found.shared)
    else:
        entry = _store(stream, fresh, reckoned)
    if found.shared:
        fold_again(stream.hub, found.shared)
    return entry.receipt


def _projected(found: Found, fresh: list[ReckonedEvent]) -> Projection:
    projection = Projection(found.known)
    for event in fresh:
        projection.follow(event)
    return projection


def _send(stream: OpenStream, fresh: list[ReckonedEvent], reckoned: Reckoned, *, is_whole: bool) -> Entry:
    raw = line()
    with events_copied(raw, stream, fresh):
        projection, entry = reckoned()  # meanwhile PostgreSQL stores the events
    with raw.pipeline():
        send_dossiers(raw, stream.hub, projection.begun.values(), projection.moved.values())
        note_rest(stream, projection.parked, fresh, raw.execute)
        enter(stream, entry, raw.execute)
        if is_whole:
            keep(raw)
    return entry


def _store(stream: OpenStream, fresh: list[ReckonedEvent], reckoned: Reckoned) -> Entry:
    projection, entry = reckoned()
    store_events(stream, fresh)
    store_dossiers(stream.hub, projection.begun.values(), projection.moved.values())
    note_rest(stream, projection.parked, fresh, execute_here)
    enter(stream, entry, execute_here)
    return entry


def _own_salt(stream: OpenStream, fresh: Iterable[ReckonedEvent]) -> bytes | None:
    salt = stream.salt
    for event in fresh:
        if salt is None and event.row.kind == DeskOpened.kind and event.sent.body is not None:
            salt = salt_of_body(DeskOpened.kind, event.sent.body)
    return salt


def _entry(
    stream: OpenStream, last: ReckonedEvent, salt: bytes | None, batch: Batch, keys: DistrictKeys, at: datetime
) -> Entry:
    seq, size, taken_at = last.sent.seq, stream.log_size + 1, milliseconds_of(at)
    leaf = leaf_of_batch(stream.device, stream.epoch, seq, last.chain, taken_at)
    frontier, nodes = grown(stream.log_size, stream.log_frontier, leaf)
    root = root_of_frontier(frontier)
    receipt = Receipt(stream.device, stream.epoch, seq, last.chain, taken_at, keys.epoch, size, root, LOG_FORM)
    return Entry(
        seq, last.chain, salt, at, max(batch.header.desk_head, seq), sign_note(receipt, keys.receipts),
        log_size=size, log_root=root, log_frontier=frontier, nodes=nodes,
        sealed_header=batch.sealed_header, sealed_at=batch.sealed_at, seal=batch.seal,
    )  # fmt: skip


def _quarantine(stream: OpenStream, batch: Batch, at: datetime) -> None:
    key = (stream.hub, stream.device, stream.epoch, hashlib.sha256(batch.packed).digest())
    when = at if is_postgresql() else connection.ops.adapt_datetimefield_value(at)
    execute_here(_QUARANTINE, (*key, batch.header.first, batch.header.last, batch.packed, when))
    this_stream = Stream.objects.filter(hub=stream.hub, device=stream.device, epoch=stream.epoch)
    this_stream.filter(forked_at__isnull=True).update(forked_at=at)

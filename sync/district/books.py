"""The books of a stream: what is read and written for every batch, in plain SQL that both databases understand.

A batch has ten milliseconds from HTTP to commit; Django's own queries would take half of them.
"""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from desk_app.domain import chain
from sync.district.models import Desk, StoredReceipt, Stream

_OPEN = """
    SELECT desk.hub, desk.public_key, stream.head_seq, stream.head_chain, stream.salt, hub.log_size, hub.log_root
    FROM desk JOIN stream ON stream.hub = desk.hub AND stream.device = desk.device JOIN hub ON hub.hub = desk.hub
    WHERE desk.device = %s AND stream.epoch = %s
"""
_LOCKED = " FOR UPDATE OF stream, hub"  # SQLite has locked everything already (BEGIN IMMEDIATE)
_MOVE_HEAD = """
    UPDATE stream SET head_seq = %s, head_chain = %s, salt = %s, heard_at = %s, reported_head = %s
    WHERE hub = %s AND device = %s AND epoch = %s
"""
_MOVE_LOG = "UPDATE hub SET log_size = %s, log_root = %s WHERE hub = %s"
_KEEP_RECEIPT = "INSERT INTO receipt (hub, device, epoch, last_seq, receipt) VALUES (%s, %s, %s, %s, %s)"
_CHAIN_AT = "SELECT chain FROM event WHERE hub = %s AND device = %s AND epoch = %s AND seq = %s"
# One look into the index for each: a database without statistics would otherwise read the whole hub, as ANY does.
_INTAKES_LISTED = """
    SELECT device, epoch, dossier, kind, body FROM unnest(%s::text[]) AS wanted (number)
    CROSS JOIN LATERAL (
        SELECT device, epoch, seq, dossier, kind, body FROM event
        WHERE hub = %s AND dossier = wanted.number AND kind IN (20, 21) AND body IS NOT NULL LIMIT 100
    ) AS found ORDER BY seq
"""
_INTAKES = """
    SELECT device, epoch, dossier, kind, body FROM event
    WHERE hub = %s AND kind IN (20, 21) AND body IS NOT NULL AND dossier IN ({}) ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class OpenStream:
    """A stream under its lock: whose it is, how far it goes, and how long its hub's log is."""

    hub: int
    device: bytes
    epoch: int
    public_key: bytes
    head_seq: int
    head_chain: bytes
    salt: bytes | None
    log_size: int
    log_root: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A batch as it is entered: the new head of its stream, the receipt, the hub's log with it.

    `at` is when the desk was heard, `desk_head` up to where it said it has events.
    """

    seq: int
    head: bytes
    salt: bytes | None
    at: datetime
    desk_head: int
    receipt: bytes
    log_size: int
    log_root: bytes


def is_postgresql() -> bool:
    """Whether the district's database is PostgreSQL."""
    return bool(connection.vendor == "postgresql")


def in_one_go() -> AbstractContextManager[Any]:
    """Return a context in which writes go to PostgreSQL in one journey; their errors come at its end."""
    return connection.connection.pipeline() if is_postgresql() else nullcontext()


def open_stream(device: bytes, epoch: int) -> OpenStream | None:
    """Return the stream, locked until the transaction ends and begun if it is new; None for an unknown device."""
    row = _first(_OPEN + _LOCKED if is_postgresql() else _OPEN, [device, epoch])
    if row is None:
        desk = Desk.objects.filter(device=device).first()
        if desk is None:
            return None
        beginning = chain.genesis(bytes(desk.public_key), epoch)
        begun = Stream(hub=desk.hub, device=device, epoch=epoch, head_chain=beginning)
        Stream.objects.bulk_create([begun], ignore_conflicts=True)
        return open_stream(device, epoch)
    hub, public_key, head_seq, head_chain, salt, log_size, log_root = row
    return OpenStream(
        hub=hub,
        device=device,
        epoch=epoch,
        public_key=bytes(public_key),
        head_seq=head_seq,
        head_chain=bytes(head_chain),
        salt=None if salt is None else bytes(salt),
        log_size=log_size,
        log_root=bytes(log_root),
    )


def enter(stream: OpenStream, entry: Entry) -> None:
    """Move the stream's head and the hub's log and keep the receipt."""
    key: list[Any] = [stream.hub, stream.device, stream.epoch]
    said: list[Any] = [entry.seq, entry.head, entry.salt, _stamp(entry.at), entry.desk_head]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_HEAD, [*said, *key])
        cursor.execute(_MOVE_LOG, [entry.log_size, entry.log_root, stream.hub])
        cursor.execute(_KEEP_RECEIPT, [*key, entry.seq, entry.receipt])


def newest_receipt(stream: OpenStream) -> bytes:
    """Return the receipt for the stream's head."""
    stored = StoredReceipt.objects.get(
        hub=stream.hub, device=stream.device, epoch=stream.epoch, last_seq=stream.head_seq
    )
    return bytes(stored.receipt)


def chain_at(stream: OpenStream, seq: int) -> bytes:
    """Return the chain after event `seq`, which must be held (0: the genesis)."""
    if seq == stream.head_seq:
        return stream.head_chain
    if seq == 0:
        return chain.genesis(stream.public_key, stream.epoch)
    row = _first(_CHAIN_AT, [stream.hub, stream.device, stream.epoch, seq])
    if row is None:
        raise LookupError(seq)
    return bytes(row[0])


def intakes_of(hub: int, dossiers: Iterable[str]) -> list[tuple[bytes, int, str, int, bytes]]:
    """Return (device, epoch, dossier, kind, body) of every intake of these dossiers, in the order of their seqs."""
    wanted = list(dossiers)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute(_INTAKES_LISTED, [wanted, hub])
        else:
            statement = _INTAKES.replace("{}", ", ".join(["%s"] * len(wanted)))
            cursor.execute(statement, [hub, *wanted])
        return [(bytes(row[0]), row[1], row[2], row[3], bytes(row[4])) for row in cursor.fetchall()]


def _stamp(at: datetime) -> Any:
    return at if is_postgresql() else connection.ops.adapt_datetimefield_value(at)


def _first(statement: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()

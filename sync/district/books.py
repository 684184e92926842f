"""The books of a stream: what is read and written for every batch, in plain SQL that both databases understand.

A batch has ten milliseconds from HTTP to commit; Django's own queries would take half of them.
"""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from desk_app.domain import chain
from desk_app.domain.lifecycle import State
from desk_app.domain.positional import milliseconds_of
from sync.district.dossier_facts import COLUMNS, TIMES, DossierFacts
from sync.district.journey import Raw, begin, first_journey, is_postgresql, line
from sync.district.models import Desk, DossierRow, Event
from sync.district.placing import forget_hubs, hub_of_device

Execute = Callable[[str, Sequence[Any]], Any]

_OPEN = """
    SELECT desk.hub, desk.public_key, stream.head_seq, stream.head_chain, stream.base_seq, stream.base_chain,
        coalesce(stream.salt, (
            SELECT older.salt FROM stream AS older
            WHERE older.hub = stream.hub AND older.device = stream.device AND older.salt IS NOT NULL LIMIT 1
        )), hub.log_size, hub.log_frontier, NOT EXISTS (
            SELECT 1 FROM stream AS other
            WHERE other.hub = stream.hub AND other.device = stream.device AND other.epoch <> stream.epoch
        )
    FROM desk JOIN stream ON stream.hub = desk.hub AND stream.device = desk.device JOIN hub ON hub.hub = desk.hub
    WHERE desk.hub = %s AND desk.device = %s AND stream.epoch = %s AND desk.revoked_at IS NULL
"""
_LOCKED = " FOR UPDATE OF stream, hub"  # SQLite has locked everything already (BEGIN IMMEDIATE)
_BEGIN_STREAM = """
    INSERT INTO stream (hub, device, epoch, head_seq, head_chain, base_seq, base_chain)
    VALUES (%s, %s, %s, 0, %s, 0, %s) ON CONFLICT DO NOTHING
"""
_MOVE_HEAD = """
    UPDATE stream SET head_seq = %s, head_chain = %s, base_seq = %s, base_chain = %s, salt = %s, heard_at = %s,
        reported_head = %s
    WHERE hub = %s AND device = %s AND epoch = %s
"""
_MOVE_LOG = "UPDATE hub SET log_size = %s, log_root = %s, log_frontier = %s WHERE hub = %s"
_LOG = """
    INSERT INTO log_entry (hub, place, device, epoch, last_seq, header, sealed_at, seal, nodes)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_KEEP_RECEIPT = "INSERT INTO receipt (hub, device, epoch, last_seq, receipt) VALUES (%s, %s, %s, %s, %s)"
_ENTER = f"""
    WITH head AS ({_MOVE_HEAD}), log AS ({_MOVE_LOG}), entry AS ({_LOG}) {_KEEP_RECEIPT}
"""
_RECEIPT = "SELECT receipt FROM receipt WHERE hub = %s AND device = %s AND epoch = %s AND last_seq = %s"
_CHAIN_AT = "SELECT chain FROM event WHERE hub = %s AND device = %s AND epoch = %s AND seq = %s"
# One look into the index for each: a database without statistics would otherwise read the whole hub, as ANY does.
_INTAKES_LISTED = """
    SELECT device, epoch, dossier, kind, body FROM json_array_elements_text(%s) AS wanted (number)
    CROSS JOIN LATERAL (
        SELECT device, epoch, seq, dossier, kind, body FROM event
        WHERE hub = %s AND dossier = wanted.number
            AND kind IN (20, 21, 40) AND body IS NOT NULL LIMIT 100
    ) AS found ORDER BY seq
"""
_MILLISECONDS = "(extract(epoch FROM {name}) * 1000)::int8"
_FACTS = ", ".join(_MILLISECONDS.format(name=name) if name in TIMES else name for name in COLUMNS)
_KNOWN_LISTED = f"""
    SELECT found.* FROM json_array_elements_text(%s) AS wanted (number)
    CROSS JOIN LATERAL (
        SELECT {_FACTS} FROM dossier
        WHERE hub = %s AND dossier.number = wanted.number LIMIT 1
    ) AS found
"""
_INTAKES = """
    SELECT device, epoch, dossier, kind, body FROM event
    WHERE hub = %s AND kind IN (20, 21, 40) AND body IS NOT NULL AND dossier IN ({}) ORDER BY seq
"""
# Of a commune's only desk nothing is looked for, unless its log was copied or restored: two machines may have written.
_SHARED_LISTED = """
    SELECT number FROM json_array_elements_text(%s) AS wanted (number)
    WHERE (EXISTS (SELECT 1 FROM desk WHERE hub = %s AND device <> %s)
            OR EXISTS (SELECT 1 FROM stream WHERE hub = %s AND device = %s AND epoch <> %s))
        AND EXISTS (
            SELECT 1 FROM event WHERE hub = %s AND dossier = wanted.number AND (device <> %s OR epoch <> %s)
        )
"""
_STATUS = COLUMNS.index("status")
_STATES = {int(state): state for state in State}
_FEW = 500  # parameters that every SQLite takes in one statement


@dataclass(frozen=True, slots=True)
class OpenStream:
    """A stream under its lock: whose it is, where it begins, how far it goes, and how long its hub's log is."""

    hub: int
    device: bytes
    epoch: int
    public_key: bytes
    head_seq: int
    head_chain: bytes
    base_seq: int
    base_chain: bytes
    salt: bytes | None
    log_size: int
    log_frontier: bytes
    is_alone: bool  # the device has no other epoch


@dataclass(frozen=True, slots=True)
class Intake:
    """An intake held already: whose, of which dossier, and its body, which has the dossier's salt."""

    device: bytes
    epoch: int
    dossier: str
    kind: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A batch as it is entered: the new head of its stream, the receipt, the hub's log with it (`grown`).

    `at` is when the desk was heard, `desk_head` up to where it said it has events; header, time and seal of the batch.
    """

    seq: int
    head: bytes
    salt: bytes | None
    at: datetime
    desk_head: int
    receipt: bytes
    log_size: int
    log_root: bytes
    log_frontier: bytes
    nodes: bytes
    sealed_header: bytes
    sealed_at: int
    seal: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a batch asks of the books: its stream; dossiers whose salt it lacks, that it moves, that it names."""

    device: bytes
    epoch: int
    begun_elsewhere: tuple[str, ...]
    shown: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The stream, locked until the transaction ends; the intakes of dossiers begun elsewhere; the known dossiers.

    `shared` are those of the named ones that another device of the commune wrote too, or another epoch of this one.
    """

    stream: OpenStream
    intakes: tuple[Intake, ...]
    known: dict[str, DossierFacts]
    shared: tuple[str, ...]


def look_up(wanted: Wanted, meanwhile: Callable[[], None] = lambda: None) -> Found | None:
    """Return what the books hold, the stream begun if it is new; None for a device unknown or revoked.

    Begins the transaction. `meanwhile` is done, perhaps twice, while PostgreSQL looks; it must not use the connection.
    """
    try:
        hub = hub_of_device(wanted.device)
    except LookupError:
        return None
    if is_postgresql():
        found = first_journey(lambda raw: _looked_up(raw, hub, wanted, meanwhile))
    else:
        found = _looked_up_here(hub, wanted)
    if found is not None:
        return found
    forget_hubs()
    begun = _begin_stream(wanted.device, wanted.epoch)
    if begun is None:
        return None
    return _looked_up(line(), begun, wanted, is_begun=True) if is_postgresql() else _looked_up_here(begun, wanted)


def _looked_up(
    raw: Raw, hub: int, wanted: Wanted, meanwhile: Callable[[], None] = lambda: None, *, is_begun: bool = False
) -> Found | None:
    with raw.pipeline():
        if not is_begun:
            begin(raw)
        opened = raw.execute(_OPEN + _LOCKED, (hub, wanted.device, wanted.epoch), binary=True)
        intakes = raw.execute(_INTAKES_LISTED, (_json(wanted.begun_elsewhere), hub), binary=True)
        known = raw.execute(_KNOWN_LISTED, (_json(wanted.shown), hub), binary=True)
        stream = (hub, wanted.device, wanted.epoch)
        shared = raw.execute(_SHARED_LISTED, (_json(wanted.named), *stream[:2], *stream, *stream), binary=True)
        meanwhile()
    row = opened.fetchone()
    if row is None:
        return None
    facts = {found[0]: _facts(found) for found in known}
    return Found(_stream(wanted, row), tuple(map(_intake, intakes)), facts, tuple(number for (number,) in shared))


def look_up_again(wanted: Wanted) -> Found | None:
    """Return what `look_up` found, inside a transaction of Django's own."""
    if not is_postgresql():
        return look_up(wanted)
    return _looked_up(line(), hub_of_device(wanted.device), wanted, is_begun=True)


def _json(numbers: tuple[str, ...]) -> str:
    return msgspec.json.encode(numbers).decode()


def _looked_up_here(hub: int, wanted: Wanted) -> Found | None:
    row = _first(_OPEN, [hub, wanted.device, wanted.epoch])
    if row is None:
        return None
    stream = _stream(wanted, row)
    intakes = _each(_INTAKES, stream.hub, wanted.begun_elsewhere)
    known, shared = _known_here(stream.hub, wanted.shown), _shared_here(stream, wanted)
    return Found(stream, tuple(map(_intake, intakes)), known, shared)


def _shared_here(stream: OpenStream, wanted: Wanted) -> tuple[str, ...]:
    hub = stream.hub
    if stream.is_alone and not Desk.objects.filter(hub=hub).exclude(device=wanted.device).exists():
        return ()
    shared = set[str]()
    for start in range(0, len(wanted.named), _FEW):
        others = Event.objects.filter(hub=hub, dossier__in=wanted.named[start : start + _FEW])
        shared.update(others.exclude(device=wanted.device, epoch=wanted.epoch).values_list("dossier", flat=True))
    return tuple(sorted(shared))


def _known_here(hub: int, numbers: Sequence[str]) -> dict[str, DossierFacts]:
    known: dict[str, DossierFacts] = {}
    for start in range(0, len(numbers), _FEW):
        few = numbers[start : start + _FEW]
        for row in DossierRow.objects.filter(hub=hub, number__in=few).values_list(*COLUMNS):
            known[row[0]] = _facts([milliseconds_of(value) if isinstance(value, datetime) else value for value in row])
    return known


def _facts(row: Sequence[Any]) -> DossierFacts:
    values = list(row)
    values[_STATUS] = _STATES[values[_STATUS]]
    return DossierFacts(*values)


def _stream(wanted: Wanted, row: Sequence[Any]) -> OpenStream:
    hub, public_key, head_seq, head_chain, base_seq, base_chain, salt, log_size, log_frontier, is_alone = row
    return OpenStream(
        hub=hub,
        device=wanted.device,
        epoch=wanted.epoch,
        public_key=bytes(public_key),
        head_seq=head_seq,
        head_chain=bytes(head_chain),
        base_seq=base_seq,
        base_chain=bytes(base_chain) or chain.genesis(bytes(public_key)),
        salt=None if salt is None else bytes(salt),
        log_size=log_size,
        log_frontier=bytes(log_frontier),
        is_alone=bool(is_alone),
    )


def _begin_stream(device: bytes, epoch: int) -> int | None:
    desk = Desk.objects.filter(device=device, revoked_at__isnull=True).first()
    if desk is None:
        return None
    beginning = chain.genesis(bytes(desk.public_key))
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN_STREAM, [desk.hub, device, epoch, beginning, beginning])
    return int(desk.hub)


def enter(stream: OpenStream, entry: Entry, execute: Execute) -> None:
    """Move the stream's head and the hub's log and keep the receipt, by `execute`."""
    key: list[Any] = [stream.hub, stream.device, stream.epoch]
    base = (stream.base_seq, stream.base_chain)
    said: list[Any] = [entry.seq, entry.head, *base, entry.salt, _stamp(entry.at), entry.desk_head]
    log: list[Any] = [entry.log_size, entry.log_root, entry.log_frontier, stream.hub]
    sealed = (entry.sealed_header, entry.sealed_at, entry.seal)
    place = [stream.hub, entry.log_size - 1, stream.device, stream.epoch, entry.seq, *sealed, entry.nodes]
    receipt = [*key, entry.seq, entry.receipt]
    if is_postgresql():
        execute(_ENTER, [*said, *key, *log, *place, *receipt])
    else:
        for statement, values in (
            (_MOVE_HEAD, [*said, *key]), (_MOVE_LOG, log), (_LOG, place), (_KEEP_RECEIPT, receipt),
        ):  # fmt: skip
            execute(statement, values)


def newest_receipt(stream: OpenStream) -> bytes:
    """Return the receipt for the stream's head."""
    row = _first(_RECEIPT, [stream.hub, stream.device, stream.epoch, stream.head_seq])
    if row is None:
        raise LookupError(stream.head_seq)
    return bytes(row[0])


def chain_at(stream: OpenStream, seq: int) -> bytes:
    """Return the chain after event `seq`, which must be held and not before the stream's base."""
    if seq == stream.head_seq:
        return stream.head_chain
    if seq == stream.base_seq:
        return stream.base_chain
    row = _first(_CHAIN_AT, [stream.hub, stream.device, stream.epoch, seq])
    if row is None:
        raise LookupError(seq)
    return bytes(row[0])


def _each(statement: str, hub: int, numbers: Sequence[str]) -> list[Any]:
    rows: list[Any] = []
    with connection.cursor() as cursor:
        for start in range(0, len(numbers), _FEW):
            few = numbers[start : start + _FEW]
            cursor.execute(statement.replace("{}", ", ".join(["%s"] * len(few))), [hub, *few])
            rows += cursor.fetchall()
    return rows


def _intake(row: Sequence[Any]) -> Intake:
    device, epoch, dossier, kind, body = row
    return Intake(bytes(device), epoch, dossier, kind, bytes(body))


def _stamp(at: datetime) -> Any:
    return at if is_postgresql() else connection.ops.adapt_datetimefield_value(at)


def _first(statement: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()

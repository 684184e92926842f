"""The log: rows that are only ever added, each chained to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from db.engine import Connection
from db.local_numbers import local_number, set_local_number
from desk_app.domain.chain import digest_of, genesis, link, salt_of_event
from desk_app.domain.clock_watch import ClockReading
from desk_app.domain.events import DeskOpened, Event, Header, Received, Recorded, Refused
from desk_app.domain.life_events import Registered
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.domain.standing import BEGINNINGS
from desk_app.ports import Clock, EventCodec, StoredEvent

_HLC_COUNTER_BITS = 16
_ROW = "SELECT seq, header, digest, body, chain FROM events"


@dataclass(frozen=True, slots=True)
class Position:
    """Where the log ends, and what the next header is reckoned from."""

    seq: int
    head: bytes
    hlc: int
    reading: ClockReading


def position_of(connection: Connection, codec: EventCodec, public_key: bytes) -> Position:
    """Return the end of the log; an empty log ends at the genesis of its key."""
    row = connection.execute("SELECT seq, header, chain FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    if row is None:
        return Position(0, genesis(public_key), 0, ClockReading(0, -1, 0))
    header = codec.decode_header(row[1])
    steady = local_number(connection, "steady_ms", missing=-1)
    return Position(row[0], row[2], header.hlc, ClockReading(milliseconds_of(header.recorded_at), steady, header.boot))


def look_at(clock: Clock) -> ClockReading:
    """Return what the machine's clocks say now."""
    return ClockReading(milliseconds_of(clock.now()), clock.steady_ms(), clock.boot())


@dataclass(frozen=True, slots=True)
class Writer:
    """What stays the same for all events of one command."""

    codec: EventCodec
    clock: Clock
    actor: str
    catalogue_version: str


def append(
    connection: Connection,
    position: Position,
    writer: Writer,
    body: Event,
    dossier: str | None,
    claimed_at: datetime | None,
) -> tuple[Position, Recorded, StoredEvent]:
    """Write one event at the end; the caller holds the transaction."""
    reading, before = look_at(writer.clock), position.reading
    now = time_of(reading.wall_ms)  # whole milliseconds, as a rebuild will read them back
    seq = position.seq + 1
    header = Header(
        kind=body.kind,
        version=body.version,
        dossier=dossier,
        recorded_at=now,
        mono_delta_ms=reading.steady_ms - before.steady_ms if reading.boot == before.boot else 0,
        boot=reading.boot,
        hlc=max(position.hlc + 1, reading.wall_ms << _HLC_COUNTER_BITS),
        actor=writer.actor,
        claimed_at=None if claimed_at is None else _whole(claimed_at),
        base=None if dossier is None or type(body) in BEGINNINGS else last_seq_of(connection, dossier),
        catalogue_version=writer.catalogue_version,
    )
    encoded, encoded_header = writer.codec.encode_body(body), writer.codec.encode_header(header)
    digest = digest_of(salt_of_event(_salt(connection, body, dossier), seq), encoded)
    head = link(position.head, encoded_header, digest)
    stored = StoredEvent(seq, encoded_header, digest, encoded, head)
    insert(connection, stored)
    set_local_number(connection, "steady_ms", reading.steady_ms)
    recorded = Recorded(seq, header, body, head)
    return Position(seq, head, header.hlc, reading), recorded, stored


def insert(connection: Connection, event: StoredEvent) -> None:
    """Write the row of an event as it stands."""
    connection.execute(
        "INSERT INTO events (seq, header, digest, body, chain) VALUES (?, ?, ?, ?, ?)",
        (event.seq, event.header, event.digest, event.body, event.chain),
    )


def stored_events(connection: Connection, after: int = 0) -> Iterator[StoredEvent]:
    """Yield the rows after `after`, in order."""
    for row in connection.execute(f"{_ROW} WHERE seq > ? ORDER BY seq", (after,)):
        yield StoredEvent(*row)


def recorded_of(codec: EventCodec, event: StoredEvent) -> Recorded:
    """Return the event read from its bytes; ValueError for damaged ones."""
    header = codec.decode_header(event.header)
    if event.body is None:
        raise ValueError("the body was erased")
    return Recorded(event.seq, header, codec.decode_body(header.kind, header.version, event.body), event.chain)


def events_of(connection: Connection, codec: EventCodec, dossier: str) -> tuple[Recorded, ...]:
    """Return a dossier's events, oldest first."""
    rows = connection.execute(
        "SELECT e.seq, e.header, e.digest, e.body, e.chain FROM event_index i JOIN events e USING (seq)"
        " WHERE i.dossier = ? ORDER BY i.seq",
        (dossier,),
    )
    return tuple(recorded_of(codec, StoredEvent(*row)) for row in rows)


def event_at(connection: Connection, seq: int) -> StoredEvent | None:
    """Return one row, or None beyond the end."""
    row = connection.execute(f"{_ROW} WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else StoredEvent(*row)


def last_seq_of(connection: Connection, dossier: str) -> int | None:
    """Return the newest event of a dossier."""
    row = connection.execute("SELECT max(seq) FROM event_index WHERE dossier = ?", (dossier,)).fetchone()
    return None if row is None else row[0]


def _whole(at: datetime) -> datetime:
    return time_of(milliseconds_of(at))


def _salt(connection: Connection, body: Event, dossier: str | None) -> bytes:
    """The salt of a dossier lies in the body that opens it, so that erasing that body takes it along."""
    if isinstance(body, (Received, Refused, Registered, DeskOpened)):
        return body.salt
    if dossier is None:
        row = connection.execute("SELECT salt FROM stream").fetchone()
    else:
        row = connection.execute("SELECT salt FROM dossiers WHERE number = ?", (dossier,)).fetchone()
    if row is None:
        raise ValueError("an event before the one that carries its salt")
    return bytes(row[0])

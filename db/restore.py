"""The database again, from the second copy: events proven by their chain, tables rebuilt, the old file put aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.engine import Connection, DatabaseError, open_database
from db.epochs import current_epoch
from db.errors import DatabaseDamagedError
from db.event_log import Writer, append, event_at, insert, position_of, recorded_of, stored_events
from db.local_numbers import set_local_number
from db.migrations.steps import migrate
from db.places import Places
from db.projections.board import project
from db.replay import replay
from db.safe_file import sync_folder
from db.signing import DeskSigner
from desk_app.domain.chain import genesis, link
from desk_app.domain.events import RESTORED, Anchored, EpochOpened, Event, Restored
from desk_app.ports import Clock, EventCodec, StoredEvent

RESTORE_ACTOR = "restore"


@dataclass(frozen=True, slots=True)
class LastSlip:
    """The counter of the day on the last slip that somebody has in hand."""

    counter: int
    on: date


# Other desks' events come again from the district, but it may be far away.
_LOCAL_TABLES = ("local_numbers", "drafts", "prints", "foreign_events", "foreign_streams", "neighbours")


def restore(
    places: Places,
    database_key: bytes,
    events: Sequence[StoredEvent],
    signer: DeskSigner,
    codec: EventCodec,
    clock: Clock,
    source: str = "second copy",
    last_slip: LastSlip | None = None,
) -> int:
    """Put a database made of these events in place of the damaged one; return how many events it holds now.

    The last two events say so: a gap is left in the day's numbers, and the log goes on in a new epoch. What was only
    on this machine (drafts, prints) comes along as far as the damaged file can still be read.
    """
    _prove(events, signer.public_key, str(places.home))
    fresh = places.database.with_name("desk.db.new")
    _remove(fresh)
    connection = open_database(fresh, database_key)
    try:
        migrate(connection, codec)
        connection.execute("BEGIN IMMEDIATE")
        for event in events:
            insert(connection, event)
        _bring_local_tables(places, database_key, connection)
        replay(connection, connection, codec)
        _note_proven(connection, codec)
        # What was proven of events that are lost here proves nothing of those that will have their places.
        connection.execute(
            "UPDATE local_numbers SET value = min(value, ?) WHERE name = 'acknowledged'", (events[-1].seq,)
        )
        position = position_of(connection, codec, signer.public_key)
        for note in _notes(events[-1], current_epoch(connection), source, last_slip):
            position, recorded, _ = append(
                connection, position, Writer(codec, clock, RESTORE_ACTOR, ""), note, None, None
            )
            project(connection, recorded)
        connection.execute("COMMIT")
    finally:
        connection.close()  # checkpoints: the new file is whole by itself
    _swap(places)
    return position.seq


def _notes(last: StoredEvent, epoch: int, source: str, slip: LastSlip | None) -> tuple[Event, ...]:
    """Perhaps events after the last one reached the district, and are lost here: what follows is another story."""
    said = (slip.counter, slip.on) if slip else (0, None)
    return Restored(source, last.seq, *said), EpochOpened(epoch + 1, RESTORED, last.seq, last.chain)


def readable_tail(places: Places, database_key: bytes, last: StoredEvent) -> list[StoredEvent]:
    """Return the events after the copy's last one that the damaged database still holds, as far as the chain proves."""
    tail: list[StoredEvent] = []
    if not places.database.exists():
        return tail
    head = last.chain
    try:
        source = open_database(places.database, database_key)
    except DatabaseError:
        return tail
    try:
        for event in stored_events(source, last.seq):
            head = link(head, event.header, event.digest)
            if event.seq != last.seq + len(tail) + 1 or event.chain != head:
                break
            tail.append(event)
    except DatabaseError:
        return tail  # the rest lies on a damaged page
    finally:
        source.close()
    return tail


def _prove(events: Sequence[StoredEvent], public_key: bytes, home: str) -> None:
    head = genesis(public_key)
    for seq, event in enumerate(events, 1):
        head = link(head, event.header, event.digest)
        if event.seq != seq or event.chain != head:
            raise DatabaseDamagedError(home=home, reason=f"second copy: the chain breaks at event {seq}")


def _note_proven(connection: Connection, codec: EventCodec) -> None:
    """What the receipts in the log prove counts, if the damaged file could not say it."""
    if connection.execute("SELECT 1 FROM local_numbers WHERE name = 'acknowledged'").fetchone():
        return
    rows = connection.execute("SELECT seq FROM event_index WHERE kind = ?", (Anchored.kind,)).fetchall()
    stored = [event_at(connection, int(seq)) for (seq,) in rows]
    bodies = [recorded_of(codec, each).body for each in stored if each is not None]
    proven = max((body.last_seq for body in bodies if isinstance(body, Anchored)), default=0)
    set_local_number(connection, "acknowledged", proven)


def _bring_local_tables(places: Places, database_key: bytes, target: Connection) -> None:
    if not places.database.exists():
        return
    try:
        source = open_database(places.database, database_key)
    except DatabaseError:
        return
    try:
        for table in _LOCAL_TABLES:
            _bring(source, target, table)
    finally:
        source.close()


def _bring(source: Connection, target: Connection, table: str) -> None:
    try:
        rows = source.execute(f"SELECT * FROM {table}").fetchall()
    except DatabaseError:
        return  # this table lay on a damaged page: it is only a convenience
    for row in rows:
        target.execute(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", row)


def _swap(places: Places) -> None:
    """Put the damaged files aside, the `-wal` first: it must never meet the new database."""
    database = places.database
    for name in ("-wal", "-shm", ""):
        old = database.with_name(database.name + name)
        if old.exists():
            old.replace(database.with_name(f"{database.name}.damaged{name}"))
    database.with_name("desk.db.new").replace(database)
    sync_folder(places.home)


def _remove(fresh: Path) -> None:
    for name in ("", "-wal", "-shm"):
        fresh.with_name(fresh.name + name).unlink(missing_ok=True)

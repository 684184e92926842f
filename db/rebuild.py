"""All derived tables again, from the log alone."""

from db.engine import Connection
from db.event_log import recorded_of, stored_events
from db.projections.board import clear, project
from db.store import DeskStore
from db.trouble import translated
from desk_app.ports import EventCodec


def rebuild(store: DeskStore) -> int:
    """Empty and refill every derived table in one transaction; return the number of events read."""
    with translated(), store.maintenance() as connection:
        clear(connection)
        return replay(connection, connection, store.codec)


def replay(source: Connection, target: Connection, codec: EventCodec) -> int:
    """Project every event of one database into the tables of another (or the same); return their number."""
    count = 0
    for event in stored_events(source):
        project(target, recorded_of(codec, event))
        count += 1
    return count

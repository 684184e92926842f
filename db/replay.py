"""The log again through every projection: what a rebuild, a restore and a new schema have in common."""

from db.engine import Connection
from db.event_log import recorded_of, stored_events
from db.projections.board import clear, project
from desk_app.ports import EventCodec


def refill(connection: Connection, codec: EventCodec) -> int:
    """Empty and refill every derived table; return the number of events read. The caller holds the transaction."""
    clear(connection)
    return replay(connection, connection, codec)


def replay(source: Connection, target: Connection, codec: EventCodec) -> int:
    """Project every event of one database into the tables of another (or the same); return their number."""
    count = 0
    for event in stored_events(source):
        project(target, recorded_of(codec, event))
        count += 1
    return count

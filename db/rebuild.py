"""All derived tables again, from the log alone."""

from db.engine import Connection
from db.event_log import recorded_of, stored_events
from db.projections.board import clear, project
from db.trouble import translated
from desk_app.ports import EventCodec


def rebuild_projections(connection: Connection, codec: EventCodec) -> int:
    """Empty and refill every derived table in one transaction; return the number of events read."""
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            clear(connection)
            count = replay(connection, connection, codec)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return count


def replay(source: Connection, target: Connection, codec: EventCodec) -> int:
    """Project every event of one database into the tables of another (or the same); return their number."""
    count = 0
    for event in stored_events(source):
        project(target, recorded_of(codec, event))
        count += 1
    return count

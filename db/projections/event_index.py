"""Which event is of which kind and belongs to which dossier; and the stream's own facts."""

from db.engine import Connection
from desk_app.domain.events import DeskOpened, Recorded

TABLES = ("event_index", "stream")


def apply(connection: Connection, event: Recorded) -> None:
    """Note the event's place."""
    header, body = event.header, event.body
    connection.execute("INSERT INTO event_index VALUES (?, ?, ?)", (event.seq, header.kind, header.dossier))
    if isinstance(body, DeskOpened):
        connection.execute(
            "INSERT OR REPLACE INTO stream VALUES (1, ?, ?, ?, ?)",
            (body.public_key, body.agency_code, body.desk, body.salt),
        )

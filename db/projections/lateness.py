"""What the citizen was told, apologies and their publication, and what lies with the post."""

from db.engine import Connection
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import Apologised, ApologyPublished, Posted, Told
from desk_app.domain.positional import milliseconds_of

TABLES = ("apologies", "tellings", "postings")


def apply(connection: Connection, event: Recorded) -> None:
    """Note it beside the dossier."""
    body, number, at = event.body, event.header.dossier, milliseconds_of(event.happened_at)
    if isinstance(body, Told):
        connection.execute(
            "INSERT INTO tellings VALUES (?, ?, ?, ?, ?)", (number, event.seq, body.about, body.channel, at)
        )
    elif isinstance(body, Apologised):
        connection.execute(
            "INSERT INTO apologies VALUES (?, ?, ?, ?, NULL, '')", (number, at, body.reason, body.signed_by)
        )
    elif isinstance(body, ApologyPublished):
        connection.execute(
            "UPDATE apologies SET published_at = ?, published_in = ? WHERE dossier = ? AND published_at IS NULL",
            (at, body.place, number),
        )
    elif isinstance(body, Posted):
        connection.execute(
            "INSERT OR REPLACE INTO postings VALUES (?, ?, ?, ?)", (number, body.tracking, body.manifest, at)
        )

"""Which scans count: one row for each that was attached, and by which event it was removed again."""

from db.engine import Connection
from desk_app.domain.events import Recorded
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.scan_events import ScanAttached, ScanRemoved

TABLES = ("scans",)


def apply(connection: Connection, event: Recorded) -> None:
    """Note a scan, or that one counts no more; a removal of what is not there changes nothing."""
    body = event.body
    if isinstance(body, ScanAttached):
        connection.execute(
            "INSERT INTO scans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                event.seq, event.header.dossier, body.paper, body.paper_name, body.pages, body.size, body.root,
                body.source, milliseconds_of(event.happened_at), event.header.actor,
            ),
        )  # fmt: skip
    elif isinstance(body, ScanRemoved):
        connection.execute(
            "UPDATE scans SET removed_by = ? WHERE seq = ? AND root = ? AND dossier = ? AND removed_by IS NULL",
            (event.seq, body.scan, body.root, event.header.dossier),
        )

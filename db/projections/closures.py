"""Unplanned closures and the dossiers whose day they moved."""

from db.engine import Connection
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import DueDateMoved
from desk_app.domain.office_events import ClosureDeclared, ClosureUndone
from desk_app.domain.positional import milliseconds_of

TABLES = ("closures", "closure_moves")

_MOVED = """INSERT INTO closure_moves SELECT ?, number, due_at, ?, 0 FROM dossiers WHERE number = ?
    ON CONFLICT (closure, dossier) DO UPDATE SET due_after = excluded.due_after, undone = 0"""


def apply(connection: Connection, event: Recorded) -> None:
    """Note the closure, each dossier it moves (the register still has the day before), and its undoing."""
    body, at = event.body, milliseconds_of(event.happened_at)
    if isinstance(body, ClosureDeclared):
        days = " ".join(day.isoformat() for day in body.days)
        connection.execute("INSERT INTO closures VALUES (?, ?, ?, ?, NULL)", (event.seq, days, body.reason, at))
    elif isinstance(body, ClosureUndone):
        connection.execute("UPDATE closures SET undone_at = ? WHERE seq = ?", (at, body.closure))
    elif isinstance(body, DueDateMoved) and body.undone:
        connection.execute(
            "UPDATE closure_moves SET undone = 1 WHERE closure = ? AND dossier = ?",
            (body.closure, event.header.dossier),
        )
    elif isinstance(body, DueDateMoved):
        due_after = milliseconds_of(body.promise.due_at)
        connection.execute(_MOVED, (body.closure, due_after, event.header.dossier))

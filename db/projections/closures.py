"""Unplanned closures and the dossiers whose day they moved."""

from datetime import datetime

from db.engine import Connection
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import DueDateMoved
from desk_app.domain.office_events import ClosureDeclared, ClosureUndone
from desk_app.domain.positional import milliseconds_of, time_of

TABLES = ("closures", "closure_moves")

_MOVED = """INSERT INTO closure_moves VALUES (?, ?, ?, ?, 0)
    ON CONFLICT (closure, dossier) DO UPDATE SET due_after = excluded.due_after, undone = 0"""


def apply(connection: Connection, event: Recorded) -> None:
    """Note the closure, each dossier it moves (the register still has the day before), and its undoing."""
    body, at = event.body, milliseconds_of(event.happened_at)
    if isinstance(body, ClosureDeclared):
        days = " ".join(day.isoformat() for day in body.days)
        connection.execute("INSERT INTO closures VALUES (?, ?, ?, ?, NULL)", (event.seq, days, body.reason, at))
    elif isinstance(body, ClosureUndone):
        connection.execute("UPDATE closures SET undone_at = ? WHERE seq = ?", (at, body.closure))
    elif isinstance(body, DueDateMoved):
        row = connection.execute("SELECT due_at FROM dossiers WHERE number = ?", (event.header.dossier,)).fetchone()
        if row is not None:
            moved(connection, event, body, None if row[0] is None else time_of(row[0]))


def moved(connection: Connection, event: Recorded, body: DueDateMoved, before: datetime | None) -> None:
    """Note that the closure moved a dossier's day from `before`, or that it was moved back."""
    if body.undone:
        connection.execute(
            "UPDATE closure_moves SET undone = 1 WHERE closure = ? AND dossier = ?",
            (body.closure, event.header.dossier),
        )
    else:
        due_before = None if before is None else milliseconds_of(before)
        due_after = milliseconds_of(body.promise.due_at)
        connection.execute(_MOVED, (body.closure, event.header.dossier, due_before, due_after))

"""Keys by which an unfinished dossier of a like name is found; a finished one has none."""

from __future__ import annotations

from db.engine import Connection
from db.projections.person_columns import Persons
from desk_app.domain.lifecycle import OPEN_STATES, State
from desk_app.domain.name_keys import name_keys

UNFINISHED_STATES = OPEN_STATES | {State.REGISTERED}

Place = tuple[str, str]  # procedure code and name


def place_of(state: State, persons: Persons, procedure: str) -> Place | None:
    """Return under which procedure and name a dossier stands; None for one that is finished."""
    return (procedure, persons.name) if state in UNFINISHED_STATES else None


def move(connection: Connection, dossier: int, before: Place | None, after: Place | None) -> None:
    """Take the keys of one place away and put those of another in."""
    if before == after:
        return
    if before is not None:
        connection.execute("DELETE FROM name_keys WHERE procedure = ? AND dossier = ?", (before[0], dossier))
    if after is not None:
        procedure, name = after
        connection.execute("INSERT INTO name_keys VALUES (?, ?, ?)", (procedure, dossier, " ".join(name_keys(name))))

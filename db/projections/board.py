"""All projections, in the order in which an event runs through them."""

from collections.abc import Iterator

from db.engine import Connection
from db.projections import (
    bags,
    closures,
    decisions,
    dossiers,
    epochs,
    event_index,
    foreign_numbers,
    lateness,
    numbers,
    office,
    pads,
    people,
    scans,
    shared_dossier,
)
from desk_app.domain.events import Recorded

# People and closures look at the register as it stood before the event.
_PROJECTIONS = (
    event_index,
    people,
    closures,
    dossiers,
    epochs,
    pads,
    numbers,
    lateness,
    bags,
    office,
    decisions,
    scans,
)
# Of a dossier that others write too, the rest is folded from everybody's events.
_OF_THE_DESK = (event_index, people, closures, epochs, pads, numbers, decisions, scans)
WORDS = "dossier_words"


def project(connection: Connection, event: Recorded) -> None:
    """Bring every derived table up to this event; the caller holds the transaction."""
    for projection in _PROJECTIONS:
        projection.apply(connection, event)


def project_own_part(connection: Connection, event: Recorded) -> None:
    """Bring up to this event what is the desk's own affair; the dossier itself is written by others too."""
    for projection in _OF_THE_DESK:
        projection.apply(connection, event)


def derived_tables() -> Iterator[str]:
    """Yield the names of all tables that the log alone decides."""
    for projection in (*_PROJECTIONS, foreign_numbers, shared_dossier):
        yield from projection.TABLES


def clear(connection: Connection) -> None:
    """Empty every derived table."""
    for table in derived_tables():
        if table == WORDS:  # a search table without its text is emptied by a command of its own
            connection.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('delete-all')")
        else:
            connection.execute(f"DELETE FROM {table}")

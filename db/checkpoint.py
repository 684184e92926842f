"""Moving the WAL into the database in a quiet moment, so that no click ever pays for it.

The first commit after a checkpoint writes the header of the WAL with a sync of its own: a commit that changes nothing
takes that on itself, and the next click costs one sync again. What the search table would otherwise merge in the middle
of a save is merged in it.
"""

from db.engine import Connection
from db.local_numbers import local_number, set_local_number
from db.projections.dossier_words import merge
from db.trouble import translated


def checkpoint(connection: Connection) -> None:
    """Write everything committed into the database file, then re-arm."""
    with translated():
        connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    rearm(connection)


def rearm(connection: Connection) -> None:
    """Merge parts of the search table, and commit a number nobody reads."""
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            merge(connection)
            set_local_number(connection, "rearmed", local_number(connection, "rearmed") + 1)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

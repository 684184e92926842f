"""Bringing a database to this program's schema; a database of a newer program is left alone."""

from db.engine import Connection, as_database
from db.errors import NewerDatabaseError
from db.migrations.m0001_log_and_projections import log_and_projections

STEPS = (("0001_log_and_projections", log_and_projections),)
_TABLE = "schema_steps"


def migrate(connection: Connection) -> None:
    """Apply the missing steps, each in a transaction of its own; NewerDatabaseError when there are unknown ones."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (name TEXT PRIMARY KEY) STRICT")
    done = {str(row[0]) for row in connection.execute(f"SELECT name FROM {_TABLE}")}
    unknown = done - {name for name, _ in STEPS}
    if unknown:
        raise NewerDatabaseError(steps=tuple(sorted(unknown)))
    missing = [(name, step) for name, step in STEPS if name not in done]
    if not missing:
        return
    database = as_database(connection)
    for name, step in missing:
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(database)
            database[_TABLE].insert({"name": name})
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

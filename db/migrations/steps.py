"""Bringing a database to this program's schema; a database of a newer program is left alone."""

from db.engine import Connection, as_database
from db.errors import NewerDatabaseError
from db.migrations.m0001_log_and_projections import log_and_projections
from db.migrations.m0002_whole_life import whole_life
from db.migrations.m0003_words_merged_when_quiet import words_merged_when_quiet
from db.migrations.m0004_epochs import epochs
from db.migrations.m0005_commune import commune
from db.migrations.m0006_scans import scans
from db.migrations.m0009_decisions import decisions
from db.migrations.m0010_scans_offered import scans_offered
from db.replay import refill
from desk_app.ports import EventCodec

STEPS = (
    ("0001_log_and_projections", log_and_projections),
    ("0002_whole_life", whole_life),
    ("0003_words_merged_when_quiet", words_merged_when_quiet),
    ("0004_epochs", epochs),
    ("0005_commune", commune),
    ("0006_scans", scans),
    ("0009_decisions", decisions),
    ("0010_scans_offered", scans_offered),
)
# After these the derived tables are filled again from the log.
REFILLING = frozenset({"0002_whole_life", "0009_decisions"})
_TABLE = "schema_steps"


def migrate(connection: Connection, codec: EventCodec) -> None:
    """Apply the missing steps in one transaction; NewerDatabaseError when there are unknown ones.

    A database with a log is filled again where a step asks for it: some seconds for a year of work.
    """
    connection.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (name TEXT PRIMARY KEY) STRICT")
    done = {str(row[0]) for row in connection.execute(f"SELECT name FROM {_TABLE}")}
    unknown = done - {name for name, _ in STEPS}
    if unknown:
        raise NewerDatabaseError(steps=tuple(sorted(unknown)))
    missing = [(name, step) for name, step in STEPS if name not in done]
    if not missing:
        return
    database = as_database(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name, step in missing:
            step(database)
            database[_TABLE].insert({"name": name})
        if REFILLING & {name for name, _ in missing}:
            refill(connection, codec)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise

"""Other desks of the commune: their events as they came, and where their dossiers stand."""

from typing import Any

_FOREIGN = (
    """CREATE TABLE foreign_events (
        device BLOB NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, epoch INTEGER NOT NULL, kind INTEGER NOT NULL,
        dossier TEXT, header BLOB NOT NULL, digest BLOB NOT NULL, body BLOB, PRIMARY KEY (device, seq, chain)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX foreign_events_dossier ON foreign_events (dossier) WHERE dossier IS NOT NULL",
    """CREATE TABLE foreign_streams (
        device BLOB NOT NULL, epoch INTEGER NOT NULL, last_seq INTEGER NOT NULL, last_chain BLOB NOT NULL,
        PRIMARY KEY (device, epoch)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE neighbours (
        device BLOB PRIMARY KEY, public_key BLOB NOT NULL, desk INTEGER NOT NULL, name TEXT NOT NULL,
        replaced INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_DERIVED = (
    # Of a dossier that others write too: whom this desk's own events say it belongs to, by the keys of `people`.
    """CREATE TABLE own_persons (
        dossier TEXT PRIMARY KEY, applicant TEXT NOT NULL, submitter TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE foreign_numbers (
        series TEXT NOT NULL, period INTEGER NOT NULL, desk INTEGER NOT NULL, highest INTEGER NOT NULL,
        PRIMARY KEY (series, period, desk)
    ) STRICT, WITHOUT ROWID""",
    "ALTER TABLE dossiers ADD COLUMN origin BLOB",
    "ALTER TABLE dossiers ADD COLUMN custody BLOB",
    "ALTER TABLE dossiers ADD COLUMN news INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE dossiers ADD COLUMN conflicts INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX dossiers_in_conflict ON dossiers (conflicts) WHERE conflicts > 0",
)


def commune(database: Any) -> None:
    """Add the tables of the other desks and four columns of the register: an old desk has no others yet."""
    for statement in (*_FOREIGN, *_DERIVED):
        database.conn.execute(statement)

"""What the upper body decided, and from which day on a catalogue or calendar counts."""

from typing import Any

_STATEMENTS = (
    """CREATE TABLE decisions (
        decision BLOB PRIMARY KEY, seq INTEGER NOT NULL, dossier TEXT, unfit TEXT NOT NULL, settled INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX decisions_waiting ON decisions (seq) WHERE settled = 0",
    "CREATE INDEX decisions_dossier ON decisions (dossier) WHERE settled = 0",
    "DROP TABLE reference_versions",
    """CREATE TABLE reference_versions (
        seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL,
        logged_on INTEGER NOT NULL, in_force_from INTEGER, text_hash BLOB NOT NULL
    ) STRICT""",
)


def decisions(database: Any) -> None:
    """Make both tables; they are filled from the log."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)

"""What the upper body decided, and whether the desk has acted on it."""

from typing import Any


def decisions(database: Any) -> None:
    """Add the table of decisions; none was ever logged before."""
    database.conn.execute(
        "CREATE TABLE decisions (decision BLOB PRIMARY KEY, seq INTEGER NOT NULL, dossier TEXT, unfit TEXT NOT NULL,"
        " settled INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    )
    database.conn.execute("CREATE INDEX decisions_waiting ON decisions (seq) WHERE settled = 0")
    database.conn.execute("CREATE INDEX decisions_dossier ON decisions (dossier) WHERE settled = 0")

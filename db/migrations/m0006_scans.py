"""Scans of papers: which there are, and which of them the district has."""

from typing import Any

_STATEMENTS = (
    """CREATE TABLE scans (
        seq INTEGER PRIMARY KEY, dossier TEXT NOT NULL, paper INTEGER NOT NULL, paper_name TEXT NOT NULL,
        pages INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL,
        officer TEXT NOT NULL, removed_by INTEGER
    ) STRICT""",
    "CREATE INDEX scans_of_dossier ON scans (dossier)",
    "CREATE INDEX scans_by_root ON scans (root)",
    # Of this machine. Up to which event the district had the log then: put back to before that, it lost the scan too.
    """CREATE TABLE scans_sent (
        root BLOB PRIMARY KEY, at INTEGER NOT NULL, acknowledged INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


def scans(database: Any) -> None:
    """Add the tables of scans; a log before them has none."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)

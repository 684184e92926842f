"""A log may go on in a new epoch after a copy or a restore."""

from typing import Any


def epochs(database: Any) -> None:
    """Add the table of epochs; a log without one is in its first."""
    database.conn.execute(
        "CREATE TABLE epochs (epoch INTEGER PRIMARY KEY, seq INTEGER NOT NULL, reason TEXT NOT NULL) STRICT"
    )

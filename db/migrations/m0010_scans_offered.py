"""Scans that the district may hold some of, whether or not it said so: a removed one must be deleted there too."""

from typing import Any


def scans_offered(database: Any) -> None:
    """Make the table; what an older program may have sent counts as offered, and is asked for once."""
    database.conn.execute("CREATE TABLE scans_offered (root BLOB PRIMARY KEY) STRICT, WITHOUT ROWID")
    database.conn.execute("INSERT INTO scans_offered SELECT DISTINCT root FROM scans")

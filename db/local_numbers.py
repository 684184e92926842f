"""Numbers that are this machine's own and not in the log: positions on the wire, the steady clock, the re-arming."""

from db.engine import Connection


def local_number(connection: Connection, name: str, missing: int = 0) -> int:
    """Return the number kept under `name`."""
    row = connection.execute("SELECT value FROM local_numbers WHERE name = ?", (name,)).fetchone()
    return missing if row is None else int(row[0])


def set_local_number(connection: Connection, name: str, value: int) -> None:
    """Keep the number; the caller holds the transaction."""
    connection.execute("INSERT OR REPLACE INTO local_numbers (name, value) VALUES (?, ?)", (name, value))

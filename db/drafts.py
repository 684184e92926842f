"""Half-typed intakes: encrypted with everything else, never in the log."""

from db.engine import Connection
from db.trouble import translated


class DeskDrafts:
    """Fulfils `Drafts`; each call is a transaction of its own, outside every click."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, name: str, content: str) -> None:
        """Keep the text under `name`."""
        with translated():
            self._connection.execute("INSERT OR REPLACE INTO drafts (name, content) VALUES (?, ?)", (name, content))

    def kept(self, name: str) -> str | None:
        """Return the text kept under `name`."""
        with translated():
            row = self._connection.execute("SELECT content FROM drafts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def drop(self, name: str) -> None:
        """Forget the text."""
        with translated():
            self._connection.execute("DELETE FROM drafts WHERE name = ?", (name,))

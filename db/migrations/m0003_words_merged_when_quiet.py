"""The search table merges its parts when it is told to, no longer in the middle of a save."""

from typing import Any


def words_merged_when_quiet(database: Any) -> None:
    """Leave the merging to `db.checkpoint`; a search reads a few parts more until the next quiet moment."""
    database.conn.execute("INSERT INTO dossier_words (dossier_words, rank) VALUES ('automerge', 0)")

"""The words a dossier is found by. The search table keeps no text: to change a row, tell it the old ones."""

from db.engine import Connection
from db.projections.person_columns import Persons
from db.words import searched_words

_ADD = "INSERT INTO dossier_words (rowid, words) VALUES (?, ?)"
_DELETE = "INSERT INTO dossier_words (dossier_words, rowid, words) VALUES ('delete', ?, ?)"
_MERGE = "INSERT INTO dossier_words (dossier_words, rank) VALUES ('merge', ?)"
_MOST_PAGES = 250  # some milliseconds: a quiet moment may end with the next key


def add(connection: Connection, dossier: int, number: str, persons: Persons) -> None:
    """Make a new dossier findable."""
    connection.execute(_ADD, (dossier, searched_words(persons.names, number)))


def remove(connection: Connection, dossier: int, number: str, persons: Persons) -> None:
    """Make a dossier no longer findable."""
    connection.execute(_DELETE, (dossier, searched_words(persons.names, number)))


def replace(connection: Connection, dossier: int, number: str, old: Persons, new: Persons) -> None:
    """Make an amended dossier findable by its new names, and no longer by the old ones."""
    if old.names != new.names:
        connection.execute(_DELETE, (dossier, searched_words(old.names, number)))
        connection.execute(_ADD, (dossier, searched_words(new.names, number)))


def merge(connection: Connection) -> None:
    """Merge parts of the search table, a bounded piece of work; nothing while they are few (fewer than four alike)."""
    connection.execute(_MERGE, (_MOST_PAGES,))

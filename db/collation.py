"""The order of a Vietnamese list, inside the database."""

from db.engine import Connection
from desk_app.domain.text import sort_key

NAME = "vietnamese"


def add_collation(connection: Connection) -> None:
    """Teach the connection `COLLATE vietnamese`: given name first, then the letters' own order, tones last."""
    connection.create_collation(NAME, compare)


def compare(one: str, other: str) -> int:
    """Return -1, 0 or 1 as `one` stands before, with or behind `other`."""
    left, right = sort_key(one), sort_key(other)
    return (left > right) - (left < right)

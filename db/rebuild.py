"""All derived tables again, from the log alone."""

from db.replay import refill
from db.store import DeskStore
from db.trouble import translated


def rebuild(store: DeskStore) -> int:
    """Empty and refill every derived table in one transaction; return the number of events read."""
    with translated(), store.maintenance() as connection:
        return refill(connection, store.codec)

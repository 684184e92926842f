"""Which epoch the log is in, and what the numbers of a forked one begin with."""

from db.engine import Connection
from desk_app.domain.chain import FIRST_EPOCH
from desk_app.domain.dossier_number import before_block
from desk_app.domain.events import FORKED

_NUMBERS_A_YEAR = 100_000  # more than any desk gives of a series in a year


def current_epoch(connection: Connection) -> int:
    """Return the epoch in which the next event is written."""
    row = connection.execute("SELECT max(epoch) FROM epochs").fetchone()
    return FIRST_EPOCH if row is None or row[0] is None else int(row[0])


def left_to_others(connection: Connection, desk: int) -> int | None:
    """Return up to which number a series is left to the devices that share this one's history; None for none.

    `desk` is 0 for a series of the year.
    """
    row = connection.execute("SELECT max(epoch) FROM epochs WHERE reason = ?", (FORKED,)).fetchone()
    if row is None or row[0] is None:
        return None
    return before_block(desk, int(row[0])) if desk else int(row[0]) * _NUMBERS_A_YEAR - 1

"""The highest numbers seen from other desks: a new machine under an old desk's number goes on above them."""

from datetime import date

from db.engine import Connection
from db.projections.number_parts import parts_of

TABLES = ("foreign_numbers",)

_RAISE = """INSERT INTO foreign_numbers VALUES (?, ?, ?, ?) ON CONFLICT (series, period, desk)
    DO UPDATE SET highest = max(highest, excluded.highest)"""


def count(connection: Connection, number: str) -> None:
    """Note that another desk gave this number."""
    parts = parts_of(number)
    if parts is not None:
        agency, on, desk, counter = parts
        connection.execute(_RAISE, (agency, on.toordinal(), desk, counter))


def highest(connection: Connection, agency: str, on: date, desk: int) -> int | None:
    """Return the highest counter of a day seen under this desk's number, but not given here."""
    row = connection.execute(
        "SELECT highest FROM foreign_numbers WHERE series = ? AND period = ? AND desk = ?",
        (agency, on.toordinal(), desk),
    ).fetchone()
    return None if row is None else int(row[0])

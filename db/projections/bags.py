"""Bags between the counter and those who work on the dossiers; and the fees of a dossier as they stand."""

from collections.abc import Iterable

from db.engine import Connection
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import FeesRecorded
from desk_app.domain.office_events import BagPacked, BagReceived
from desk_app.domain.positional import milliseconds_of

TABLES = ("bags", "bag_papers", "fees")

_LISTED = "INSERT OR IGNORE INTO bag_papers VALUES (?, ?, 1, 0)"
_MISSING = "INSERT INTO bag_papers VALUES (?, ?, 1, 1) ON CONFLICT (bag, dossier) DO UPDATE SET is_missing = 1"
_SURPLUS = "INSERT OR IGNORE INTO bag_papers VALUES (?, ?, 0, 0)"


def apply(connection: Connection, event: Recorded) -> None:
    """Note what was packed, what was found, and what is to be paid."""
    body, at = event.body, milliseconds_of(event.happened_at)
    if isinstance(body, BagPacked):
        connection.execute(
            "INSERT INTO bags VALUES (?, ?, ?, ?, ?, ?, NULL, '', '')",
            (event.seq, body.bag, body.from_name, body.to_name, at, event.header.actor),
        )
        _put(connection, _LISTED, event.seq, body.numbers)
    elif isinstance(body, BagReceived):
        _receive(connection, event, body, at)
    elif isinstance(body, FeesRecorded):
        amount = sum(line.amount for line in body.lines if not line.exempt_reason)
        connection.execute(
            "INSERT OR REPLACE INTO fees VALUES (?, ?, ?, ?, ?)",
            (event.header.dossier, at, amount, body.paid_by, body.receipt),
        )


def _receive(connection: Connection, event: Recorded, body: BagReceived, at: int) -> None:
    row = connection.execute("SELECT max(seq) FROM bags WHERE bag = ? AND received_at IS NULL", (body.bag,)).fetchone()
    bag = row[0] if row else None
    if bag is None:  # packed elsewhere: this desk knows only what was found in it
        bag = event.seq
        connection.execute("INSERT INTO bags VALUES (?, ?, '', '', NULL, '', NULL, '', '')", (bag, body.bag))
    connection.execute(
        "UPDATE bags SET received_at = ?, received_by = ?, note = ? WHERE seq = ?", (at, body.by_name, body.note, bag)
    )
    _put(connection, _MISSING, bag, body.missing)
    _put(connection, _SURPLUS, bag, body.surplus)


def _put(connection: Connection, statement: str, bag: int, numbers: Iterable[str]) -> None:
    connection.executemany(statement, [(bag, number) for number in numbers])

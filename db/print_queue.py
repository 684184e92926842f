"""Prints that were asked for: this machine's own list, written in the transaction of the event that caused them."""

from collections.abc import Sequence
from datetime import datetime

from db.engine import Connection, Row
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.ports import PrintIntent, PrintRow, PrintState

_COLUMNS = "SELECT id, dossier, form, paper, print_number, state, asked_at, note FROM prints"


def next_print_number(connection: Connection, number: str, form: str) -> int:
    """Return n of the next print, above all asked for and all logged."""
    row = connection.execute(
        "SELECT max((SELECT coalesce(max(print_number), 0) FROM prints WHERE dossier = ?1 AND form = ?2),"
        " (SELECT coalesce(max(highest), 0) FROM print_numbers WHERE dossier = ?1 AND form = ?2))",
        (number, form),
    ).fetchone()
    return int(row[0]) + 1 if row else 1


def intend(connection: Connection, intent: PrintIntent, at: datetime) -> int:
    """Add a print; return its id."""
    cursor = connection.execute(
        "INSERT INTO prints (dossier, form, paper, print_number, state, asked_at, note) VALUES (?, ?, ?, ?, ?, ?, '')",
        (
            intent.number,
            intent.form,
            intent.paper,
            intent.print_number,
            PrintState.WAITING.value,
            milliseconds_of(at),
        ),
    )
    return cursor.lastrowid


def settle(connection: Connection, print_id: int, state: PrintState, note: str) -> None:
    """Note where a print stands."""
    connection.execute("UPDATE prints SET state = ?, note = ? WHERE id = ?", (state.value, note, print_id))


def ask_after_a_crash(connection: Connection) -> None:
    """A print that was under way when the desk went down may or may not have come out: somebody must look."""
    connection.execute("UPDATE prints SET state = ? WHERE state = ?", (PrintState.ASK.value, PrintState.PRINTING.value))


def prints(connection: Connection, states: Sequence[PrintState] | None, number: str | None) -> tuple[PrintRow, ...]:
    """Return prints, oldest first."""
    conditions, values = ["1"], list[object]()
    if states is not None:
        conditions.append(f"state IN ({','.join('?' * len(states))})")
        values += [state.value for state in states]
    if number is not None:
        conditions.append("dossier = ?")
        values.append(number)
    rows = connection.execute(f"{_COLUMNS} WHERE {' AND '.join(conditions)} ORDER BY id", values)
    return tuple(_print(row) for row in rows)


def latest(connection: Connection, limit: int) -> tuple[PrintRow, ...]:
    """Return the prints asked for last, newest first."""
    return tuple(_print(row) for row in connection.execute(f"{_COLUMNS} ORDER BY id DESC LIMIT ?", (limit,)))


def print_with(connection: Connection, print_id: int) -> PrintRow | None:
    """Return one print; None if there is none of this id."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (print_id,)).fetchone()
    return None if row is None else _print(row)


def _print(row: Row) -> PrintRow:
    return PrintRow(row[0], PrintIntent(row[1], row[2], row[3], row[4]), PrintState(row[5]), time_of(row[6]), row[7])

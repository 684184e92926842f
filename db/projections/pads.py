"""Pads of pre-printed counters for hours without electricity: which are reserved, used, spoiled."""

from __future__ import annotations

from datetime import date

from db.engine import Connection, Row
from db.projections.number_parts import parts_of
from desk_app.domain.dossier_number import counters_between
from desk_app.domain.events import Received, Recorded, Refused
from desk_app.domain.life_events import Registered
from desk_app.domain.office_events import PadReserved, PadSheetSpoiled

TABLES = ("pads", "pad_sheets")

_PAD = "SELECT first, last, slip_first FROM pads WHERE on_day = ? AND first <= ? AND last >= ? LIMIT 1"


def apply(connection: Connection, event: Recorded) -> None:
    """Note a pad, and what became of a sheet."""
    body, number = event.body, event.header.dossier
    if isinstance(body, PadReserved):
        connection.execute(
            "INSERT INTO pads VALUES (?, ?, ?, ?, ?)",
            (event.seq, body.on.toordinal(), body.first, body.last, body.slip_first),
        )
    elif isinstance(body, PadSheetSpoiled):
        connection.execute(
            "INSERT INTO pad_sheets VALUES (?, ?, '', ?)", (body.on.toordinal(), body.counter, body.reason)
        )
    elif (
        event.header.claimed_at is not None and isinstance(body, Received | Refused | Registered) and number is not None
    ):
        _use(connection, number)  # only a late entry may name a sheet: every other save is spared the look


def last_of_pad(connection: Connection, on: date, counter: int) -> int | None:
    """Return the last counter of the pad that has this one; None when it is on no pad."""
    pad = _pad(connection, on, counter)
    return None if pad is None else int(pad[1])


def free_slip(connection: Connection, on: date, counter: int) -> int | None:
    """Return the slip number of a free sheet; None when the counter is on no pad, used or spoiled."""
    pad = _pad(connection, on, counter)
    if pad is None:
        return None
    gone = connection.execute(
        "SELECT 1 FROM pad_sheets WHERE on_day = ? AND counter = ?", (on.toordinal(), counter)
    ).fetchone()
    return int(pad[2]) + counters_between(int(pad[0]), counter) if gone is None else None


def _use(connection: Connection, number: str) -> None:
    parts = parts_of(number)
    if parts is None:
        return
    _, on, _, counter = parts
    if _pad(connection, on, counter) is not None:
        connection.execute("INSERT INTO pad_sheets VALUES (?, ?, ?, '')", (on.toordinal(), counter, number))


def _pad(connection: Connection, on: date, counter: int) -> Row | None:
    return connection.execute(_PAD, (on.toordinal(), counter, counter)).fetchone()

"""What a pad of pre-printed numbers allows, looked at before an event is written."""

from __future__ import annotations

from datetime import datetime

from db.engine import Connection
from db.projections import numbers, pads
from db.projections.number_parts import parts_of
from desk_app.domain.dossier_number import OTHER_ISSUER, desk_of
from desk_app.domain.errors import NumbersTakenError, PadSheetTakenError
from desk_app.domain.events import Event
from desk_app.domain.office_events import PadReserved, PadSheetSpoiled
from desk_app.domain.standing import BEGINNINGS


def check(connection: Connection, body: Event, dossier: str | None, claimed_at: datetime | None) -> None:
    """Refuse what would give a number twice.

    NumbersTakenError for a pad over numbers that are given or on a pad, PadSheetTakenError for a sheet that is not
    free; ValueError for a pad's number without a late entry that names it.
    """
    if isinstance(body, PadReserved):
        _check_pad(connection, body)
    elif isinstance(body, PadSheetSpoiled):
        if pads.free_slip(connection, body.on, body.counter) is None:
            raise PadSheetTakenError(on=body.on, counter=body.counter)
    elif type(body) in BEGINNINGS and dossier is not None:
        _check_number(connection, dossier, claimed_at)


def _check_pad(connection: Connection, pad: PadReserved) -> None:
    desk = desk_of(pad.first)
    row = connection.execute("SELECT agency_code FROM stream").fetchone()
    day = pad.on.toordinal()
    given = numbers.highest(connection, row[0] if row else "", day, desk)
    slips = numbers.highest(connection, numbers.SLIPS, pad.on.year, 0)
    other = connection.execute(
        "SELECT 1 FROM pads WHERE on_day = ? AND first <= ? AND last >= ?", (day, pad.last, pad.first)
    ).fetchone()
    is_block = desk != OTHER_ISSUER and desk_of(pad.last) == desk and pad.first <= pad.last
    if not is_block or (given or 0) >= pad.first or (slips or 0) >= pad.slip_first or other is not None:
        raise NumbersTakenError(on=pad.on, first=pad.first, last=pad.last)


def _check_number(connection: Connection, dossier: str, claimed_at: datetime | None) -> None:
    parts = parts_of(dossier)
    if parts is None or pads.last_of_pad(connection, parts[1], parts[3]) is None:
        return
    if pads.free_slip(connection, parts[1], parts[3]) is None:
        raise PadSheetTakenError(on=parts[1], counter=parts[3])
    if claimed_at is None:
        raise ValueError("a number of a pad is given to a late entry only")

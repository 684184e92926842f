"""The highest number given of each series: dossier counters of a day, slips and letters of a year, prints of a form."""

from __future__ import annotations

from datetime import date, datetime

from db.engine import Connection
from db.epochs import left_to_others
from db.projections import foreign_numbers
from db.projections.number_parts import parts_of
from db.projections.pads import last_of_pad
from desk_app.domain.dossier_number import counters_between, desk_of, next_counter
from desk_app.domain.events import DeskOpened, EpochOpened, Received, Recorded, Refused, Restored, SlipPrinted
from desk_app.domain.letter_series import SERIES_OF
from desk_app.domain.life_events import Accepted, Registered
from desk_app.domain.office_events import PadReserved

TABLES = ("highest_numbers", "print_numbers", "skipped_numbers")

# After a rebuild somebody may hold a slip of the lost last second: its numbers are left out.
SAFETY_GAP = 20
# Series of a year have small letters; every other series is an agency code, by day and desk.
SLIPS = "slips"
_RAISE = """INSERT INTO highest_numbers VALUES (?, ?, ?, ?) ON CONFLICT (series, period, desk)
    DO UPDATE SET highest = max(highest, excluded.highest)"""
_PRINT = """INSERT INTO print_numbers VALUES (?, ?, ?) ON CONFLICT (dossier, form)
    DO UPDATE SET highest = max(highest, excluded.highest)"""
_SKIPPED = "INSERT OR REPLACE INTO skipped_numbers VALUES (?, ?, ?, ?)"


def highest(connection: Connection, series: str, period: int, desk: int) -> int | None:
    """Return the highest number given in a series, if any; in a forked epoch at least what is left to the others."""
    row = connection.execute(
        "SELECT highest FROM highest_numbers WHERE series = ? AND period = ? AND desk = ?", (series, period, desk)
    ).fetchone()
    seen = [left_to_others(connection, desk), None if row is None else int(row[0])]
    if desk:
        seen.append(foreign_numbers.highest(connection, series, date.fromordinal(period), desk))
    return max((number for number in seen if number is not None), default=None)


def before_next(connection: Connection, on: date, desk: int, given: int | None, first: int) -> int | None:
    """Return after which counter the next one is given: `given`, or the end of the pad that would come next."""
    while (last := last_of_pad(connection, on, next_counter(desk, given, first))) is not None:
        given = last
    return given


def apply(connection: Connection, event: Recorded) -> None:
    """Raise what the event shows to be given; runs after the pads."""
    body, number = event.body, event.header.dossier
    if isinstance(body, (Received, Refused, Registered)) and number is not None:
        _count(connection, number, is_late_entry=event.header.claimed_at is not None)
    if isinstance(body, (Received, Accepted)):
        _give(connection, event, SLIPS, body.slip_sequence)
    elif type(body) in SERIES_OF:
        _give(connection, event, SERIES_OF[type(body)], body.letter_sequence)  # type: ignore[attr-defined]
    elif isinstance(body, SlipPrinted) and number is not None:
        connection.execute(_PRINT, (number, body.form, body.print_number))
    elif isinstance(body, PadReserved):
        last_slip = body.slip_first + counters_between(body.first, body.last)
        connection.execute(_RAISE, (SLIPS, body.on.year, 0, last_slip))
    elif isinstance(body, DeskOpened) and body.numbers_day is not None:
        day = body.numbers_day.toordinal()
        connection.execute(_RAISE, (body.agency_code, day, body.desk, body.numbers_above))
        connection.execute(_SKIPPED, (body.agency_code, day, body.desk * 1000, body.numbers_above))
    elif isinstance(body, EpochOpened):
        _leave_to_others(connection, event.header.recorded_at)
    elif isinstance(body, Restored):
        _raise_to_last_slip(connection, body)
        _leave_a_gap(connection, event.header.recorded_at)


def _give(connection: Connection, event: Recorded, series: str, given: int) -> None:
    """A late entry around New Year may count in either year; leaving one out is better than giving one twice."""
    if given > 0:
        for year in sorted({event.header.recorded_at.year, event.happened_at.year}):
            connection.execute(_RAISE, (series, year, 0, given))


def _count(connection: Connection, number: str, *, is_late_entry: bool) -> None:
    parts = parts_of(number)
    if parts is None:
        return
    agency, on, desk, counter = parts
    # The counters of a pad lie ahead of the day's own, and only a late entry has one.
    if not is_late_entry or last_of_pad(connection, on, counter) is None:
        connection.execute(_RAISE, (agency, on.toordinal(), desk, counter))


def _leave_a_gap(connection: Connection, at: datetime) -> None:
    """Leave the gap in every desk's series: the setting may have moved the desk to another one meanwhile."""
    row = connection.execute("SELECT agency_code, desk FROM stream").fetchone()
    if row is None:
        return
    agency, desk = row
    _leave_counters(connection, agency, at.date(), desk)
    connection.execute("INSERT OR IGNORE INTO highest_numbers VALUES (?, ?, 0, 0)", (SLIPS, at.year))
    # Letters of the year as well: their series are those with small letters.
    connection.execute(
        "UPDATE highest_numbers SET highest = highest + ? WHERE period = ? AND desk = 0 AND series GLOB '[a-z]*'",
        (SAFETY_GAP, at.year),
    )


def _raise_to_last_slip(connection: Connection, body: Restored) -> None:
    row = connection.execute("SELECT agency_code FROM stream").fetchone()
    if row is not None and body.numbers_day is not None and desk_of(body.numbers_above):
        day = body.numbers_day.toordinal()
        connection.execute(_RAISE, (row[0], day, desk_of(body.numbers_above), body.numbers_above))


def _leave_to_others(connection: Connection, at: datetime) -> None:
    """On the day of a fork the numbers up to the epoch's own block are left out; later days begin there."""
    row = connection.execute("SELECT agency_code, desk FROM stream").fetchone()
    above = None if row is None else left_to_others(connection, int(row[1]))
    if row is None or above is None:
        return
    agency, desk, day = row[0], int(row[1]), at.date().toordinal()
    before = connection.execute(
        "SELECT highest FROM highest_numbers WHERE series = ? AND period = ? AND desk = ?", (agency, day, desk)
    ).fetchone()
    if before is not None and desk_of(before[0]) == desk and before[0] < above:
        connection.execute(_RAISE, (agency, day, desk, above))
        connection.execute(_SKIPPED, (agency, day, next_counter(desk, before[0], 0), above))


def _leave_counters(connection: Connection, agency: str, on: date, desk: int) -> None:
    day = on.toordinal()
    connection.execute("INSERT OR IGNORE INTO highest_numbers VALUES (?, ?, ?, ?)", (agency, day, desk, desk * 1000))
    rows = connection.execute(
        "SELECT desk, highest FROM highest_numbers WHERE series = ? AND period = ? ORDER BY desk", (agency, day)
    ).fetchall()
    for each, before in rows:
        if desk_of(before) != each or not each:
            continue  # numbers of another issuer are not ours to go on with
        above = before
        for _ in range(SAFETY_GAP):
            above = next_counter(each, before_next(connection, on, each, above, 0), 0)
        connection.execute(_RAISE, (agency, day, each, above))
        connection.execute(_SKIPPED, (agency, day, next_counter(each, before, 0), above))

"""The highest number given of each series: dossier counters of a day, slips of a year, prints of a form."""

import re
from datetime import date

from db.engine import Connection
from desk_app.domain.events import DeskOpened, Received, Recorded, Refused, Restored, SlipPrinted

TABLES = ("highest_numbers", "print_numbers")

# After a rebuild somebody may hold a slip of the lost last second: its numbers are left out.
SAFETY_GAP = 20
SLIPS = "slips"  # the series of the slips' own numbers, by year; every other series is an agency code, by day and desk
_NUMBER = re.compile(r"([0-9A-Z.]{3,20})-(\d{2})(\d{2})(\d{2})-(\d{4,8})", re.ASCII)
_RAISE = """INSERT INTO highest_numbers VALUES (?, ?, ?, ?) ON CONFLICT (series, period, desk)
    DO UPDATE SET highest = max(highest, excluded.highest)"""
_PRINT = """INSERT INTO print_numbers VALUES (?, ?, ?) ON CONFLICT (dossier, form)
    DO UPDATE SET highest = max(highest, excluded.highest)"""


def highest(connection: Connection, series: str, period: int, desk: int) -> int | None:
    """Return the highest number given in a series, if any."""
    row = connection.execute(
        "SELECT highest FROM highest_numbers WHERE series = ? AND period = ? AND desk = ?", (series, period, desk)
    ).fetchone()
    return None if row is None else int(row[0])


def apply(connection: Connection, event: Recorded) -> None:
    """Raise what the event shows to be given."""
    body, number = event.body, event.header.dossier
    if isinstance(body, Received | Refused) and number is not None:
        _count(connection, number)
    if isinstance(body, Received):
        # A late entry around New Year may count in either year; leaving one out is better than giving one twice.
        for year in {event.header.recorded_at.year, event.happened_at.year}:
            connection.execute(_RAISE, (SLIPS, year, 0, body.slip_sequence))
    elif isinstance(body, SlipPrinted) and number is not None:
        connection.execute(_PRINT, (number, body.form, body.print_number))
    elif isinstance(body, DeskOpened) and body.numbers_day is not None:
        day = body.numbers_day.toordinal()
        connection.execute(_RAISE, (body.agency_code, day, body.desk, body.numbers_above))
    elif isinstance(body, Restored):
        _leave_a_gap(connection, event.header.recorded_at.date())


def parts_of(number: str) -> tuple[str, date, int, int] | None:
    """Return agency code, day, desk (first digit) and counter; None for a number of another making."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    agency, year, month, day, counter = match.groups()
    try:
        on = date(2000 + int(year), int(month), int(day))
    except ValueError:
        return None
    return agency, on, int(counter[0]), int(counter)


def _count(connection: Connection, number: str) -> None:
    parts = parts_of(number)
    if parts is not None:
        agency, on, desk, counter = parts
        connection.execute(_RAISE, (agency, on.toordinal(), desk, counter))


def _leave_a_gap(connection: Connection, on: date) -> None:
    row = connection.execute("SELECT agency_code, desk FROM stream").fetchone()
    if row is None:
        return
    agency, desk = row
    _raise_all(connection, agency, on.toordinal(), desk, desk * 1000)
    _raise_all(connection, SLIPS, on.year, 0, 0)


def _raise_all(connection: Connection, series: str, period: int, desk: int, least: int) -> None:
    """Leave the gap in every desk's series: the setting may have moved the desk to another one meanwhile."""
    connection.execute("INSERT OR IGNORE INTO highest_numbers VALUES (?, ?, ?, ?)", (series, period, desk, least))
    connection.execute(
        "UPDATE highest_numbers SET highest = highest + ? WHERE series = ? AND period = ?",
        (SAFETY_GAP, series, period),
    )

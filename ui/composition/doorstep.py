"""What may be known of a desk before anyone signs in. Light to import: the first paint waits for it."""

from datetime import datetime
from pathlib import Path

from db import doorstep as memory
from db.errors import DeskNotFoundError
from sync.desk.spool_notes import SPOOL_FOLDER, read_address, read_report

PROGRAM = "quay-mot-cua 0.1.0"


def is_set_up(home: Path) -> bool:
    """Return whether there is a desk in `home`."""
    try:
        return bool(memory.officers_at_a_glance(home))
    except DeskNotFoundError:
        return False


def officers(home: Path) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of all who may sign in; readable before anyone unlocks."""
    return memory.officers_of(home)


def officers_at_a_glance(home: Path) -> tuple[tuple[str, str], ...]:
    """Return the same, unproved: the file may be damaged. Ask `officers` after the first paint."""
    return memory.officers_at_a_glance(home)


def last_status(home: Path) -> memory.LastStatus | None:
    """Return the counts the sign-in page may show, what the courier did since included; None before the first lock."""
    last = memory.read_status(home)
    return None if last is None else _after_the_night(home / SPOOL_FOLDER, last)


def _after_the_night(spool: Path, last: memory.LastStatus) -> memory.LastStatus:
    address, report = read_address(spool), read_report(spool)
    if address is None or report is None or report.left or report.covers < address.covers:
        return last
    if address.log_end < last.events:
        return last
    try:
        at = datetime.fromisoformat(report.at)
    except ValueError:
        return last
    return last if at <= last.closed_at else last._replace(only_here=0, last_exchange_at=at)

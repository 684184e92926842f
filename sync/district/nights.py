"""Which nightly copies of the database stay: pure, by the day in their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

NIGHTS = 14
"""What goes wrong unnoticed is noticed at the weekly check, or at the one after that."""
SUNDAYS = 8
"""Two months back: longer than anybody is on leave."""
DOUBTFUL = 3
"""Copies that did not prove sound: for people to look at, never in the place of a good one."""
_SUNDAY = 6
_NAME = re.compile(r"district-(\d{4}-\d\d-\d\d)(\.doubtful)?\.(sqlite3|sql)")


@dataclass(frozen=True, slots=True)
class NightCopy:
    """A copy in the folder: the night it is of, and whether it was read back and proved sound."""

    path: Path
    night: date
    is_good: bool


def copy_name(night: date, kind: str, *, is_good: bool) -> str:
    """Return the name of a night's copy; `kind` is sql or sqlite3."""
    return f"district-{night.isoformat()}{'' if is_good else '.doubtful'}.{kind}"


def copies_in(folder: Path) -> list[NightCopy]:
    """Return the copies in a folder, the oldest first; whatever else lies there is nobody's business. OSError."""
    found = []
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named is None:
            continue
        try:
            found.append(NightCopy(path, date.fromisoformat(named[1]), named[2] is None))
        except ValueError:
            continue
    return sorted(found, key=lambda copy: (copy.night, copy.path.name))


def dated_ahead(copies: Iterable[NightCopy], tonight: date) -> list[NightCopy]:
    """Return the copies named after nights to come: a clock ran ahead, and nobody knows which night they are of."""
    return [copy for copy in copies if copy.night > tonight]


def to_go(copies: Iterable[NightCopy], tonight: date) -> list[NightCopy]:
    """Return the copies that nobody needs any more: neither of the newest nights nor of the newest Sundays.

    Tonight's is never among them, nor is what is dated ahead, which counts for no night either.
    """
    listed = [copy for copy in copies if copy.night <= tonight]
    good = sorted({copy.night for copy in listed if copy.is_good}, reverse=True)
    stay = {*good[:NIGHTS], *[night for night in good if night.weekday() == _SUNDAY][:SUNDAYS]}
    doubtful = sorted({copy.night for copy in listed if not copy.is_good}, reverse=True)[:DOUBTFUL]
    return [copy for copy in listed if copy.night not in (stay if copy.is_good else doubtful)]

"""What may be known before anyone signs in; imports no database, so that the first paint waits for nothing."""

from __future__ import annotations

import json
from pathlib import Path

from db.last_status import LastStatus, read_status

__all__ = ["LastStatus", "desk_exists", "officers_at_a_glance", "officers_of", "read_status"]


def desk_exists(home: Path) -> bool:
    """Is there a desk in this folder (damaged or not)?"""
    from db.errors import DatabaseDamagedError, DeskNotFoundError
    from db.wraps_file import read_wraps

    try:
        read_wraps(home)
    except DeskNotFoundError:
        return False
    except DatabaseDamagedError:
        return True
    return True


def officers_of(home: Path) -> tuple[tuple[str, str], ...]:
    """Return (officer id, name) of all who may sign in, without any key; DeskNotFoundError, DatabaseDamagedError."""
    from db.wraps_file import read_wraps

    wraps, _ = read_wraps(home)
    return tuple((wrap.officer, wrap.name) for wrap in wraps.officers)


def officers_at_a_glance(home: Path) -> tuple[tuple[str, str], ...]:
    """Return what `officers_of` would, from one file and unproved: for the first paint only, to be proved after it."""
    try:
        named = json.loads((home / "keys.json").read_bytes())["officers"]
        return tuple((str(one["officer"]), str(one["name"])) for one in named)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return officers_of(home)

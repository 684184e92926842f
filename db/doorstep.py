"""What may be known before anyone signs in; imports no database, so that the first paint waits for nothing."""

from pathlib import Path

from db.errors import DatabaseDamagedError, DeskNotFoundError
from db.status_file import LastStatus, read_status
from db.wraps_file import read_wraps

__all__ = ["LastStatus", "desk_exists", "officers_of", "read_status"]


def desk_exists(home: Path) -> bool:
    """Is there a desk in this folder (damaged or not)?"""
    try:
        read_wraps(home)
    except DeskNotFoundError:
        return False
    except DatabaseDamagedError:
        return True
    return True


def officers_of(home: Path) -> tuple[tuple[str, str], ...]:
    """Return (officer id, name) of all who may sign in, without any key; DeskNotFoundError."""
    wraps, _ = read_wraps(home)
    return tuple((wrap.officer, wrap.name) for wrap in wraps.officers)

"""What may be known of a desk before anyone signs in. Light to import: the first paint waits for it."""

from pathlib import Path

from db import doorstep as memory
from db.errors import DeskNotFoundError

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
    """Return the counts the sign-in page may show; None before the first lock."""
    return memory.read_status(home)

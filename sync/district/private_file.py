"""A database in a file is for its user alone from its first byte on: SQLite itself makes it by the umask."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def made_private(path: Path) -> None:
    """Make the file, empty, unless it is there; who may read one that is there stays as somebody decided it.

    Where it cannot be made, whoever opens it next says so.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

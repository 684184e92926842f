"""The whole database in one file while it is in use: SQLite's own backup, or a plain dump of PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sync.district.configuration import database_of
from sync.district.errors import DatabaseError, DistrictInputError

_PROGRAMS = Path("/usr/lib/postgresql")


def write_copy(home: Path, database: str | None, target: Path) -> int:
    """Write the copy, whole or not at all, for its user only; return its bytes. DistrictInputError, DatabaseError."""
    described = database_of(home, database)
    draft = target.with_name(f"{target.name}.unfinished")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if described["ENGINE"].endswith("sqlite3"):
            copied_file(Path(described["NAME"]), draft)
        else:
            postgresql("pg_dump", "--no-owner", "--file", str(draft), "--dbname", str(database))
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise DistrictInputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


def copied_file(source: Path, target: Path) -> None:
    """Copy a SQLite file as it is at one moment, and look whether it is sound; DatabaseError, DistrictInputError."""
    if not source.is_file():
        raise DistrictInputError(f"{source} cannot be read: there is no such file")
    try:
        held = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
        with closing(held), closing(sqlite3.connect(target)) as copy:
            held.backup(copy)
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"{source} cannot be copied: {error}") from error
    if found != "ok":
        raise DatabaseError(f"{source} is damaged: {found}")


def postgresql(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's client, wherever Debian put it; DatabaseError."""
    found = shutil.which(program) or next((str(path) for path in sorted(_PROGRAMS.glob(f"*/bin/{program}"))), None)
    if found is None:
        raise DatabaseError(f"{program} is not here: it comes with PostgreSQL's client")
    done = subprocess.run((found, *arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DatabaseError(f"{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")

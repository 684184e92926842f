"""The whole database in one file while it is in use: SQLite's own backup, or a plain dump of PostgreSQL."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync.district.configuration import database_of
from sync.district.errors import DatabaseError, DistrictInputError
from sync.district.private_file import made_private

_PROGRAMS = Path("/usr/lib/postgresql")
_DRAFT = re.compile(r".+\.[0-9a-f]{8}\.unfinished(?:-journal)?", re.DOTALL)  # SQLite keeps a journal beside its own
_STALE = timedelta(days=1)  # of its last write: a copy that is being made writes all the time
_ERROR = re.compile(r"(?:^|[\s:])(?:error|ERROR|FATAL|PANIC):")


def write_copy(home: Path, database: str | None, target: Path) -> int:
    """Write the copy, whole or not at all, for its user only; return its bytes. DistrictInputError, DatabaseError."""
    described = database_of(home, database)
    # A name of its own: of two who copy at once neither may take away or write into what the other has begun.
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.unfinished")
    try:
        clear_stale_drafts(target.parent, datetime.now(UTC))
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


def clear_stale_drafts(folder: Path, now: datetime) -> None:
    """Take away what copies that were killed have left in a folder: each is a whole database to read. OSError.

    Only files with a draft's own name go, and none younger than a day: somebody else may be writing it. One that
    another user left stays to him, and so does all in a folder that may be written into but not listed.
    """
    with suppress(PermissionError):
        for path in list(folder.iterdir()):
            if _DRAFT.fullmatch(path.name):
                _clear_if_stale(path, now)


def _clear_if_stale(path: Path, now: datetime) -> None:
    with suppress(FileNotFoundError, PermissionError):  # gone meanwhile, or another user's
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and now.timestamp() - status.st_mtime > _STALE.total_seconds():
            path.unlink()


def copied_file(source: Path, target: Path) -> None:
    """Copy a SQLite file as it is at one moment, and look whether it is sound; DatabaseError, DistrictInputError."""
    must_be_file(source)
    if not target.parent.is_dir():
        raise DistrictInputError(f"{target} cannot be written: there is no folder {target.parent}")
    made_private(target)
    try:
        held = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
        with closing(held), closing(sqlite3.connect(target)) as copy:
            held.backup(copy)
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"{source} cannot be copied: {error}") from error
    if found != "ok":
        raise DatabaseError(f"{source} is damaged: {found}")


def must_be_file(path: Path) -> None:
    """Refuse what is no file, and say which of the two it is: DistrictInputError."""
    if path.is_dir():
        raise DistrictInputError(f"{path} cannot be read: it is a folder")
    if not path.is_file():
        raise DistrictInputError(f"{path} cannot be read: there is no such file")


def postgresql(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's client, wherever Debian put it; DatabaseError."""
    found = shutil.which(program) or next((str(path) for path in sorted(_PROGRAMS.glob(f"*/bin/{program}"))), None)
    if found is None:
        raise DatabaseError(f"{program} is not here: it comes with PostgreSQL's client")
    done = subprocess.run((found, *arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DatabaseError(f"{program}: {_reason(program, done.stderr)}")


def _reason(program: str, said: str) -> str:
    """Return the line that names the error: before it come notices, after it the statement and a mark under it."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = next((line for line in lines if _ERROR.search(line)), lines[0] if lines else "failed")
    return first.removeprefix(f"{program}:").strip()

"""`district backup` and `district restore`: the whole database in one file, on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sync.district.acts import Deed
from sync.district.command_acts import keep_act, lay_again
from sync.district.configuration import database_of
from sync.district.errors import DatabaseError, DistrictInputError
from sync.district.key_care import raise_epoch

_PROGRAMS = Path("/usr/lib/postgresql")
_SQLITE = b"SQLite format 3\x00"


def add_copies(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add both commands to the parser's."""
    backup = commands.add_parser("backup", parents=[shared], help="copy the database into a file, while it is in use")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", parents=[shared], help="put the database back from a file")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace) -> None:
    described = database_of(arguments.home, arguments.database)
    target: Path = arguments.file
    draft = target.with_name(f"{target.name}.unfinished")
    try:
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if described["ENGINE"].endswith("sqlite3"):
            _copied(Path(described["NAME"]), draft)
        else:
            _postgresql("pg_dump", "--no-owner", "--file", str(draft), "--dbname", arguments.database)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise DistrictInputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    keep_act(arguments.home, Deed.BACKED_UP, datetime.now(UTC), subject=target.name)
    print(f"{target.stat().st_size} bytes in {target}; the keys are not in it: district keys backup")


def _restore(arguments: argparse.Namespace) -> None:
    described, source = database_of(arguments.home, arguments.database), arguments.file
    if not source.is_file():
        raise DistrictInputError(f"{source} cannot be read: there is no such file")
    with source.open("rb") as file:
        is_sqlite = file.read(len(_SQLITE)) == _SQLITE
    if is_sqlite != described["ENGINE"].endswith("sqlite3"):
        raise DistrictInputError(f"{source} is a copy of another kind of database")
    if is_sqlite:
        _put_back(source, Path(described["NAME"]))
    else:
        _must_be_empty(arguments.database)
        _postgresql(
            "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file", str(source),
            "--dbname", arguments.database,
        )  # fmt: skip
    epoch = raise_epoch(arguments.home)
    lay_again(arguments.home)
    keep_act(arguments.home, Deed.PUT_BACK, datetime.now(UTC), subject=source.name, note=f"epoch {epoch}")
    print(f"Put back; the district is in epoch {epoch}. What the desks have sent since comes again by itself.")
    print("Start the server, and look once: district verify", file=sys.stderr)


def _copied(source: Path, target: Path) -> None:
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


def _put_back(source: Path, target: Path) -> None:
    draft = target.with_name(f"{target.name}.coming")
    _copied(source, draft)
    if target.exists():
        target.replace(target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S}"))
    for left in ("-journal", "-wal", "-shm"):  # of the database that goes
        Path(f"{target}{left}").unlink(missing_ok=True)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)


def _must_be_empty(url: str) -> None:
    import psycopg

    try:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.Error as error:
        raise DatabaseError(f"The database cannot be used: {str(error).strip()}") from error
    if row is None or row[0]:
        raise DistrictInputError("The database has tables already: create a fresh one and name it with --database")


def _postgresql(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next((str(path) for path in sorted(_PROGRAMS.glob(f"*/bin/{program}"))), None)
    if found is None:
        raise DatabaseError(f"{program} is not here: it comes with PostgreSQL's client")
    done = subprocess.run((found, *arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DatabaseError(f"{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")

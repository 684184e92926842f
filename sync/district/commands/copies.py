"""`district backup` and `district restore`: the whole database in one file, on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sync.district.acts import Deed
from sync.district.command_acts import keep_act, lay_again
from sync.district.commands.nightly import nightly
from sync.district.configuration import database_of
from sync.district.database_copy import copied_file, must_be_file, postgresql, write_copy
from sync.district.errors import DatabaseError, DistrictInputError
from sync.district.key_care import must_have_keys, raise_epoch

_SQLITE = b"SQLite format 3\x00"


def add_copies(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add both commands to the parser's."""
    backup = commands.add_parser("backup", parents=[shared], help="copy the database into a file, while it is in use")
    backup.add_argument("file", type=Path)
    backup.add_argument("--nightly", action="store_true", help="FILE is a folder: keep a proven copy a night in it")
    backup.set_defaults(run=lambda given: (nightly if given.nightly else _backup)(given))
    restore = commands.add_parser("restore", parents=[shared], help="put the database back from a file")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace) -> None:
    target: Path = arguments.file
    size = write_copy(arguments.home, arguments.database, target)
    keep_act(arguments.home, Deed.BACKED_UP, datetime.now(UTC), subject=target.name)
    print(f"{size} bytes in {target}; the keys are not in it: district keys backup")


def _restore(arguments: argparse.Namespace) -> None:
    described, source = database_of(arguments.home, arguments.database), arguments.file
    must_be_file(source)
    with source.open("rb") as file:
        is_sqlite = file.read(len(_SQLITE)) == _SQLITE
    if is_sqlite != described["ENGINE"].endswith("sqlite3"):
        raise DistrictInputError(f"{source} is a copy of another kind of database")
    must_have_keys(arguments.home)  # they count the epoch: found out before anything is replaced
    if is_sqlite:
        _put_back(source, Path(described["NAME"]))
    else:
        _must_be_empty(arguments.database)
        postgresql(
            "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file", str(source),
            "--dbname", arguments.database,
        )  # fmt: skip
    epoch = raise_epoch(arguments.home)
    lay_again(arguments.home)
    keep_act(arguments.home, Deed.PUT_BACK, datetime.now(UTC), subject=source.name, note=f"epoch {epoch}")
    print(f"Put back; the district is in epoch {epoch}. What the desks have sent since comes again by itself.")
    print("Start the server, and look once: district verify", file=sys.stderr)


def _put_back(source: Path, target: Path) -> None:
    draft = target.with_name(f"{target.name}.coming")
    copied_file(source, draft)
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

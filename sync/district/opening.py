"""Opening the district's home: keys, database, tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.district.command_acts import take_up_acts
from sync.district.configuration import settings_for
from sync.district.errors import DatabaseError
from sync.district.keys import district_keys
from sync.district.private_file import made_private


def open_district(home: Path, database: str | None, *, is_secure: bool = False) -> None:
    """Make Django ready to serve this home, its tables brought up to date; DistrictError. Once in a process."""
    import django
    from django.conf import settings
    from django.db import Error

    keys = district_keys(home)
    chosen = settings_for(home, database, keys, is_secure=is_secure)
    described = chosen["DATABASES"]["default"]
    if described["ENGINE"].endswith("sqlite3"):
        made_private(Path(described["NAME"]))
    settings.configure(**chosen)
    django.setup()
    try:
        _migrate(home)
        _take_up(home)
        take_up_acts(home)
    except (Error, sqlite3.Error) as error:
        raise DatabaseError(f"The database cannot be used: {_first_line(error)}") from error


def _migrate(home: Path) -> None:
    from django.core.management import call_command

    if _is_current():
        return
    with _one_at_a_time(home):
        if not _is_current():
            call_command("migrate", verbosity=0, interactive=False)


def _take_up(home: Path) -> None:
    """After an upgrade: what the older program could only store is shown now."""
    from sync.district.taking_up import is_anything_to_take_up, take_up

    if is_anything_to_take_up():
        with _one_at_a_time(home):
            take_up()


def _is_current() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    # A lock that every system releases when its holder dies, whatever database the district itself uses.
    lock = sqlite3.connect(home / "upgrading.lock", timeout=60, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]

"""Opening what is to be verified without touching it: a copy, a snapshot, or a dump."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sync.district.configuration import database_of, settings_for
from sync.district.database_copy import copied_file, must_be_file
from sync.district.errors import DatabaseError, DistrictInputError
from sync.district.keys import district_keys


@contextmanager
def opened_for_verifying(home: Path | None, database: str | None, dump: Path | None) -> Iterator[None]:
    """Have Django see what is to be verified as it is at this moment; DistrictError.

    A dump is loaded into a SQLite file that is gone afterwards, a district's own SQLite file is copied first so that
    nobody waits meanwhile, and PostgreSQL gives a snapshot that can only be read.
    """
    with TemporaryDirectory(prefix="verify") as folder:
        if dump is not None:
            must_be_file(dump)
            with _configured(Path(folder), None), _loaded(dump):
                yield
            return
        if home is None and not database:
            raise DistrictInputError("--home, --database or --dump says what is to be verified")
        described = database_of(home or Path(folder), database)
        if described["ENGINE"].endswith("sqlite3"):
            copy = Path(folder) / "copy.sqlite3"
            copied_file(Path(described["NAME"]), copy)
            with _configured(Path(folder), f"sqlite:{copy}"):
                _must_be_current()
                yield
        else:
            with _configured(Path(folder), database), _snapshot():
                yield


@contextmanager
def _configured(folder: Path, database: str | None) -> Iterator[None]:
    import django
    from django.conf import settings
    from django.db import connections

    # What signs and decrypts is not needed here: these keys are made for nothing and thrown away.
    settings.configure(**settings_for(folder, database, district_keys(folder)))
    django.setup()
    try:
        yield
    finally:
        connections.close_all()


@contextmanager
def _loaded(dump: Path) -> Iterator[None]:
    from django.core.management import call_command

    from sync.district.verifying.dump import load_dump

    call_command("migrate", verbosity=0, interactive=False)
    try:
        load_dump(dump)
    except (ValueError, OSError) as error:
        raise DistrictInputError(f"{dump} cannot be read: {error}") from error
    yield


@contextmanager
def _snapshot() -> Iterator[None]:
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _must_be_current()
        yield


def _must_be_current() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise DatabaseError("The tables are of an older program: serve the district once, then verify")

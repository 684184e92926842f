"""The engine: durable, careful, and no other SQLite."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.engine import UnsafeEngineError, assert_durable, open_database, refuse_unsafe
from db.errors import NewerDatabaseError
from db.migrations.steps import STEPS, migrate
from tests.db.desk import make_desk, open_the_desk

HOUSE = Path(__file__).parents[2]
KEY = bytes(range(32))


def test_every_connection_is_durable_and_careful(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "a.db", KEY)
    asked = {
        "PRAGMA synchronous": 2,
        "PRAGMA journal_mode": "wal",
        "PRAGMA wal_autocheckpoint": 0,
        "PRAGMA foreign_keys": 1,
        "PRAGMA trusted_schema": 0,
        "PRAGMA cell_size_check": 1,
        "PRAGMA secure_delete": 1,
        "PRAGMA temp_store": 2,
        "PRAGMA locking_mode": "exclusive",
    }
    for question, value in asked.items():
        row = connection.execute(question).fetchone()
        assert row is not None and row[0] == value, question
    connection.close()


@pytest.mark.parametrize(
    "broken", ["PRAGMA synchronous = NORMAL", "PRAGMA synchronous = OFF", "PRAGMA journal_mode = DELETE"]
)
def test_a_connection_that_could_lose_a_commit_is_refused(tmp_path: Path, broken: str) -> None:
    connection = open_database(tmp_path / "a.db", KEY)
    connection.execute(broken)
    with pytest.raises(UnsafeEngineError):
        assert_durable(connection)
    connection.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [("3.6.23", True), ("3.7.0", False), ("3.40.1", False), ("3.51.2", False), ("3.51.3", True), ("3.53.4", True)],
)
def test_an_sqlite_with_the_wal_reset_bug_is_refused(version: str, safe: bool) -> None:
    if safe:
        refuse_unsafe(version)
        return
    with pytest.raises(UnsafeEngineError):
        refuse_unsafe(version)


def test_sqlite_utils_works_on_the_shipped_sqlite() -> None:
    program = (
        "import db.engine, sys;"
        "db.engine.as_database(db.engine.open_scratch());"
        "import sqlcipher3.dbapi2 as ours, sqlite_utils;"
        "assert sys.modules['pysqlite3'] is ours;"
        "database = sqlite_utils.Database(memory=True);"
        "assert type(database.conn) is ours.Connection, type(database.conn)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=True)


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    store.connection.execute("INSERT INTO schema_steps VALUES ('9999_of_tomorrow')")
    store.close()
    before = (tmp_path / "desk.db").read_bytes()
    with pytest.raises(NewerDatabaseError) as refused:
        open_the_desk(tmp_path)
    assert refused.value.facts == {"steps": ("9999_of_tomorrow",)}
    assert (tmp_path / "desk.db").read_bytes() == before


def test_a_day_without_a_migration_loads_no_migration_library(tmp_path: Path) -> None:
    make_desk(tmp_path)
    program = (
        "import sys; from pathlib import Path; from tests.db.desk import open_the_desk;"
        "store = open_the_desk(Path(sys.argv[1])).store; store.close();"
        "assert 'sqlcipher3' in sys.modules;"
        "strangers = {'sqlite_utils', 'click', 'dateutil', 'sqlite3'} & set(sys.modules);"
        "assert not strangers, strangers"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=HOUSE, check=True)


def test_a_step_that_fails_leaves_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(database: object) -> None:
        connection.execute("CREATE TABLE half (a)")
        raise RuntimeError("power cut")

    connection = open_database(tmp_path / "a.db", KEY)
    migrate(connection)
    monkeypatch.setattr("db.migrations.steps.STEPS", (*STEPS, ("0002_half", half)))
    with pytest.raises(RuntimeError):
        migrate(connection)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "half" not in names and "events" in names
    assert [row[0] for row in connection.execute("SELECT name FROM schema_steps")] == [STEPS[0][0]]
    connection.close()


def test_what_the_sign_in_page_needs_imports_no_database() -> None:
    program = (
        "import sys, db.doorstep;"
        "heavy = {'sqlcipher3', 'sqlite_utils', 'argon2', 'nacl', 'cryptography', 'msgspec'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=True)


def test_opening_a_desk_imports_no_heavy_stranger() -> None:
    program = (
        "import sys, db.desk_home;"
        "heavy = {'cryptography', 'httpx2', 'reportlab', 'PySide6'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=True)

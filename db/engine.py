"""The only import of an SQLite: two copies of SQLite in one process can destroy a file, so there is exactly one.

Debian's own SQLite has the WAL-reset bug; the one shipped with sqlcipher3 does not, and it encrypts every page.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as sqlite

DatabaseError: type[Exception] = sqlite.DatabaseError

_FIRST_BAD, _FIRST_GOOD = (3, 7, 0), (3, 51, 3)  # the WAL-reset bug: lost commits or a damaged file
_CACHE_KIB = 32_000
_WAL_LIMIT_BYTES = 4_194_304

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What a statement gives back."""

    lastrowid: int
    rowcount: int

    def fetchone(self) -> Row | None: ...

    def fetchall(self) -> list[Row]: ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """An open database; belongs to the thread that opened it."""

    in_transaction: bool

    def execute(self, statement: str, values: Sequence[object] | dict[str, object] = ...) -> Cursor: ...

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> Cursor: ...

    def create_collation(self, name: str, compare: Callable[[str, str], int]) -> None: ...

    def close(self) -> None: ...


class UnsafeEngineError(RuntimeError):
    """This SQLite must not be trusted with a desk's log (a broken installation, not a clerk's matter)."""


def open_database(path: Path, key: bytes) -> Connection:
    """Open (or create) the encrypted file with a raw 256-bit key, durable and checked as the log needs it.

    Raises the engine's DatabaseError when the key is wrong or the file is none of ours.
    """
    refuse_unsafe(sqlite.sqlite_version)
    connection: Connection = sqlite.connect(str(path), isolation_level=None, cached_statements=256, timeout=0.5)
    try:
        _unlock(connection, key)
        _make_durable(connection)
        _make_careful(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_scratch() -> Connection:
    """Open an empty database in memory: for comparing projections."""
    connection: Connection = sqlite.connect(":memory:", isolation_level=None, cached_statements=256)
    return connection


def as_database(connection: Connection) -> Any:
    """Return the sqlite-utils view of a connection, for what has tables as its subject: migrations and their check.

    sqlite-utils is loaded here, with all it brings (8 MiB): on a day without either the desk never asks.
    """
    # sqlite-utils takes pysqlite3 before the standard library's module: this is how it gets ours.
    sys.modules.setdefault("pysqlite3", sqlite)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlite)
    import sqlite_utils

    return sqlite_utils.Database(connection, recursive_triggers=False)  # type: ignore[arg-type]


def assert_durable(connection: Connection) -> None:
    """Refuse a connection whose commits would not survive a power cut."""
    synchronous = _asked(connection, "PRAGMA synchronous")
    journal = _asked(connection, "PRAGMA journal_mode")
    if (synchronous, journal) != (2, "wal"):
        raise UnsafeEngineError(f"synchronous={synchronous}, journal_mode={journal}")


def refuse_unsafe(version: str) -> None:
    """Refuse an SQLite that has the WAL-reset bug."""
    numbers = tuple(int(part) for part in version.split("."))
    if _FIRST_BAD <= numbers < _FIRST_GOOD:
        raise UnsafeEngineError(f"SQLite {version} can lose commits")


def _unlock(connection: Connection, key: bytes) -> None:
    if len(key) != 32:
        raise ValueError("a database key has 32 bytes")
    connection.execute("PRAGMA cipher_log = off")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _make_durable(connection: Connection) -> None:
    # Exclusive: nobody else opens this file, so the index of the WAL stays in memory and no -shm file exists.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")  # a checkpoint belongs to a quiet moment, never to a click
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
    assert_durable(connection)


def _make_careful(connection: Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")


def _asked(connection: Connection, question: str) -> object:
    answer = connection.execute(question).fetchone()
    return None if answer is None else answer[0]

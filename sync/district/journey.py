"""One transaction with PostgreSQL in as few journeys as it can be, below Django's own, which makes one for every step.

SQLite keeps to Django's: its steps cost no journey.
"""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

import psycopg
from django.db import connection, transaction
from psycopg import pq

_Answer = TypeVar("_Answer")
Raw = psycopg.Connection[tuple[Any, ...]]


def is_postgresql() -> bool:
    """Whether the district's database is PostgreSQL."""
    return bool(connection.vendor == "postgresql")


def line() -> Raw:
    """Return this thread's connection to PostgreSQL, open, as psycopg has it."""
    connection.ensure_connection()
    raw: Raw = connection.connection
    return raw


def all_or_nothing() -> AbstractContextManager[None]:
    """Return a context that is one transaction: kept at its end (or by `keep` before), undone by an error.

    On PostgreSQL `begin` is for the caller to say, with the first statements, in one journey.
    """
    return _begun_by_hand() if is_postgresql() else transaction.atomic()


def begin(raw: Raw) -> None:
    """Say that a transaction begins; inside a pipeline."""
    raw.execute(b"BEGIN")


def keep(raw: Raw) -> None:
    """Say that everything is to be kept; inside a pipeline, at whose end it is so or an error is raised."""
    raw.execute(b"COMMIT")


@contextmanager
def _begun_by_hand() -> Iterator[None]:
    with connection.wrap_database_errors:
        try:
            yield
            if _is_under_way(connection.connection):
                connection.connection.commit()
        finally:
            # After an error: back to where nothing has happened, or a fresh connection for the next batch.
            raw = connection.connection
            if raw is not None and not raw.closed:
                if _is_under_way(raw):
                    raw.rollback()
            elif raw is not None:
                connection.close()


def _is_under_way(raw: Raw) -> bool:
    """After `keep` nothing is, and asking costs less than a commit of nothing."""
    return bool(raw.pgconn.transaction_status != pq.TransactionStatus.IDLE)


def first_journey(statements: Callable[[Raw], _Answer]) -> _Answer:
    """Return what `statements(raw)` returns; once more on a fresh connection if the old one had gone while idle."""
    raw = line()
    try:
        return statements(raw)
    except psycopg.OperationalError:
        if not raw.closed:
            raise
        connection.close()
        return statements(line())

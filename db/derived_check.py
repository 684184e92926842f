"""Do the derived tables say what the log says? They are made anew beside the real ones and compared row by row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from db.engine import Connection, as_database, open_scratch
from db.migrations.steps import migrate
from db.projections.board import WORDS, derived_tables
from db.replay import replay
from desk_app.domain.errors import DeskError
from desk_app.ports import EventCodec

Rows = Iterator[dict[str, object]]


def differences(connection: Connection, codec: EventCodec) -> Iterator[str]:
    """Yield at most one short sentence for each derived table that is not what the log makes of it.

    Reads the whole log into memory once more: some seconds for a year. Names columns and never what stands in them:
    a finding is read aloud over the telephone.
    """
    scratch = open_scratch()
    try:
        migrate(scratch, codec)
        scratch.execute("BEGIN")
        try:
            replay(connection, scratch, codec)
        except (ValueError, DeskError) as error:
            yield f"the log cannot be projected: {error}"
            return
        held, made = as_database(connection), as_database(scratch)
        for table in derived_tables():
            if table == WORDS:
                yield from _first_difference(table, ["term", "doc"], _words(connection), _words(scratch))
            elif held[table].exists():
                key = made[table].pks
                yield from _first_difference(table, key, _rows(held[table], key), _rows(made[table], key))
            else:
                yield f"{table}: the table is missing"
    finally:
        scratch.close()


def _rows(table: Any, key: list[str]) -> Rows:
    rows: Rows = table.rows_where(order_by=", ".join(key))
    return rows


def _words(connection: Connection) -> Rows:
    """The words the search table was given, which is all it keeps."""
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{WORDS}_held USING fts5vocab('main', '{WORDS}', 'instance')"
    )
    rows = connection.execute(f"SELECT term, doc FROM temp.{WORDS}_held ORDER BY term, doc").fetchall()
    return ({"term": term, "doc": doc} for term, doc in rows)


def _first_difference(table: str, key: list[str], held: Rows, made: Rows) -> Iterator[str]:
    for row, other in zip_longest(held, made):
        if row is None or other is None or any(row[column] != other[column] for column in key):
            yield f"{table}: rows are missing or too many"
            return
        if row != other:
            columns = ", ".join(column for column in row if row[column] != other[column])
            yield f"{table}: {columns} of a row is not what the log says"
            return

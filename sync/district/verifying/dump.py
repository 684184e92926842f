"""A plain PostgreSQL dump, read without PostgreSQL: its rows go into a fresh SQLite of the same tables."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction

from sync.district.errors import DistrictInputError

_COPY = re.compile(rb'COPY (?:"?\w+"?\.)?"?(\w+)"? \(([^)]*)\) FROM stdin;\r?\n')
_END = b"\\."
_NULL = b"\\N"
_ESCAPED = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_AT_ONCE = 500

Row = list[bytes | None]


def is_dump(path: Path) -> bool:
    """Whether the file begins as pg_dump begins a plain dump."""
    with path.open("rb") as file:
        return b"PostgreSQL database dump" in file.read(4096)


def load_dump(path: Path) -> int:
    """Put the district's rows of a plain dump into Django's (empty) database; return how many. DistrictInputError."""
    tables = {model._meta.db_table: model for model in apps.get_app_config("district").get_models()}
    loaded, seen = 0, set[str]()
    with path.open("rb") as file, transaction.atomic():
        for line in file:
            begun = _COPY.fullmatch(line)
            if begun is None:
                continue
            table, columns = begun[1].decode(), [name.strip(' "') for name in begun[2].decode().split(",")]
            rows = _rows(file)
            if table in tables:
                seen.add(table)
                loaded += _load(tables[table], columns, rows)
            else:
                for _ in rows:
                    pass
    missing = sorted({"hub", "event", "receipt", "log_entry"} - seen)
    if missing:
        raise DistrictInputError(f"{path} is no plain dump of a district's database: no {', '.join(missing)}")
    return loaded


def _rows(lines: Any) -> Iterator[Row]:
    for line in lines:
        content = line.rstrip(b"\r\n") if line.endswith(b"\r\n") else line.removesuffix(b"\n")
        if content == _END:
            return
        yield [None if value == _NULL else _ESCAPED.sub(_unescaped, value) for value in content.split(b"\t")]
    raise DistrictInputError("the dump ends in the middle of a table")


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    if what[:1] == b"x" and len(what) > 1:
        return bytes([int(what[1:], 16)])
    if what.isdigit():
        return bytes([int(what, 8) & 0xFF])
    return _PLAIN.get(what, what)


def _load(model: type[models.Model], columns: Sequence[str], rows: Iterator[Row]) -> int:
    fields = {field.column: field for field in model._meta.concrete_fields}
    readers = [(fields[name].attname, _reader(fields[name])) if name in fields else None for name in columns]
    made: list[models.Model] = []
    count = 0
    for row in rows:
        if len(row) != len(columns):
            raise DistrictInputError(f"the dump has a broken row in {model._meta.db_table}")
        named = [(reader, value) for reader, value in zip(readers, row, strict=True) if reader is not None]
        values = {name: None if value is None else read(value) for (name, read), value in named}
        made.append(model(**values))
        count += 1
        if len(made) >= _AT_ONCE:
            model._base_manager.bulk_create(made)
            made = []
    model._base_manager.bulk_create(made)
    return count


def _reader(field: Any) -> Callable[[bytes], Any]:
    if isinstance(field, models.BinaryField):
        return lambda value: bytes.fromhex(value.removeprefix(b"\\x").decode())
    if isinstance(field, models.BooleanField):
        return lambda value: value == b"t"
    if isinstance(field, models.IntegerField):
        return int
    if isinstance(field, models.DateTimeField):
        return lambda value: datetime.fromisoformat(value.decode()).astimezone(UTC)
    return lambda value: value.decode()

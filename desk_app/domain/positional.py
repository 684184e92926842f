"""Event bodies as rows of plain values (None, bool, int, str, bytes, lists), by position.

Dates travel as day ordinals, times as milliseconds of the Unix epoch; nested facts as nested rows.
"""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_Fact = TypeVar("_Fact")

_OFFICE_ZONE = timezone(timedelta(hours=7))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_PLAIN = (str, int, bytes, float, type(None))


def milliseconds_of(at: datetime) -> int:
    """Return the aware time as whole milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


def time_of(milliseconds: int) -> datetime:
    """Return the aware office time (+07:00) of milliseconds since 1970."""
    return (_EPOCH + milliseconds * _MILLISECOND).astimezone(_OFFICE_ZONE)


def row_of(fact: Any) -> Any:
    """Return a dataclass instance (or a value inside one) as plain values; every save goes through here."""
    if type(fact) in _PLAIN:
        return fact
    if isinstance(fact, _PLAIN):
        return fact
    if isinstance(fact, tuple):
        return [row_of(item) for item in fact]
    if isinstance(fact, datetime):
        return milliseconds_of(fact)
    if isinstance(fact, date):
        return fact.toordinal()
    kind: Any = type(fact)
    names = _names(kind)
    return fact if names is None else [row_of(getattr(fact, name)) for name in names]


def fact_of(kind: type[_Fact], row: Any) -> _Fact:
    """Return the instance of `kind` that `row` describes.

    Values missing at the end take the field's default (an older program wrote the row); values too many are dropped
    (a newer one did). A row of another shape raises ValueError.
    """
    if not isinstance(row, list | tuple):
        raise ValueError(f"{kind.__name__} wants a row")
    hints = _hints(kind)  # type: ignore[arg-type]
    values = [_value(hint, item) for hint, item in zip(hints, row, strict=False)]
    try:
        return kind(*values)
    except TypeError as error:
        raise ValueError(f"row of {kind.__name__} is too short") from error


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def _hints(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))


def _value(hint: Any, item: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if item is None:
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], part) for part in _checked(item, list | tuple))
    if is_dataclass(hint):
        return fact_of(hint, item)  # type: ignore[arg-type]
    if hint is datetime:
        return time_of(_checked(item, int))
    if hint is date:
        return date.fromordinal(_checked(item, int))
    return _checked(item, hint)


def _checked(item: Any, hint: Any) -> Any:
    if not isinstance(item, hint):
        raise ValueError(f"{item!r} is not {hint}")
    return item

"""The facts of a standing as columns of the register: each field of the domain's `Standing` has one of its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from desk_app.domain.lifecycle import State
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.domain.standing import Standing

COLUMNS = tuple(field.name for field in fields(Standing))


def columns_of(standing: Standing) -> dict[str, object]:
    """Return the values to store, by column: times as milliseconds, the state by its number."""
    return {name: _stored(getattr(standing, name)) for name in COLUMNS}


def standing_of(values: Iterable[Any]) -> Standing:
    """Return the standing that the values of `COLUMNS`, in that order, say."""
    found = dict(zip(COLUMNS, values, strict=True))
    for name, value in found.items():
        if name.endswith(("_at", "_since")) and value is not None:
            found[name] = time_of(value)
    return Standing(**{**found, "state": State(found["state"]), "posted": bool(found["posted"])})


def _stored(value: object) -> object:
    kind = type(value)
    if kind is datetime:
        return milliseconds_of(value)  # type: ignore[arg-type]
    return int(value) if kind is State or kind is bool else value  # type: ignore[call-overload]

"""A row of the register as lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from db.engine import Connection
from db.local_numbers import local_number
from desk_app.domain.identity import masked
from desk_app.domain.lifecycle import State
from desk_app.domain.positional import time_of
from desk_app.ports import DossierRow

_TIMES = (
    "received_at", "due_at", "original_due_at", "reappointed_at", "started_at", "waiting_since", "finished_at",
    "handed_over_at", "ended_at",
)  # fmt: skip
_PLAIN = (
    "number", "name", "procedure_code", "procedure_name", "supplements", "holder_kind", "holder", "place", "return_by",
    "limit_unit", "field", "village", "address", "officer",
)  # fmt: skip
_OTHER = ("state", "personal_number", "posted", "last_seq", "phone", "submitter_phone", "custody", "conflicts")
_NAMES = (*_TIMES, *_PLAIN, *_OTHER)
_COLUMNS = ", ".join(f"dossiers.{name}" for name in _NAMES)
MOST_IN_A_LIST = 2000


def rows_where(connection: Connection, condition: str, values: Iterable[object]) -> tuple[DossierRow, ...]:
    """Return the rows that a condition (with its order and limit) selects."""
    return tuple(row for row, _ in rows_joined(connection, f"FROM dossiers WHERE {condition}", values))


def rows_joined(
    connection: Connection, condition: str, values: Iterable[object], more: Sequence[str] = ()
) -> list[tuple[DossierRow, tuple[Any, ...]]]:
    """Return rows, each with the values of `more` columns; `condition` is the statement from its FROM on."""
    acknowledged = local_number(connection, "acknowledged")
    columns = ", ".join((_COLUMNS, *more))
    found = connection.execute(f"SELECT {columns} {condition}", tuple(values))
    width = len(_NAMES)
    desks = _Desks(connection)
    return [(_row(dict(zip(_NAMES, row, strict=False)), acknowledged, desks), tuple(row[width:])) for row in found]


class _Desks:
    """Desk numbers by device, looked up at the first row that another desk holds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[bytes, int] | None = None

    def number_of(self, device: bytes | None) -> int | None:
        """Return the number of the desk, 0 where nobody has said; None for this desk."""
        if device is None:
            return None
        if self._numbers is None:
            rows = self._connection.execute("SELECT device, desk FROM neighbours")
            self._numbers = {bytes(each): int(desk) for each, desk in rows}
        return self._numbers.get(bytes(device), 0)


def _row(found: dict[str, Any], acknowledged: int, desks: _Desks) -> DossierRow:
    personal_number = found["personal_number"]
    values: dict[str, Any] = {name: None if found[name] is None else time_of(found[name]) for name in _TIMES}
    values |= {name: found[name] for name in _PLAIN}
    return DossierRow(
        state=State(found["state"]),
        masked_number=masked(personal_number) if personal_number else "",
        at_district=found["last_seq"] <= acknowledged,
        posted=bool(found["posted"]),
        phone=found["phone"] or found["submitter_phone"],
        held_by=desks.number_of(found["custody"]),
        conflicts=found["conflicts"],
        **values,
    )

"""A row of the register as lists show it."""

from collections.abc import Iterable

from db.engine import Connection, Row
from db.local_numbers import local_number
from desk_app.domain.identity import masked
from desk_app.domain.lifecycle import State
from desk_app.domain.positional import time_of
from desk_app.ports import DossierRow

COLUMNS = (
    "id, number, state, name, personal_number, procedure_code, procedure_name, received_at, due_at, finished_at,"
    " handed_over_at, last_seq"
)


def rows_where(connection: Connection, condition: str, values: Iterable[object]) -> tuple[DossierRow, ...]:
    """Return the rows that a condition (with its order and limit) selects."""
    acknowledged = local_number(connection, "acknowledged")
    found = connection.execute(f"SELECT {COLUMNS} FROM dossiers WHERE {condition}", tuple(values))
    return tuple(_row(row, acknowledged) for row in found)


def _row(row: Row, acknowledged: int) -> DossierRow:
    _, number, state, name, personal_number, code, procedure, received, due, finished, handed, last_seq = row
    return DossierRow(
        number=number,
        state=State(state),
        name=name,
        masked_number=masked(personal_number) if personal_number else "",
        procedure_code=code,
        procedure_name=procedure,
        received_at=time_of(received),
        due_at=None if due is None else time_of(due),
        finished_at=None if finished is None else time_of(finished),
        handed_over_at=None if handed is None else time_of(handed),
        at_district=last_seq <= acknowledged,
    )

"""What the morning asks a desk in memory: lists from its rows, books that are empty."""

from collections.abc import Callable
from datetime import date, datetime

from desk_app.domain.lifecycle import State
from desk_app.ports import DossierRow
from desk_app.register_rows import UncollectedRow


class MemoryLists:
    """The work lists, from the rows in memory."""

    def __init__(self, rows: Callable[[], list[DossierRow]]) -> None:
        self._rows = rows

    def _in(self, *states: State) -> list[DossierRow]:
        return sorted(
            (row for row in self._rows() if row.state in states), key=lambda row: row.promised_at or row.received_at
        )

    def due_between(self, since: datetime, until: datetime) -> tuple[DossierRow, ...]:
        rows = self._in(State.RECEIVED, State.IN_PROGRESS)
        return tuple(row for row in rows if row.promised_at is not None and since <= row.promised_at < until)

    def unfinished(self) -> tuple[()]:
        """Return none: no calendar moves what a desk in memory promised."""
        return ()

    def waiting_for_supplement(self) -> tuple[()]:
        return ()

    def uncollected(self) -> tuple[UncollectedRow, ...]:
        rows = [(row.finished_at or row.received_at, row) for row in self._in(State.RESULT_READY)]
        return tuple(UncollectedRow(row, at, None) for at, row in sorted(rows, key=lambda pair: pair[0]))

    def decisions(self) -> tuple[()]:
        """Return none: nothing comes down to a desk in memory."""
        return ()

    def posted(self) -> tuple[()]:
        return ()


class MemoryBooks:
    """The books of an office without bags and closings."""

    def bag_holding(self, number: str) -> None:
        return None

    def bags_under_way(self) -> tuple[()]:
        return ()

    def closing(self, on: date) -> None:
        return None

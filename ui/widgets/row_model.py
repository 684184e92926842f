"""What every list shows: rows as they are, a sentence for each, and which of them are heads that cannot be chosen."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole) + 1
"""Under this role a delegate finds the row itself."""
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)

Row = TypeVar("Row")


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows of one kind. `words(row)` is what a screen reader says, and the tip that shows what was cut off."""

    def __init__(
        self, parent: QWidget, words: Callable[[Row], str], is_head: Callable[[Row], bool] = lambda row: False
    ) -> None:
        super().__init__(parent)
        self._words, self._is_head = words, is_head
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead; the view's choice is gone."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def places(self) -> list[int]:
        """Return the places of all rows that can be chosen."""
        return [place for place, row in enumerate(self.rows) if not self._is_head(row)]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        return self._words(row) if role in _SAID else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._is_head(self.rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

"""A list with one row chosen: arrows move the choice over the heads, Enter or a double click opens the row."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from ui.widgets.row_model import RowModel


class Named(Protocol):
    """A row of such a list; its `id` is handed back when it is chosen."""

    @property
    def id(self) -> str: ...


def furnish(view: QListView, name: str, words: str) -> None:
    """Make a list as all ours are: one choice, nothing edited, scrolled by the pixel, passed by one Tab."""
    view.setObjectName(name)
    view.setAccessibleName(words)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)


class ChoiceList(QListView):
    """`chosen(id)` as the choice moves, `opened(id)` on Enter or double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        furnish(self, name, words)
        self.setProperty("own_ring", True)
        self.doubleClicked.connect(self._open)

    def wear(self, model: RowModel[Any], delegate: QStyledItemDelegate) -> None:
        """Show what this model has, painted so; once, while the list is made."""
        self._model = model
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def chosen_id(self) -> str:
        """The id of the chosen row, "" if none."""
        return self._id_at(self.currentIndex())

    def show_named(self, rows: Sequence[Named], choose: str | None) -> None:
        """Show `rows`; the row `choose` (or the one chosen before) stays chosen, else the first."""
        wanted = self.chosen_id if choose is None else choose
        self._model.show(rows)
        places = self._model.places()
        kept = [place for place in places if rows[place].id == wanted]
        if places and self.selectionMode() is not QAbstractItemView.SelectionMode.NoSelection:
            self.setCurrentIndex(self._model.index((kept or places)[0]))

    def choose_by(self, step: int) -> None:
        """Move the choice `step` rows, over heads (for arrows pressed in a search box)."""
        places = self._model.places()
        if places:
            here = self.currentIndex().row()
            at = places.index(here) + step if here in places else 0
            self.setCurrentIndex(self._model.index(places[min(max(at, 0), len(places) - 1)]))

    def rescale(self) -> None:
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_by(0)

    def _id_at(self, index: QModelIndex) -> str:
        return str(self._model.rows[index.row()].id) if index.isValid() else ""

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._id_at(current))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() in self._model.places():
            self.opened.emit(self._id_at(index))

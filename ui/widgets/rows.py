"""Two-line rows: clock, name, state; procedure, tail of the number. Lists of dossiers and of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.clock import ClockState, paint_clock
from ui.widgets.icon import paint_icon

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
GLYPH = 18


@dataclass(frozen=True)
class TwoLines:
    """A row: `first` and `side` on the first line, `second` and `tail` below. `id` is handed back when chosen.

    `marked` are (start, length) spans of `first` that match what was searched for.
    """

    id: str
    first: str
    second: str = ""
    side: str = ""
    tail: str = ""
    clock: ClockState | None = None
    clock_left: float = 0.66
    icon: str = ""
    marked: tuple[tuple[int, int], ...] = field(default=())


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[TwoLines] = ()

    def show(self, rows: Sequence[TwoLines]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.first, row.side, row.second, row.tail) if part)
        return None


class TwoLineDelegate(QStyledItemDelegate):
    """Paints TwoLines. A chosen row is `sel`; chosen and in focus it has the ring as well."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        return QSize(0, look().px(Size.ROW_TWO_LINES if row.second else Size.ROW) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TwoLines = index.data(ROW_ROLE)
        worn = look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        paint_row_ground(painter, area, option)
        left = area.left() + worn.px(11)
        middle = area.center().y()
        side = worn.px(GLYPH)
        if row.clock is not None:
            paint_clock(painter, QRectF(left, middle - side / 2, side, side), row.clock, row.clock_left)
        elif row.icon:
            paint_icon(painter, left, middle, row.icon, "ink2", GLYPH)
        left += side + worn.px(10) if row.clock is not None or row.icon else 0
        half = area.height() / 2 if row.second else area.height()
        top = QRectF(left, area.top() + worn.px(3 if row.second else 0), area.right() - worn.px(11) - left, half)
        ink = row.clock.value if row.clock is not None else "ink2"
        wide = _right(painter, top, row.side, Role.FIGURES_STRONG, ink)
        _marked(painter, top.adjusted(0, 0, -wide, 0), row)
        if row.second:
            bottom = QRectF(top.left(), area.top() + half - worn.px(2), top.width(), half - worn.px(2))
            wide = _right(painter, bottom, row.tail, Role.FIGURES_SMALL, "ink2")
            _left(painter, bottom.adjusted(0, 0, -wide, 0), row.second, Role.SMALL, "ink2")
        painter.restore()


def paint_row_ground(painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
    """Paint what lies under a row: `sel` when it is chosen, and the focus ring when its list has the focus."""
    worn = look()
    if not option.state & QStyle.StateFlag.State_Selected:
        return
    view = option.widget
    radius = worn.px(Size.RADIUS_ROW)
    focused = isinstance(view, QAbstractItemView) and view.hasFocus()
    painter.setPen(QPen(worn.colour("focus"), 2) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("sel"))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)


def _left(painter: QPainter, area: QRectF, text: str, role: Role, ink: str) -> None:
    painter.setFont(look().font(role))
    painter.setPen(look().colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _right(painter: QPainter, area: QRectF, text: str, role: Role, ink: str) -> float:
    if not text:
        return 0
    painter.setFont(look().font(role))
    painter.setPen(look().colour(ink))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return float(painter.fontMetrics().horizontalAdvance(text) + look().px(10))


def _marked(painter: QPainter, area: QRectF, row: TwoLines) -> None:
    metrics = QFontMetrics(look().font(Role.NAME))
    for start, length in row.marked:
        left = area.left() + metrics.horizontalAdvance(row.first[:start])
        wide = metrics.horizontalAdvance(row.first[start : start + length])
        mark = QRectF(left - 1, area.center().y() - metrics.height() / 2, wide + 2, metrics.height())
        painter.fillRect(mark.intersected(area), look().colour("soon.ground"))
    _left(painter, area, row.first, Role.NAME, "ink")


class RowList(QListView):
    """A list of TwoLines. `chosen(id)` as the row changes, `opened(id)` on Enter or double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setProperty("own_ring", True)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._open)

    @property
    def rows(self) -> Sequence[TwoLines]:
        return self._rows.rows

    @property
    def chosen_id(self) -> str:
        """The id of the chosen row, "" if none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    def show_rows(self, rows: Sequence[TwoLines], *, choose: str | None = None) -> None:
        """Show `rows`; the row `choose` (or the one chosen before) stays chosen, else the first."""
        wanted = self.chosen_id if choose is None else choose
        self._rows.show(rows)
        places = [place for place, row in enumerate(rows) if row.id == wanted] or ([0] if rows else [])
        if places:
            self.setCurrentIndex(self._rows.index(places[0]))

    def choose_by(self, step: int) -> None:
        """Move the choice `step` rows (for arrows pressed in a search box)."""
        if self._rows.rows:
            place = min(max(self.currentIndex().row() + step, 0), len(self._rows.rows) - 1)
            self.setCurrentIndex(self._rows.index(place))

    def rescale(self) -> None:
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rows:
            self.setCurrentIndex(self._rows.index(0))

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].id)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.rows[index.row()].id)

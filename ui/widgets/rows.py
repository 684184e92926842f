"""Two-line rows: clock, name, state; procedure, tail of the number. Lists of dossiers and of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.choice_list import ChoiceList
from ui.widgets.clock import ClockState, paint_clock
from ui.widgets.icon import paint_icon
from ui.widgets.row_model import ROW, Index, RowModel

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


class TwoLineDelegate(QStyledItemDelegate):
    """Paints TwoLines. A chosen row is `sel`; chosen and in focus it has the ring as well."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        return QSize(0, look().px(Size.ROW_TWO_LINES if row.second else Size.ROW) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TwoLines = index.data(ROW)
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


class RowList(ChoiceList):
    """A list of TwoLines. `chosen(id)` as the row changes, `opened(id)` on Enter or double click."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(name, words, parent)
        self._rows: RowModel[TwoLines] = RowModel(self, _spoken)
        self.wear(self._rows, TwoLineDelegate(self))

    @property
    def rows(self) -> Sequence[TwoLines]:
        return self._rows.rows

    def show_rows(self, rows: Sequence[TwoLines], *, choose: str | None = None) -> None:
        """Show `rows`; the row `choose` (or the one chosen before) stays chosen, else the first."""
        self.show_named(rows, choose)


def _spoken(row: TwoLines) -> str:
    return ", ".join(part for part in (row.first, row.side, row.second, row.tail) if part)

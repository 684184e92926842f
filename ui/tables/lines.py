"""A list of lines made of cells: clock or icon, words, figures, all painted; headers stand between groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.choice_list import ChoiceList
from ui.widgets.clock import ClockState, paint_clock
from ui.widgets.icon import paint_icon
from ui.widgets.key_cap import cap_width, paint_cap
from ui.widgets.row_model import ROW, Index, RowModel
from ui.widgets.rows import paint_row_ground

SIDE = 12
GAP = 10
GLYPH = 18
FIT = -1


@dataclass(frozen=True)
class Cell:
    """One piece of a line. `wide` in pixels at 100 %; 0 takes a share of what is left, FIT as much as its words.

    `under` is a second line in small letters; `marked` are (start, length) spans that match what was searched for.
    """

    text: str = ""
    wide: int = 0
    role: Role = Role.BODY
    ink: str = "ink"
    right: bool = False
    icon: str = ""
    clock: ClockState | None = None
    under: str = ""
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Line:
    """A line with its `id` (handed back when chosen). A `header` cannot be chosen; `cap` shows while it is chosen."""

    id: str
    cells: tuple[Cell, ...]
    header: bool = False
    high: int = Size.ROW
    cap: str = ""
    tone: str = ""


class LineDelegate(QStyledItemDelegate):
    """Paints Lines; widths follow the text size."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(ROW)
        return QSize(0, look().px(line.high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW)
        worn = look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if line.tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour(f"{line.tone}.ground"))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), worn.px(Size.RADIUS_ROW), worn.px(Size.RADIUS_ROW))
        if line.header:
            if index.row():
                painter.setPen(worn.colour("line"))
                painter.drawLine(area.topLeft(), area.topRight())
        elif not _is_quiet(option.widget):
            paint_row_ground(painter, area, option)
        side = worn.px(_side_of(option.widget))
        inside = area.adjusted(side, 0, -side, 0)
        if line.cap:
            wide = cap_width(line.cap)
            if option.state & QStyle.StateFlag.State_Selected or line.header:
                edge = worn.colour("edge")
                paint_cap(painter, inside.right() - wide, area.center().y(), line.cap, worn.colour("ink2"), edge)
            inside.setRight(inside.right() - wide - worn.px(GAP))
        self._paint_cells(painter, inside, line)
        painter.restore()

    def _paint_cells(self, painter: QPainter, inside: QRectF, line: Line) -> None:
        gap = look().px(GAP)
        wides = [_wide(cell) for cell in line.cells]
        shares = sum(wide == 0 for wide in wides)
        left_over = inside.width() - sum(wides) - gap * (len(wides) - 1)
        left = inside.left()
        for cell, wide in zip(line.cells, wides, strict=True):
            taken = wide or max(0.0, left_over) / shares
            paint_cell(painter, QRectF(left, inside.top(), taken, inside.height()), cell)
            left += taken + gap


def _wide(cell: Cell) -> float:
    """Return the width a cell asks for, 0 for a share of what is left."""
    if cell.wide is not FIT:
        return float(look().px(cell.wide))
    return float(QFontMetrics(look().font(cell.role)).horizontalAdvance(cell.text) + 2)


def _is_quiet(view: QWidget | None) -> bool:
    return isinstance(view, LineList) and view.quiet and not view.hasFocus()


def _side_of(view: QWidget | None) -> int:
    return view.side if isinstance(view, LineList) else SIDE


def paint_cell(painter: QPainter, area: QRectF, cell: Cell) -> None:
    """Paint one cell into `area`: glyph, then words (elided), then the second line if there is one."""
    worn = look()
    middle = area.center().y()
    if cell.clock is not None:
        side = worn.px(GLYPH)
        paint_clock(painter, QRectF(area.left(), middle - side / 2, side, side), cell.clock)
        area.setLeft(area.left() + side + worn.px(8))
    elif cell.icon:
        area.setLeft(area.left() + paint_icon(painter, area.left(), middle, cell.icon, cell.ink, 16) + worn.px(8))
    first = area
    if cell.under:
        high = worn.px(20)
        first = QRectF(area.left(), middle - high + worn.px(1), area.width(), high)
        paint_words(painter, QRectF(first.left(), middle, area.width(), worn.px(17)), cell.under, Role.SMALL, "ink2")
    for start, length in cell.marked:
        painter.setFont(worn.font(cell.role))
        metrics = painter.fontMetrics()
        from_left = first.left() + metrics.horizontalAdvance(cell.text[:start])
        wide = metrics.horizontalAdvance(cell.text[start : start + length])
        mark = QRectF(from_left - 1, first.center().y() - metrics.height() / 2, wide + 2, metrics.height())
        painter.fillRect(mark.intersected(first), worn.colour("soon.ground"))
    paint_words(painter, first, cell.text, cell.role, cell.ink, right=cell.right)


def paint_words(painter: QPainter, area: QRectF, text: str, role: Role, ink: str, *, right: bool = False) -> None:
    """Paint one line of text into `area`, elided where there is no room."""
    if not text:
        return
    painter.setFont(look().font(role))
    painter.setPen(look().colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()) + 1)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)


class LineList(ChoiceList):
    """A list of Lines. `chosen(id)` as the choice moves, `opened(id)` on Enter or double click.

    A `quiet` list shows its choice only while it has the focus; `side` is the padding left and right.
    """

    def __init__(
        self, name: str, words: str, parent: QWidget | None = None, *, quiet: bool = False, side: int = SIDE
    ) -> None:
        super().__init__(name, words, parent)
        self.quiet, self.side = quiet, side
        self._lines: RowModel[Line] = RowModel(self, _spoken, lambda line: line.header)
        self.wear(self._lines, LineDelegate(self))

    @property
    def lines(self) -> Sequence[Line]:
        return self._lines.rows

    def show_lines(self, lines: Sequence[Line], *, choose: str | None = None) -> None:
        """Show `lines`; the line `choose` (or the one chosen before) stays chosen, else the first."""
        self.show_named(lines, choose)

    def content_height(self) -> int:
        """Return what all lines need, in pixels."""
        return sum(look().px(line.high) for line in self.lines)


def _spoken(line: Line) -> str:
    return ", ".join(part for cell in line.cells for part in (cell.text, cell.under) if part)

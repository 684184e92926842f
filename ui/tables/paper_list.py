"""The checklist of papers: one stop for Tab, arrows inside, Space and K decide, + and − count."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.tables.lines import paint_words
from ui.widgets.check import BOX, Tick, paint_tick
from ui.widgets.choice_list import furnish
from ui.widgets.row_model import ROW, Index, RowModel
from ui.widgets.rows import paint_row_ground

COUNT_WIDE = 170
TICK_WORDS = {
    Tick.YES: "có",
    Tick.NO: "chưa có",
    Tick.NOT_APPLICABLE: "không áp dụng",
    Tick.UNDECIDED: "chưa xem",
}


@dataclass(frozen=True)
class PaperLine:
    """A paper as shown: its tick, its name, the condition under it, the count on the right."""

    tick: Tick
    name: str
    condition: str
    count: str
    required: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.name, TICK_WORDS[self.tick], self.condition, self.count) if part)


class _PaperDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: PaperLine = index.data(ROW)
        return QSize(0, look().px(high_of(line)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PaperLine = index.data(ROW)
        worn = look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        paint_row_ground(painter, area, option)
        side = worn.px(BOX)
        left = area.left() + worn.px(8)
        paint_tick(painter, QRectF(left, area.center().y() - side / 2, side, side), line.tick)
        left += side + worn.px(10)
        right = area.right() - worn.px(12)
        wide = worn.px(COUNT_WIDE) if line.count else 0
        ink = "ink3" if line.tick is Tick.NOT_APPLICABLE else "ink2"
        counted = QRectF(right - wide, area.top(), wide, area.height())
        paint_words(painter, counted, line.count, Role.LABEL, ink, right=True)
        words = QRectF(left, area.top(), right - wide - worn.px(8) - left, area.height())
        aside = line.tick is Tick.NOT_APPLICABLE
        role, ink = (Role.BODY, "ink3") if aside else (Role.BODY_MEDIUM, "ink")
        if line.condition:
            words.setHeight(worn.px(20))
            words.moveTop(area.top() + worn.px(1))
            below = QRectF(left, area.top() + worn.px(18), words.width(), worn.px(17))
            paint_words(painter, below, line.condition, Role.SMALL, "ink2")
        paint_words(painter, words, line.name, role, ink)
        painter.restore()


def high_of(line: PaperLine) -> int:
    """Return the row's height at 100 %."""
    return Size.ROW_WITH_CONDITION + 1 if line.condition else Size.ROW


class PaperList(QListView):
    """Emits `toggled`, `put_aside`, `taken_over`, `dated`, `counted(place, by)`, `finished` (Enter).

    Shows what it is given.
    """

    toggled = Signal(int)
    put_aside = Signal(int)
    taken_over = Signal(int)
    dated = Signal(int)
    counted = Signal(int, int)
    finished = Signal()

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        furnish(self, name, words)
        self._papers: RowModel[PaperLine] = RowModel(self, lambda line: line.spoken)
        self.setModel(self._papers)
        self.setItemDelegate(_PaperDelegate(self))
        self.setProperty("own_ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def place(self) -> int:
        """The chosen paper, -1 for none."""
        return self.currentIndex().row()

    @property
    def lines(self) -> Sequence[PaperLine]:
        return self._papers.rows

    def show_lines(self, lines: Sequence[PaperLine]) -> None:
        """Show the papers; the chosen one stays chosen."""
        place = self.place
        self._papers.show(lines)
        if lines:
            self.choose(min(max(place, 0), len(lines) - 1))
        self.setMaximumHeight(max(self.content_height(), look().px(Size.ROW)) + 2)

    def content_height(self) -> int:
        """Return what all rows need, in pixels."""
        return sum(look().px(high_of(line)) for line in self.lines)

    def choose(self, place: int) -> None:
        self.setCurrentIndex(self._papers.index(place))

    def rescale(self) -> None:
        self.setMaximumHeight(self.content_height() + 2)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.content_height(), look().px(3 * Size.ROW)))

    def sizeHint(self) -> QSize:
        return QSize(0, self.content_height() + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = event.key(), self.place
        if place < 0 or event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.toggled.emit(place)
            self._go_on(place)
        elif key == Qt.Key.Key_K:
            self.put_aside.emit(place)
            self._go_on(place)
        elif key == Qt.Key.Key_D:
            self.taken_over.emit(place)
            self._go_on(place)
        elif key == Qt.Key.Key_H:
            self.dated.emit(place)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.counted.emit(place, 1)
        elif key == Qt.Key.Key_Minus:
            self.counted.emit(place, -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.text() and event.text().isprintable():
            event.accept()  # a letter must not make the list jump under the clerk's hands
        else:
            super().keyPressEvent(event)

    def _go_on(self, place: int) -> None:
        """After a decision the next paper is chosen, so that a list is gone through with one finger."""
        if self.lines[place].tick in (Tick.YES, Tick.NOT_APPLICABLE) and place + 1 < len(self.lines):
            self.choose(place + 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < look().px(BOX + 16):
            self.toggled.emit(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.place < 0 and self.lines:
            self.choose(0)

"""What happened to a dossier, oldest first: when, a dot on a line, what, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import look
from ui.resources.tokens import Role
from ui.tables.lines import paint_words
from ui.widgets.choice_list import furnish
from ui.widgets.row_model import ROW, Index, RowModel

HIGH = 42
WHEN_WIDE = 78
DOT = 10
FIRST, UNDER = 17, 18
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Step:
    """One thing that happened; `tone` colours its dot, `open` is what is still going on (a hollow dot).

    From a `paused` step to the next one the clock stood still: its line is dotted.
    """

    when: str
    what: str
    under: str = ""
    tone: str = "neu"
    open: bool = False
    paused: bool = False


class _StepDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        step: Step = index.data(ROW)
        worn, view = look(), self.parent()
        assert isinstance(view, TimeLine)
        room = view.room()
        first = _height(step.what, Role.SECOND_STRONG, FIRST, room)
        return QSize(0, worn.px(HIGH - UNDER - FIRST) + first + _height(step.under, Role.SMALL, UNDER, room))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: Step = index.data(ROW)
        worn = look()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = area.left() + worn.px(WHEN_WIDE + 12)
        centre = QPointF(across, area.top() + worn.px(13))
        last = index.row() == index.model().rowCount() - 1
        if index.row():
            before: Step = index.model().index(index.row() - 1, 0).data(ROW)
            painter.setPen(_line_pen(before))
            painter.drawLine(QPointF(across, area.top()), centre)
        if not last:
            painter.setPen(_line_pen(step))
            painter.drawLine(centre, QPointF(across, area.bottom() + 1))
        mark = worn.colour(f"{step.tone}.mark")
        painter.setPen(QPen(mark, 2))
        painter.setBrush(worn.colour("surface") if step.open else mark)
        radius = worn.px(DOT) / 2
        painter.drawEllipse(centre, radius, radius)
        first = QRectF(area.left(), area.top() + worn.px(3), worn.px(WHEN_WIDE), worn.px(20))
        paint_words(painter, first, step.when, Role.FIGURES_SMALL, "ink2")
        left = across + worn.px(18)
        view = self.parent()
        assert isinstance(view, TimeLine)
        wide = view.room()
        high = _height(step.what, Role.SECOND_STRONG, FIRST, wide)
        words = QRectF(left, area.top() + worn.px(5), wide, high)
        painter.setFont(worn.font(Role.SECOND_STRONG))
        painter.setPen(worn.colour("ink"))
        painter.drawText(words, int(WRAPPED), step.what)
        below = QRectF(left, words.bottom(), wide, area.bottom() - words.bottom())
        painter.setFont(worn.font(Role.SMALL))
        painter.setPen(worn.colour("ink2"))
        painter.drawText(below, int(WRAPPED), step.under)
        painter.restore()


def _height(words: str, role: Role, least: int, wide: int) -> int:
    """Return the height of words wrapped to `wide`; one line at least."""
    worn = look()
    needed = QFontMetrics(worn.font(role)).boundingRect(0, 0, wide, 10_000, int(WRAPPED), words).height()
    return max(needed, worn.px(least))


def _line_pen(step: Step) -> QPen:
    """The line that goes on from a step."""
    if step.paused:
        return QPen(look().colour("pause.mark"), 2, Qt.PenStyle.DotLine)
    return QPen(look().colour("edge"), 1.5)


class TimeLine(QListView):
    """Shows Steps; it can be read and scrolled by keys, nothing in it is pressed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        furnish(self, name, "Diễn biến")
        self._steps: RowModel[Step] = RowModel(self, _spoken)
        self.setModel(self._steps)
        self.setItemDelegate(_StepDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def steps(self) -> Sequence[Step]:
        return self._steps.rows

    def room(self) -> int:
        """Return how wide the words of a step may be, with and without a scroll bar alike."""
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self.width() - bar - look().px(WHEN_WIDE + 12 + 18), 1)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show `steps`, oldest first; the newest is in sight."""
        self._steps.show(steps)
        self.scrollToBottom()

    def rescale(self) -> None:
        self.scheduleDelayedItemsLayout()


def _spoken(step: Step) -> str:
    return ", ".join(part for part in (step.when, step.what, step.under) if part)

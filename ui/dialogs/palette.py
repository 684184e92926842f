"""Ctrl+K: one box for actions, dossiers, people and procedures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import look
from ui.resources.tokens import Role
from ui.widgets.choice_list import furnish
from ui.widgets.field import LineInput
from ui.widgets.icon import paint_icon
from ui.widgets.key_cap import cap_width, paint_cap
from ui.widgets.overlay import Overlay
from ui.widgets.row_model import ROW, Index, RowModel
from ui.widgets.rows import paint_row_ground

HIGH, HEAD, MOST_HIGH = 38, 22, 400


@dataclass(frozen=True)
class Entry:
    """A line of the palette. `group` stands above the first of its kind; `key` is a cap at the right."""

    id: str
    group: str
    icon: str
    first: str
    second: str = ""
    key: str = ""


class Palette(Overlay):
    """`typed(text)` as the clerk types; the owner answers with `show_entries`. `chosen(id)` on Enter."""

    typed = Signal(str)
    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=680, padding=(14, 14, 14, 14), top=92)
        self.setAccessibleName("Bảng lệnh")
        self.box = _PaletteLine()
        self.box.setObjectName("palette_box")
        self.box.setAccessibleName("Tìm hồ sơ, người, thủ tục, việc cần làm")
        self.box.setPlaceholderText("Gõ tên, số hồ sơ, thủ tục hoặc việc cần làm")
        self.list = _EntryList()
        self.body.add(self.box, self.list)
        self.body.setSpacing(look().px(8))
        self.box.textChanged.connect(self.typed)
        self.box.moved.connect(self.list.choose_by)
        self.box.opened.connect(lambda: self._choose(self.list.currentIndex()))
        self.list.clicked.connect(self._choose)
        self.open(self.box)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what was found, best first within its group."""
        self.list.show_entries(entries)
        self._place()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry: Entry = index.data(ROW)
            self.close_card()
            self.chosen.emit(entry.id)


class _PaletteLine(LineInput):
    moved = Signal(int)
    opened = Signal()

    def rescale(self) -> None:
        self.setFixedHeight(look().px(46))
        self.setTextMargins(look().px(6), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, look().px(HIGH + (HEAD if _starts_a_group(index) else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        worn = look()
        entry: Entry = index.data(ROW)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if _starts_a_group(index):
            painter.setFont(worn.font(Role.SMALL_STRONG))
            painter.setPen(worn.colour("ink2"))
            painter.drawText(QRectF(area.left(), area.top(), area.width(), worn.px(HEAD)), 0, entry.group)
            area.setTop(area.top() + worn.px(HEAD))
        paint_row_ground(painter, area, option)
        middle = area.center().y()
        left = area.left() + worn.px(14)
        left += paint_icon(painter, left, middle, entry.icon, "ink2", 18) + worn.px(10)
        right = area.right() - worn.px(12)
        if entry.key:
            right -= cap_width(entry.key)
            paint_cap(painter, right, middle, entry.key, worn.colour("ink2"), worn.colour("edge"))
        for text, role, ink in ((entry.first, Role.NAME, "ink"), (entry.second, Role.SECOND, "ink2")):
            metrics = QFontMetrics(worn.font(role))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(right - left), 0))
            painter.setFont(worn.font(role))
            painter.setPen(worn.colour(ink))
            line = QRectF(left, area.top(), right - left, area.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += metrics.horizontalAdvance(shown) + worn.px(10)
        painter.restore()


def _starts_a_group(index: Index) -> bool:
    entry: Entry = index.data(ROW)
    above: Entry | None = index.sibling(index.row() - 1, 0).data(ROW) if index.row() else None
    return above is None or above.group != entry.group


def _spoken(entry: Entry) -> str:
    return f"{entry.first}, {entry.second}" if entry.second else entry.first


class _EntryList(QListView):
    def __init__(self) -> None:
        super().__init__()
        furnish(self, "palette_list", "Tìm thấy")
        self._entries: RowModel[Entry] = RowModel(self, _spoken)
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries.show(entries)
        groups = len({entry.group for entry in entries})
        self.setFixedHeight(look().px(min(len(entries) * HIGH + groups * HEAD, MOST_HIGH)))
        if entries:
            self.setCurrentIndex(self._entries.index(0))

    def choose_by(self, step: int) -> None:
        if self._entries.rows:
            place = min(max(self.currentIndex().row() + step, 0), len(self._entries.rows) - 1)
            self.setCurrentIndex(self._entries.index(place))

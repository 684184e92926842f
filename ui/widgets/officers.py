"""Who may sit at the desk: initials, name, duty; the chosen one has a tick."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Column
from ui.widgets.choice_list import furnish
from ui.widgets.icon import paint_icon
from ui.widgets.row_model import ROW, Index, RowModel
from ui.widgets.sheet import initials, paint_disc

HIGH, MOST_ROWS = 52, 4


class OfficerRow(NamedTuple):
    """An officer who can sign in: `id` is handed back, `name` and `duty` are shown."""

    id: str
    name: str
    duty: str


class _OfficerDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, look().px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        worn = look()
        row: OfficerRow = index.data(ROW)
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        view = option.widget
        chosen = isinstance(view, QListView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("sel"))
            painter.drawRoundedRect(area, worn.px(Size.RADIUS_ROW), worn.px(Size.RADIUS_ROW))
            right = area.right() - worn.px(30)
            paint_icon(painter, right, area.center().y(), "check", "accent", 18)
        side = worn.px(34)
        disc = QRectF(area.left() + worn.px(9), area.center().y() - side / 2, side, side)
        paint_disc(
            painter,
            disc,
            initials(row.name),
            "accent" if chosen else "sunken",
            "on_accent" if chosen else "ink2",
        )
        words = QRectF(disc.right() + worn.px(10), area.top() + worn.px(5), area.width() * 0.7, area.height() / 2)
        for role, ink, text in ((Role.NAME, "ink", row.name), (Role.SMALL, "ink2", row.duty)):
            painter.setFont(worn.font(role))
            painter.setPen(QPen(worn.colour(ink)))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            words.translate(0, worn.px(18))
        painter.restore()


class OfficerList(QFrame):
    """Names to choose from; up to four are seen, the rest scroll."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setProperty("sheet", "control")
        self.view = QListView()
        furnish(self.view, name, words)
        self._model: RowModel[OfficerRow] = RowModel(self, lambda row: f"{row.name}, {row.duty}")
        self.view.setModel(self._model)
        self.view.setItemDelegate(_OfficerDelegate(self.view))
        self.setFocusProxy(self.view)
        Column(self, (5, 5, 5, 5)).add(self.view)

    @property
    def chosen_id(self) -> str:
        """The id of the chosen officer, "" while there is none."""
        index = self.view.currentIndex()
        return self._model.rows[index.row()].id if index.isValid() else ""

    def show_officers(self, rows: Sequence[OfficerRow], chosen: str = "") -> None:
        """Show `rows`, with `chosen` (else the first) chosen."""
        self._model.show(rows)
        places = [place for place, row in enumerate(rows) if row.id == chosen] or [0]
        if rows:
            self.view.setCurrentIndex(self._model.index(places[0]))
        self.rescale()

    def choose_by(self, step: int) -> None:
        if self._model.rows:
            place = min(max(self.view.currentIndex().row() + step, 0), len(self._model.rows) - 1)
            self.view.setCurrentIndex(self._model.index(place))

    def rescale(self) -> None:
        self.setMinimumHeight(look().px(HIGH + 12))
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.view.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        seen = min(max(len(self._model.rows), 1), MOST_ROWS)
        return QSize(look().px(320), look().px(seen * HIGH + 12))

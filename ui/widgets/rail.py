"""The rail: where the clerk can go, each with its key, and who sits at the desk."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.keys import Chord
from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import paint_icon
from ui.widgets.key_cap import cap_width, paint_cap
from ui.widgets.page import Place
from ui.widgets.sheet import Disc, Divider, initials
from ui.widgets.sign import Sign
from ui.widgets.text import Elided, Text

COMMANDS = (
    Place("palette", "Bảng lệnh", "command", "Ctrl+K", ""),
    Place("keys", "Trợ giúp", "help", "F1", ""),
    Place("lock", "Khóa quầy", "lock", "F12", ""),
)


class RailItem(QAbstractButton):
    """One place. Tab never stops here: its key is quicker, and the tab order belongs to the paper form."""

    def __init__(self, place: Place, quiet: bool = False) -> None:
        super().__init__()
        self.place, self._quiet, self._narrow = place, quiet, False
        self._cap = Chord.read(place.key).text
        self._badge, self._badge_tone = "", "soon"
        self.setCheckable(not quiet)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName(f"rail_{place.name}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_badge(self, words: str, tone: str) -> None:
        """Show a number beside the words ("" hides it) in the colour of `tone`."""
        self._badge, self._badge_tone = words, tone
        self._name()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._name()
        self.update()

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().px(Size.RAIL_NARROW - 20), look().px(30 if self._quiet else 36))

    def _name(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self.place.title, self._badge) if part))
        self.setToolTip(f"{self.place.title} ({self._cap})" if self._narrow else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, middle = self.isChecked(), self.height() / 2
        if here:
            self._paint_here(painter)
        ink = "accent" if here else "ink2" if self._quiet else "ink"
        left = worn.px(13 if here else 10)
        left += int(paint_icon(painter, left, middle, self.place.icon, ink, 18 if self._quiet else 20))
        if self._narrow:
            return
        left += worn.px(8)
        painter.setFont(worn.font(Role.SECOND if self._quiet else Role.SECTION if here else Role.BODY_MEDIUM))
        painter.setPen(worn.colour(ink))
        words = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.place.title)
        right = self.width() - cap_width(self._cap) - worn.px(8)
        paint_cap(painter, right, middle, self._cap, worn.colour("ink2"), worn.colour("edge"))
        if self._badge:
            painter.setFont(worn.font(Role.SMALL_STRONG))
            painter.setPen(worn.colour(self._badge_tone))
            area = QRectF(0, 0, right - worn.px(9), self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._badge)

    def _paint_here(self, painter: QPainter) -> None:
        worn = look()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = worn.px(Size.RADIUS_CONTROL)
        painter.setPen(QPen(worn.colour("line"), 1))
        painter.setBrush(worn.colour("surface"))
        painter.drawRoundedRect(area, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("accent"))
        painter.setClipRect(QRectF(0, 0, worn.px(3), self.height()))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipping(False)


class Rail(QWidget):
    """`chosen(name)` when a place or command is pressed with the mouse."""

    chosen = Signal(str)

    def __init__(self, brand: str, desk: str, places: Sequence[Place]) -> None:
        super().__init__()
        self._narrow = False
        self._items = {place.name: RailItem(place) for place in places}
        self._items |= {place.name: RailItem(place, quiet=True) for place in COMMANDS}
        self._brand, self._desk = Text(brand, Role.SECTION), Elided(desk, Role.TINY, "ink2")
        self._wide_only: list[QWidget] = [self._brand, self._desk]
        column = Column(self, (10, 18, 10, 8), 2)
        column.add(self._head())
        column.addSpacing(look().px(12))
        group = ""
        for place in places:
            if place.group != group:
                column.addSpacing(look().px(8))
                label = Text(f"   {place.group}", Role.GROUP, "ink2")
                self._wide_only.append(label)
                column.add(label)
                column.addSpacing(look().px(3))
                group = place.group
            column.add(self._items[place.name])
        column.add(1, *(self._items[place.name] for place in COMMANDS), Divider())
        column.add(self._foot())
        for item in self._items.values():
            item.clicked.connect(lambda _=False, name=item.place.name: self._pressed(name))
        self.rescale()

    def name_desk(self, desk: str) -> None:
        """Say which desk this is, under the program's name."""
        self._desk.show_text(desk)

    def show_place(self, name: str) -> None:
        """Mark the place the clerk is at."""
        for item in self._items.values():
            item.setChecked(item.place.name == name and item.isCheckable())

    def show_badge(self, name: str, words: str, tone: str) -> None:
        self._items[name].show_badge(words, tone)

    def show_officer(self, name: str, duty: str) -> None:
        self._disc.show_letters(initials(name))
        self._officer.show_text(name)
        self._duty.show_text(duty)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only; the names go to tool-tip and accessible name."""
        self._narrow = narrow
        for widget in self._wide_only:
            widget.setVisible(not narrow)
        for item in self._items.values():
            item.set_narrow(narrow)
        self.rescale()

    def rescale(self) -> None:
        self.setFixedWidth(look().px(Size.RAIL_NARROW if self._narrow else Size.RAIL))

    def _head(self) -> Row:
        words = Column(gap=0)
        words.add(self._brand, self._desk)
        head = Row(gap=9, margins=(4, 0, 0, 0))
        head.add(Sign(30), words)
        head.setStretchFactor(words, 1)
        return head

    def _foot(self) -> Row:
        self._disc = Disc("", 28, "accent", "on_accent")
        self._officer = Elided("", Role.SMALL_STRONG)
        self._duty = Elided("", Role.TINY, "ink2")
        self._wide_only += [self._officer, self._duty]
        words = Column(gap=0)
        words.add(self._officer, self._duty)
        foot = Row(gap=8, margins=(6, 8, 0, 0))
        foot.add(self._disc, words)
        foot.setStretchFactor(words, 1)
        return foot

    def _pressed(self, name: str) -> None:
        # The mark follows the page, not the mouse: the page may refuse to be left.
        self._items[name].setChecked(False)
        self.chosen.emit(name)

"""Sheets of paper on the desk, their dividers, and titles of their sections."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.look import look, repolish
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Column, Margins, Row
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Text

PADDING: Margins = (14, 12, 14, 12)
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own word for no limit


class Sheet(QFrame):
    """A white card. `tone` tints it: "soon", "late", "pause", "ok", "ready", "neu"; "control" has a firm edge."""

    def __init__(
        self, tone: str = "plain", *, padding: Margins = PADDING, gap: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("sheet", tone)
        self.body = Column(self, padding, gap)

    def set_tone(self, tone: str) -> None:
        """Tint the sheet in another tone."""
        self.setProperty("sheet", tone)
        repolish(self)


class Divider(QFrame):
    """A line of decoration between things; never the only border of a control."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("divider", True)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Disc(QWidget):
    """Letters or a number in a disc: section numbers, initials of an officer."""

    def __init__(
        self, letters: str, pixels: int = 20, ground: str = "ink2", ink: str = "surface", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._letters, self._pixels, self._ground, self._ink = letters, pixels, ground, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_letters(self, letters: str) -> None:
        self._letters = letters
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._pixels), look().px(self._pixels))

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_disc(QPainter(self), QRectF(self.rect()), self._letters, self._ground, self._ink)


def paint_disc(painter: QPainter, area: QRectF, letters: str, ground: str, ink: str) -> None:
    """Paint `letters` in a disc that fills `area`."""
    worn = look()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour(ground))
    painter.drawEllipse(area)
    painter.setPen(worn.colour(ink))
    painter.setFont(worn.font(Role.SMALL_STRONG))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


def initials(name: str) -> str:
    """Return the letters of an officer's disc: "Trần Thị Mỹ Hạnh" is "MH", "H'Hen Niê" is "HN"."""
    words = name.split()
    return "".join(word[0].upper() for word in words[-2:])


class SectionTitle(QWidget):
    """A section's name, its number if the slip has one, a side note on the right. `side` takes more widgets."""

    def __init__(self, title: str, number: int | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = Row(self, gap=8)
        if number is not None:
            self.row.addWidget(Disc(str(number)))
        self.title = Text(title, Role.SECTION)
        self.note = Text("", Role.SECOND, "ink2")
        self.row.add(self.title, self.note, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_note(self, words: str, ink: str = "ink2") -> None:
        """Say something small after the title."""
        self.note.setText(words)
        self.note.set_ink(ink)

    def side(self, *widgets: QWidget) -> "SectionTitle":
        """Put widgets at the right end; returns itself."""
        self.row.add(*widgets)
        return self


class FactLine(QWidget):
    """A word on the left, its value on the right, in 13 px: "Giấy tờ … 3 loại · 1 bộ"; `cap` is the key to change."""

    def __init__(
        self, words: str, value: str = "", ink: str = "ink", *, cap: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words = Text(words, Role.SECOND, "ink2")
        self.value = Text(value, Role.SECOND_STRONG, ink)
        row = Row(self, gap=12)
        row.add(self.words, *([KeyCap(cap)] * bool(cap)), 1, self.value)

    def show_value(self, value: str, ink: str = "ink") -> None:
        self.value.setText(value)
        self.value.set_ink(ink)


class RightColumn(QWidget):
    """The right column of a page; it ends with the primary button. Below 1100 px a page may lay it out anew."""

    def __init__(self, width: int = Size.RIGHT_COLUMN, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width, self._strip = width, False
        self.body = Column(self, gap=gap)
        self.rescale()

    def set_strip(self, strip: bool) -> None:
        """Be as wide as there is room: the strip at the bottom of a narrow window."""
        self._strip = strip
        high = QSizePolicy.Policy.Maximum if strip else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self.rescale()

    def rescale(self) -> None:
        if self._strip:
            self.setMinimumWidth(0)
            self.setMaximumWidth(QWIDGETSIZE_MAX)
        else:
            self.setFixedWidth(look().px(self._width))

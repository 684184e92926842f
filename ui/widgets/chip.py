"""Chips: a state or a filter in a word, with its glyph, on the ground of its tone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.clock import ClockState, paint_clock
from ui.widgets.icon import paint_icon
from ui.widgets.key_cap import cap_width, paint_cap

HEIGHT = 22
GLYPH = 14


class Chip(QAbstractButton):
    """A word on a tinted ground. With `state` it carries that clock, with `icon` an icon, else only the word.

    `pressable` chips take the focus and are checkable: filters of a list. `key` is shown as a cap at its end.
    """

    def __init__(
        self,
        words: str,
        tone: str = "neu",
        *,
        state: ClockState | None = None,
        icon: str = "",
        pressable: bool = False,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._state, self._icon = state.value if state else tone, state, icon
        self._key = key
        self.setCheckable(pressable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        worn = look()
        glyph = worn.px(GLYPH + 6) if self._state or self._icon else 0
        wide = QFontMetrics(worn.font(Role.SMALL)).horizontalAdvance(self.text())
        cap = cap_width(self._key) + worn.px(7) if self._key else 0
        return QSize(wide + glyph + cap + worn.px(14), worn.px(HEIGHT + bool(self._key)))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = f"{self._tone}.ground"
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setPen(worn.colour(f"{self._tone}.mark"))
        painter.setBrush(worn.colour(ground))
        radius = worn.px(Size.RADIUS_CHIP)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = float(worn.px(7))
        if self._state:
            side = worn.px(GLYPH)
            paint_clock(painter, QRectF(left, (self.height() - side) / 2, side, side), self._state, ground=ground)
            left += side + worn.px(6)
        elif self._icon:
            left += paint_icon(painter, left, self.height() / 2, self._icon, self._tone, GLYPH) + worn.px(6)
        painter.setFont(worn.font(Role.SMALL))
        painter.setPen(worn.colour(self._tone))
        if self._key:
            middle, ink = self.height() / 2, worn.colour(self._tone)
            paint_cap(painter, self.width() - worn.px(4) - cap_width(self._key), middle, self._key, ink, ink)
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

"""A tall box to search in: an icon on the left, what was found on the right, one ring around all of it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.look import look
from ui.resources.tokens import Role
from ui.tables.lines import paint_words
from ui.widgets.icon import paint_icon

SIDE = 14
ICON = 20


class SearchLine(QLineEdit):
    """`say(words, ink)` shows words at the right end: "14 hồ sơ"."""

    def __init__(
        self,
        name: str,
        words: str,
        placeholder: str,
        *,
        icon: str = "search",
        high: int = 44,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self._icon, self._high = icon, high
        self._words, self._ink = "", "ink2"
        self.rescale()

    @property
    def said(self) -> str:
        """What stands at the right end."""
        return self._words

    def say(self, words: str, ink: str = "ink2") -> None:
        """Show `words` at the right end."""
        self._words, self._ink = words, ink
        self.setAccessibleDescription(words)
        self._make_room()
        self.update()

    def rescale(self) -> None:
        self.setFixedHeight(look().px(self._high))
        self._make_room()

    def _make_room(self) -> None:
        worn = look()
        wide = QFontMetrics(worn.font(Role.SECOND)).horizontalAdvance(self._words)
        # The style sheet pads 10 px on both sides of the text already.
        self.setTextMargins(worn.px(SIDE + ICON), 0, wide + worn.px(SIDE) if wide else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        worn = look()
        painter = QPainter(self)
        paint_icon(painter, worn.px(SIDE), self.height() / 2, self._icon, "ink2", ICON)
        area = QRectF(0, 0, self.width() - worn.px(SIDE), self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_words(painter, area, self._words, Role.SECOND, self._ink, right=True)

"""A Tabler icon in the colour of a token."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look


def paint_icon(painter: QPainter, left: float, middle: float, name: str, ink: str, pixels: int = 18) -> float:
    """Paint icon `name` with its left side at `left`, centred on `middle`; return its width."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = look().icon(name, ink, pixels, ratio)
    side = look().px(pixels)
    painter.drawPixmap(QPointF(left, round(middle - side / 2)), pixmap)
    return float(side)


class Icon(QWidget):
    """An icon that says the same as the words beside it (so it has no accessible name of its own)."""

    def __init__(self, name: str, ink: str = "ink2", pixels: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._ink, self._pixels = name, ink, pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, ink: str | None = None) -> None:
        """Show another icon, in another ink if one is given."""
        self._name, self._ink = name, ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._pixels), look().px(self._pixels))

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), 0, self.height() / 2, self._name, self._ink, self._pixels)

"""The sign of the program on the screen."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look
from ui.resources.app_icon import paint_sign


class Sign(QWidget):
    """The sign of the program, `pixels` wide."""

    def __init__(self, pixels: int = 30) -> None:
        super().__init__()
        self._pixels = pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._pixels), look().px(self._pixels))

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look().tokens
        paint_sign(QPainter(self), QRectF(self.rect()), tokens.accent, tokens.on_accent)

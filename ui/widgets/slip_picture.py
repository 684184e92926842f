"""A slip as it looks on paper, as large as there is room."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look

A5 = 210 / 148


class SlipPicture(QWidget):
    """Shows a page in its own proportion, from the top left; an empty sheet until there is one."""

    def __init__(self, most_high: int = 330) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._most_high = most_high
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Hình phiếu")

    @property
    def image(self) -> QImage | None:
        return self._image

    def show_image(self, image: QImage | None) -> None:
        self._image = image if image is not None and not image.isNull() else None
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        high = look().px(self._most_high)
        return QSize(round(high / self._proportion()), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(100), look().px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = min(self.width() - 1.0, (self.height() - 1.0) / self._proportion())
        sheet = QRectF((self.width() - wide) / 2, 0.5, wide - 0.5, wide * self._proportion() - 0.5)
        if self._image is not None:
            ratio = self.devicePixelRatioF()
            size = QSize(round(sheet.width() * ratio), round(sheet.height() * ratio))
            kept, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            painter.drawImage(sheet, self._image.scaled(size, kept, smooth))
        painter.setPen(worn.colour("edge" if self._image is not None else "line"))
        painter.drawRect(sheet)

    def _proportion(self) -> float:
        if self._image is None or not self._image.width():
            return A5
        return self._image.height() / self._image.width()

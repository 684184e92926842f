"""The sign of the program, drawn in code: a white counter window with a tick on a blue rounded square."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ui.resources.tokens import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def paint_sign(painter: QPainter, square: QRectF, ground: str, ink: str) -> None:
    """Paint the sign into `square` with colours `ground` and `ink`."""
    unit = square.width() / 32
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(unit, unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0, 0, 32, 32), 7, 7)
    pen = QPen(QColor(ink), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    window = QPainterPath(QPointF(8.5, 23.2))
    window.lineTo(8.5, 14.5)
    window.arcTo(QRectF(8.5, 7, 15, 15), 180, -180)
    window.lineTo(23.5, 23.2)
    painter.drawPath(window)
    painter.drawLine(QPointF(5.6, 23.2), QPointF(26.4, 23.2))
    painter.drawPolyline(QPolygonF([QPointF(12.6, 16.2), QPointF(15, 18.6), QPointF(19.4, 13.8)]))
    painter.restore()


def app_icon() -> QIcon:
    """Return the icon of the windows and of the task bar, in the sizes systems ask for."""
    from PySide6.QtGui import QIcon  # here: not needed for the first paint

    icon = QIcon()
    for pixels in (16, 32, 48, 128, 256):
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_sign(painter, QRectF(0, 0, pixels, pixels), LIGHT.accent, LIGHT.on_accent)
        painter.end()
        icon.addPixmap(pixmap)
    return icon

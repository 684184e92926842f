"""The dossier clock: six shapes, one for each thing a clerk must know at a glance. The only ornament."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look


class ClockState(Enum):
    """What the clock of a dossier says; the value is the name of its tone."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    PAUSE = "pause"
    READY = "ready"
    DONE = "neu"


def paint_clock(
    painter: QPainter, area: QRectF, state: ClockState, left: float = 0.66, ground: str = "surface"
) -> None:
    """Paint the glyph of `state` into the square `area`. `left` (0-1) is the part of the time still there."""
    worn = look()
    mark, inner = worn.colour(f"{state.value}.mark"), worn.colour(ground)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 24, area.width() / 24)
    _SHAPES[state](painter, mark, inner, left)
    painter.restore()


def _pen(painter: QPainter, colour: QColor, wide: float) -> None:
    painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _ring(painter: QPainter, colour: QColor) -> None:
    _pen(painter, colour, 2.2)
    painter.drawEllipse(QRectF(2.1, 2.1, 19.8, 19.8))


def _tick(painter: QPainter, colour: QColor) -> None:
    _pen(painter, colour, 2.4)
    painter.drawPolyline(QPolygonF([QPointF(7.6, 12.4), QPointF(10.8, 15.5), QPointF(16.6, 9)]))


def _ok(painter: QPainter, mark: QColor, inner: QColor, left: float) -> None:
    _ring(painter, mark)
    _fill(painter, mark)
    # The pie empties clockwise: what is filled is the time that is left.
    part = min(max(left, 0.04), 1.0)
    painter.drawPie(QRectF(5.6, 5.6, 12.8, 12.8), 90 * 16, round(360 * 16 * part))


def _soon(painter: QPainter, mark: QColor, inner: QColor, left: float) -> None:
    _ring(painter, mark)
    painter.drawPolyline(QPolygonF([QPointF(12, 6.8), QPointF(12, 12.3), QPointF(15.8, 14.2)]))


def _late(painter: QPainter, mark: QColor, inner: QColor, left: float) -> None:
    painter.setPen(QPen(mark, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(mark)
    painter.drawPolygon(QPolygonF([QPointF(12, 1.8), QPointF(22.2, 12), QPointF(12, 22.2), QPointF(1.8, 12)]))
    _pen(painter, inner, 2.4)
    painter.drawLine(QPointF(12, 7), QPointF(12, 12.6))
    _fill(painter, inner)
    painter.drawEllipse(QPointF(12, 16.8), 1.5, 1.5)


def _pause(painter: QPainter, mark: QColor, inner: QColor, left: float) -> None:
    _pen(painter, mark, 2.2)
    painter.drawRoundedRect(QRectF(2.6, 2.6, 18.8, 18.8), 4.6, 4.6)
    _pen(painter, mark, 2.6)
    for across in (9.2, 14.8):
        painter.drawLine(QPointF(across, 8.4), QPointF(across, 15.6))


def _ready(painter: QPainter, mark: QColor, inner: QColor, left: float) -> None:
    _fill(painter, mark)
    painter.drawEllipse(QRectF(1, 1, 22, 22))
    _tick(painter, inner)


def _done(painter: QPainter, mark: QColor, inner: QColor, left: float) -> None:
    _ring(painter, mark)
    _tick(painter, mark)


_SHAPES = {
    ClockState.OK: _ok,
    ClockState.SOON: _soon,
    ClockState.LATE: _late,
    ClockState.PAUSE: _pause,
    ClockState.READY: _ready,
    ClockState.DONE: _done,
}


class ClockGlyph(QWidget):
    """The clock by itself: 18 px in lists, 34-40 in headers, 14 in chips. `words` is what it says aloud."""

    def __init__(
        self, state: ClockState, pixels: int = 18, words: str = "", left: float = 0.66, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._pixels, self._left = state, pixels, left
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def show_state(self, state: ClockState, words: str = "", left: float = 0.66) -> None:
        self._state, self._left = state, left
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._pixels), look().px(self._pixels))

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = f"{self._state.value}.ground" if self._pixels >= 30 else "surface"
        paint_clock(QPainter(self), QRectF(self.rect()), self._state, self._left, ground)

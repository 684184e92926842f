"""Ticks: have it, have it not, does not apply, not yet decided."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size

BOX = 18


class Tick(Enum):
    """What a tick box says; UNDECIDED is dashed: nobody has looked yet."""

    NO = "no"
    YES = "yes"
    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"


def paint_tick(painter: QPainter, area: QRectF, tick: Tick) -> None:
    """Paint the box of `tick` into the square `area`."""
    worn = look()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = area.width() * 0.24
    box = area.adjusted(0.75, 0.75, -0.75, -0.75)
    filled = {Tick.YES: "accent", Tick.NOT_APPLICABLE: "neu.ground"}.get(tick, "surface")
    pen = QPen(worn.colour("accent" if tick is Tick.YES else "edge"), 1.5)
    if tick is Tick.UNDECIDED:
        pen = QPen(worn.colour("ink2"), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([2, 1.6])
    painter.setPen(pen)
    painter.setBrush(worn.colour(filled))
    painter.drawRoundedRect(box, radius, radius)
    unit = area.width() / 18
    stroke = QPen(worn.colour("on_accent" if tick is Tick.YES else "ink2"), 2 * unit)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(area.topLeft())
    if tick is Tick.YES:
        points = ((4.6, 9.4), (7.8, 12.4), (13.4, 6.2))
        painter.drawPolyline(QPolygonF([QPointF(across * unit, down * unit) for across, down in points]))
    elif tick is Tick.NOT_APPLICABLE:
        painter.drawLine(QPointF(5.4 * unit, 9 * unit), QPointF(12.6 * unit, 9 * unit))
    painter.restore()


class Check(QCheckBox):
    """A tick box with its words; Space changes it, Enter goes on."""

    def __init__(self, words: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        worn = look()
        wide = QFontMetrics(worn.font(Role.SECOND)).horizontalAdvance(self.text())
        return QSize(worn.px(BOX + 8) + wide + 2, worn.px(Size.HIT_LEAST))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        side = worn.px(BOX)
        area = QRectF(0, (self.height() - side) / 2, side, side)
        paint_tick(painter, area, Tick.YES if self.isChecked() else Tick.NO)
        painter.setFont(worn.font(Role.SECOND))
        painter.setPen(worn.colour("ink" if self.isEnabled() else "ink3"))
        words = self.rect().adjusted(side + worn.px(8), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

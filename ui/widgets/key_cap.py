"""The key cap: which key does this, drawn beside the thing it does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Row
from ui.widgets.text import Text

HEIGHT = 19
SIDE = 5


def cap_width(text: str) -> int:
    """Return the width of the cap of `text` in device-independent pixels at the text size in use."""
    worn = look()
    wide = QFontMetrics(worn.font(Role.CAP)).horizontalAdvance(text) + 2 * worn.px(SIDE)
    return max(wide, worn.px(HEIGHT))


def paint_cap(painter: QPainter, left: float, middle: float, text: str, ink: QColor, edge: QColor) -> float:
    """Paint a cap whose left side is at `left`, centred on `middle`; return its width."""
    worn = look()
    wide, high = cap_width(text), worn.px(HEIGHT)
    area = QRectF(left + 0.5, round(middle - high / 2) + 0.5, wide - 1, high - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, worn.px(Size.RADIUS_CHIP), worn.px(Size.RADIUS_CHIP))
    painter.setPen(ink)
    painter.setFont(worn.font(Role.CAP))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return float(wide)


class KeyCap(QWidget):
    """A cap by itself, for lines that explain keys. `text` as shown: "Ctrl K"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(cap_width(self.text), look().px(HEIGHT) + 1)

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, 0, self.height() / 2, self.text, look().colour("ink2"), look().colour("edge"))


class KeyHint(QWidget):
    """Caps and words in one line: [Space] có [K] không áp dụng."""

    def __init__(self, *pairs: tuple[str, str], role: Role = Role.SECOND, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(self, gap=6)
        for cap, words in pairs:
            if cap:
                row.addWidget(KeyCap(cap))
            if words:
                row.addWidget(Text(words, role, "ink2"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

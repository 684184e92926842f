"""The top bar: where am I, one fact, the way to everything, and what time the office has."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.look import look
from ui.office_time import now_words
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Row
from ui.widgets.icon import paint_icon
from ui.widgets.key_cap import cap_width, paint_cap
from ui.widgets.text import Elided, Text

ASK = "Tìm hồ sơ, người, thủ tục"
CAP = "Ctrl K"


class PaletteBox(QAbstractButton):
    """Looks like a search box; pressing it opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{ASK} ({CAP})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().px(290), look().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("line"), 1))
        painter.setBrush(worn.colour("surface"))
        radius = worn.px(Size.RADIUS_CONTROL)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = worn.px(10) + paint_icon(painter, worn.px(10), self.height() / 2, "search", "ink2") + worn.px(8)
        right = self.width() - cap_width(CAP) - worn.px(9)
        paint_cap(painter, right, self.height() / 2, CAP, worn.colour("ink2"), worn.colour("edge"))
        painter.setFont(worn.font(Role.SECOND))
        painter.setPen(worn.colour("ink2"))
        area = QRectF(left, 0, right - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, ASK)


class TopBar(QWidget):
    """`now()` is asked twice a minute. `palette_asked` when the box is pressed with the mouse."""

    palette_asked = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.title = Text("", Role.PAGE)
        self.fact = Elided("", Role.SECOND, "ink2")
        self.clock = Text("", Role.SECOND_MEDIUM, "ink2")
        box = PaletteBox()
        box.clicked.connect(self.palette_asked)
        row = Row(self, (Size.PAGE_LEFT + 4, 0, Size.PAGE_RIGHT + 5, 0), 12)
        row.add(self.title, self.fact, box, self.clock)
        row.setStretchFactor(self.fact, 1)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tell_time)
        self._timer.start(30_000)
        self.tell_time()
        self.rescale()

    def tell_time(self) -> None:
        words = now_words(self._now())
        if self.clock.text() != words:
            self.clock.setText(words)

    def rescale(self) -> None:
        self.setFixedHeight(look().px(Size.TOP_BAR))

"""The focus ring: one frame that follows the focus, on every kind of control, never animated."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.look import look
from ui.resources.tokens import Size

WIDE = 2
GAP = 2
FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class FocusRing(QWidget):
    """A ring over `window` around the control that has the focus. Controls that draw their own say so:
    property "own_ring" (a list rings its row), and `ring_area()` returns another rectangle to go around.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._followed: list[QWidget] = []
        self._control: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus_ring")
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.follow(app.focusWidget())

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self.follow(new)

    def follow(self, control: QWidget | None) -> None:
        """Go around `control` if it is in this window, else hide."""
        for left in self._followed:
            left.removeEventFilter(self)
        self._followed.clear()
        window = self._window
        inside = control is not None and window.isAncestorOf(control) and control.property("own_ring") is not True
        self._control = control if inside else None
        widget: QWidget | None = self._control
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = widget.parentWidget()
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in FOLLOWED:
            self.settle()
        return False

    def rescale(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Measure again where the ring belongs."""
        control = self._control
        if control is None or not control.isVisible():
            self.hide()
            return
        beyond = WIDE + GAP
        area = QRect(control.mapTo(self._window, QPoint(0, 0)), control.size())
        self.setGeometry(area.adjusted(-beyond, -beyond, beyond, beyond))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("focus"), WIDE))
        radius = look().px(Size.RADIUS_CONTROL) + GAP
        if isinstance(self._control, QAbstractScrollArea):
            radius = look().px(Size.RADIUS_SHEET) + GAP
        half = WIDE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

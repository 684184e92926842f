"""Fields that scroll where a small window has no room for them all; what has the focus is always in sight."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from ui.look import look
from ui.widgets.boxes import Column

LEAST_HIGH = 90


class _Inside(QWidget):
    """What scrolls. Where words wrap, its height follows from its width, not from how narrow they could be wrapped."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or layout.hasHeightForWidth():
            return QSize(0, 0)
        return QSize(0, layout.totalMinimumSize().height())


class Scrolled(QScrollArea):
    """As high as what is in `column`, if the window has room; no stop of Tab itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.inside = _Inside()
        self.inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.column = Column(self.inside, gap=12)
        self.setWidget(self.inside)
        self.inside.setAutoFillBackground(False)
        self.inside.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        column = self.column
        return column.totalHeightForWidth(wide) if column.hasHeightForWidth() else column.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(look().px(LEAST_HIGH), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        elif watched is self.inside and event.type() == QEvent.Type.Resize:
            self._show_focus()
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self._show_focus()

    def _show_focus(self) -> None:
        """Bring the whole question in sight that has the focus: its label, its box, and what hangs under it."""
        widget = QApplication.focusWidget()
        while widget is not None and widget.parentWidget() is not self.inside:
            widget = widget.parentWidget()
        if widget is not None:
            self.ensureWidgetVisible(widget, 0, 0)

"""Somebody at the keyboard, or nobody: after some minutes the desk locks itself."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_SIGNS_OF_LIFE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Idleness(QObject):
    """`stirred` at every key and click in a window, `idle` once there was none for the minutes given."""

    idle = Signal()
    stirred = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)

    def start(self, window: QWindow, minutes: int) -> None:
        """Watch from now on. At the window, not the application: that filter would hear every paint of every part."""
        self._timer.start(minutes * 60_000)
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
            self.stirred.emit()
        return False

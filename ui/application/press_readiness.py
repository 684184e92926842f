"""The press runs while dossiers are taken in, and for a few minutes after; on a quiet desk it is not there at all."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REST_AFTER_MS = 3 * 60_000

Beside = Callable[[Callable[[], object]], object]


class PressReadiness(QObject):
    """Call `wanted()` at each sign that a slip will come: a key at the intake, a print. Costs nothing when it is ready.

    `beside(work)` runs `ready` and `rests` off the window's thread.
    """

    def __init__(
        self, ready: Callable[[], object], rests: Callable[[], object], beside: Beside, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ready, self._rests, self._beside = ready, rests, beside
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_AFTER_MS)
        self._timer.timeout.connect(self.rest)

    def wanted(self) -> None:
        """Have the press ready, and put its rest off."""
        if not self._timer.isActive():
            self._beside(self._ready)
        self._timer.start()

    def rest(self) -> None:
        """Nobody wants a slip now."""
        self._timer.stop()
        self._beside(self._rests)

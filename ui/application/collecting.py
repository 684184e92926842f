"""The cyclic garbage collector, on the window's thread alone.

Python collects on whichever thread happens to allocate. A timer or widget caught in a cycle would then be destroyed on
the thread that prints or sends, and Qt allows that to its own thread only.
"""

import gc

from PySide6.QtCore import QObject, QTimerEvent

EVERY_MS = 1000


class Collecting(QObject):
    """Switches the automatic collector off and collects, at its own thresholds, between two events of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.startTimer(EVERY_MS)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Collect what is due."""
        collect_due()


def collect_due() -> None:
    """Collect the generation that the collector itself would collect now, if any."""
    due = [at for at, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(max(due))

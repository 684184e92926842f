"""The promise on the page, reckoned anew as the clock moves."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Promise
from desk_app.domain.procedure import Procedure
from desk_app.usecases.intake import promise_for
from ui.pages.intake.application import moment_of_reception
from ui.pages.intake.arrangement import Arrangement
from ui.pages.intake.desk import Desk
from ui.pages.intake.why_dialog import show_why
from ui.pages.intake.words import PAPERS

RECKON_EVERY_MS = 20_000


class Reckoner(QObject):
    """Shows the promise on card and strip. `time_passed` every 20 seconds: a late hour moves the day."""

    time_passed = Signal()

    def __init__(self, view: Arrangement, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._promise: Promise | None = None
        timer = QTimer(self, interval=RECKON_EVERY_MS)
        timer.timeout.connect(self.time_passed)
        timer.start()

    def reckon(self, desk: Desk | None, procedure: Procedure | None, complain: Callable[[DeskError], object]) -> None:
        """Reckon it: the clock moves, and a late entry counts from its own hour."""
        if desk is None or procedure is None:
            return
        try:
            promise = promise_for(procedure, desk.calendar, desk.settings, self._received_at(desk))
        except DeskError as error:
            complain(error)
            return
        self._promise = promise
        self._view.side.show_promise(promise)
        self._view.strip.show_promise(promise)
        self._view.side.slip.show_value(PAPERS.get(desk.settings["paper"], desk.settings["paper"]))

    def show_why(self, window: QWidget, desk: Desk | None, procedure: Procedure | None) -> None:
        """Explain the promise over `window`."""
        if desk is not None and procedure is not None and self._promise is not None:
            show_why(window, desk, procedure, self._promise, self._received_at(desk))

    def _received_at(self, desk: Desk) -> datetime:
        return moment_of_reception(self._view.person.claimed.text, desk.clock.now())

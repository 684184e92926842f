"""Saves once what was pressed once; the answer comes back as a signal."""

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Recorded
from desk_app.usecases.intake import Acknowledgement, Application, receive, refuse
from desk_app.usecases.office import Office
from desk_app.usecases.same_visit import receive_and_hand_over
from ui.counter import Counter
from ui.pages.intake.desk import keep_drafts
from ui.pages.intake.draft import Drafts


class Saver(QObject):
    """Signals after the commit: `received`, `handed_over` (Acknowledgement, Application), `refused` (Recorded,
    Application); `failed(DeskError)` when nothing was saved.
    """

    received = Signal(object, object)
    handed_over = Signal(object, object)
    refused = Signal(object, object)
    failed = Signal(object)

    def __init__(self, counter: Counter, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self.is_busy = False

    def receive(self, application: Application, left: Drafts) -> None:
        """Take the dossier in and let its slip be printed; `left` are the drafts that stay."""

        def save(office: Office) -> Acknowledgement:
            acknowledgement = receive(office, application, paper="")
            keep_drafts(office, left)
            return acknowledgement

        self.is_busy = True
        self._counter.ask(save, lambda got: self._told(self.received, got, application), self._failed)

    def receive_and_hand_over(self, application: Application, left: Drafts) -> None:
        """Take the dossier in and hand its result over in the same visit; `left` are the drafts that stay."""

        def save(office: Office) -> Acknowledgement:
            acknowledgement = receive_and_hand_over(office, application)
            keep_drafts(office, left)
            return acknowledgement

        self.is_busy = True
        self._counter.ask(save, lambda got: self._told(self.handed_over, got, application), self._failed)

    def refuse(self, application: Application, reason: str, left: Drafts) -> None:
        """Turn the dossier away with its reason."""

        def save(office: Office) -> Recorded:
            recorded = refuse(office, application, reason)
            keep_drafts(office, left)
            return recorded

        self.is_busy = True
        self._counter.ask(save, lambda got: self._told(self.refused, got, application), self._failed)

    def _told(self, signal: object, got: object, application: Application) -> None:
        self.is_busy = False
        signal.emit(got, application)  # type: ignore[attr-defined]

    def _failed(self, error: DeskError) -> None:
        self.is_busy = False
        self.failed.emit(error)

"""The spool while the window is open: sealed in quiet moments, answers of the courier taken in at once."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from ui.background import Background
from ui.composition.spooling import SpoolNews, has_answers, spool_renewed

_SEAL_AFTER_MS = 5 * 60_000
_SELDOM_MS = 60_000
_LOOK_EVERY_MS = 60_000


class Spooling(QObject):
    """`brought(events)` when receipts moved the position, `complained(DeskError)` when a person has to know.

    `forked(ForkError)`: the courier heard that another device goes on from this history.
    """

    brought = Signal(int)
    forked = Signal(object)
    complained = Signal(object)

    def __init__(self, lanes: Background, office: Callable[[], Office | None], parent: QObject) -> None:
        super().__init__(parent)
        self._lanes, self._office = lanes, office
        self._seal = QTimer(self)
        self._seal.setSingleShot(True)
        self._seal.setInterval(_SEAL_AFTER_MS)
        self._seal.timeout.connect(self.renew)
        self._since = QElapsedTimer()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._if_something_came)

    def begin(self) -> None:
        """Somebody signed in: take in what the night brought."""
        self._look.start()
        self.renew()

    def saved(self) -> None:
        """Something was saved: sealed within five minutes, however busy the counter is."""
        if not self._seal.isActive():
            self._seal.start()

    def quiet(self) -> None:
        """Nobody types just now: what was saved is sealed, once a minute at most."""
        if self._seal.isActive() and (not self._since.isValid() or self._since.hasExpired(_SELDOM_MS)):
            self.renew()

    @property
    def seals_in_ms(self) -> int:
        """How long until what was saved is sealed; negative when nothing waits."""
        return self._seal.remainingTime()

    def renew(self) -> None:
        """Take in and seal now, on the store lane, a little at a time."""
        office = self._office()
        if office is not None:
            self._seal.stop()
            self._since.start()
            self._lanes.store(lambda: spool_renewed(office), self._renewed, self._failed)

    def _if_something_came(self) -> None:
        office = self._office()
        if office is None:
            return
        self._lanes.store(lambda: has_answers(office), lambda came: self.renew() if came else None)

    def _renewed(self, news: SpoolNews) -> None:
        if news.taken.forked is not None:
            self.forked.emit(news.taken.forked)
        if news.taken.unbelieved is not None:
            self.complained.emit(news.taken.unbelieved)
        if news.taken.acknowledged:
            self.brought.emit(news.taken.acknowledged)
        if not news.is_complete:
            self.renew()  # what waits for the store lane meanwhile goes in between

    def _failed(self, error: Exception) -> None:
        self.saved()
        if isinstance(error, DeskError):
            self.complained.emit(error)

"""What the window says of the line: the status sentence, and the exchange page while a round runs."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desk_app.ports import DeskStatus
from desk_app.settings import Settings
from desk_app.usecases.office import Office
from desk_app.usecases.stick import stick_under_way
from ui.application.rounds import Rounds
from ui.composition.scheduling import night_clock
from ui.counter import Counter
from ui.main_window import MainWindow
from ui.messages import sentence_of
from ui.status_sentence import ExchangeFacts, status_sentence

EXCHANGE = "exchange"


class ExchangeWords(QObject):
    """Keeps the sentence true. `ended(went_well)` after each round."""

    ended = Signal(bool)

    def __init__(
        self, window: MainWindow, counter: Counter, rounds: Rounds, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._counter, self._rounds, self._now = window, counter, rounds, now
        self._label, self._hotline = "huyện", ""
        self._sending: tuple[int, int] | None = None
        self._before: int | None = None
        self._since: datetime | None = None
        self._failing_since: datetime | None = None
        rounds.progressed.connect(self._progressed)
        rounds.finished.connect(lambda _: self._ended(None))
        rounds.failed.connect(lambda error: self._ended(sentence_of(error)))
        rounds.planned.connect(lambda at: self._on_page("show_next", at))
        window.page_opened.connect(self._page_opened)

    @property
    def label(self) -> str:
        """What the upstream is called."""
        return self._label

    def settings_known(self, settings: Settings) -> None:
        """Use the upstream's label and the hotline of the desk."""
        self._label, self._hotline = settings["upstream_label"], settings["hotline"]

    def send_now(self) -> None:
        """Begin a round because the clerk said so."""
        self._rounds.send_now()
        self.tell()

    def tell(self) -> None:
        """Look at the desk and say what is true now."""
        self._counter.ask(_look, self._show)

    def _show(self, seen: tuple[DeskStatus, timedelta, datetime | None]) -> None:
        status, clock_off, stick_at = seen
        self._rounds.something_waits(status.only_here)
        facts = ExchangeFacts(
            status=status,
            now=self._now(),
            label=self._label,
            sending=self._sending,
            before=self._before,
            sending_since=self._since,
            failed=self._rounds.last_error,
            failing_since=self._failing_since,
            next_at=self._rounds.next_at,
            stick_at=stick_at,
            clock_off=clock_off or None,
            hotline=self._hotline,
        )
        self._window.status_bar.show_sentence(status_sentence(facts))
        if self._sending is not None and self._before is None:
            self._before = status.only_here
        elif self._sending is None:
            self._before = None

    def _progressed(self, done: int, left: int) -> None:
        self._sending = (done, left)
        self._since = self._since or self._now()
        self._on_page("show_progress", done, left)
        self.tell()

    def _ended(self, failure: str | None) -> None:
        self._sending = self._since = self._before = None
        if failure is None:
            self._failing_since = None
            self._on_page("show_result")
        else:
            self._failing_since = self._failing_since or self._now()
            self._on_page("show_failure", failure)
        self.ended.emit(failure is None)
        self.tell()

    def _page_opened(self, name: str) -> None:
        if name == EXCHANGE:
            self._on_page("show_next", self._rounds.next_at)
            self._counter.ask(night_clock, lambda clock: self._on_page("show_night", clock))

    def _on_page(self, method: str, *words: object) -> None:
        if self._window.here == EXCHANGE:
            getattr(self._window.page(EXCHANGE), method)(*words)


def _look(office: Office) -> tuple[DeskStatus, timedelta, datetime | None]:
    """Return the counts, how far the clock is off (a jump is logged on the way), since when a stick is under way."""
    clock_off = office.store.watch_clock(office.actor)
    return office.store.register.status(), clock_off, stick_under_way(office.store)

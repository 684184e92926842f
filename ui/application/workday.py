"""What goes on once somebody is at the desk: printing, rounds, scans, the sentence in the status bar.

Made after the first paint. It carries words from one part to another.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desk_app.domain.errors import DeskError
from desk_app.ports import DeskStatus
from desk_app.settings import Settings
from desk_app.usecases.office import Office
from ui.application.idleness import Idleness
from ui.application.palette import PaletteAnswers
from ui.application.papers import Papers
from ui.application.rounds import Rounds
from ui.application.scans import Scans
from ui.background import Background
from ui.composition.exchange import RoundPlan, plan_of
from ui.composition.machine import SystemClock
from ui.counter import Counter
from ui.main_window import MainWindow
from ui.messages import sentence_of
from ui.print_job import PrintRunner
from ui.status_sentence import ExchangeFacts, status_sentence
from ui.widgets.page import Page, Place
from ui.widgets.status_bar import Device

_CHECKPOINT_AFTER_MS = 8_000
_SENTENCE_EVERY_MS = 30_000
_PRINTER_EVERY_MS = 60_000
PRINTER_WORDS = {
    "ready": Device("printer", "Máy in sẵn sàng"),
    "printing": Device("printer", "Máy in đang in"),
    "stopped": Device("printer", "Máy in đang dừng", "soon"),
    "none": Device("printer", "Không có máy in", "soon"),
}
NO_PRINTER = "Không có máy in nào trả lời: giấy hẹn đã mở ra dạng PDF."


class Workday(QObject):
    """Begins with `entered(office)`; `lock_wanted()` is called when nobody pressed a key for long; `close` ends it."""

    def __init__(
        self,
        window: MainWindow,
        lanes: Background,
        counter: Counter,
        office: Callable[[], Office | None],
        places: list[Place],
        lock_wanted: Callable[[], object],
        papers: Papers,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lanes, self._window, self._counter = lanes, window, counter
        self._now = SystemClock().now
        self._papers = papers
        self.rounds = Rounds(lanes, office, self._now, self)
        self.runner = PrintRunner(counter, lanes, papers.press, papers.send, papers.open_pdf)
        self._idleness = Idleness(self)
        self._idleness.idle.connect(lock_wanted)
        self._scans = Scans(window, counter, self._complain)
        self._palette = PaletteAnswers(window, counter, places)
        self._label = "huyện"
        self._connect()

    def close(self) -> None:
        """Stop watching and printing."""
        self._idleness.stop()
        self.runner.close()

    def page_made(self, name: str, page: Page) -> None:
        """Hear what a new page says."""
        for signal, act in (
            ("recorded", lambda *_: self._changed()),
            ("print_wanted", lambda *_: self.runner.wake()),
            ("open_dossier", lambda number: self._window.open("dossiers").scanned(number)),
            ("hand_over_wanted", lambda number: self._window.open("hand_over").scanned(number)),
            ("send_now", lambda *_: self._send_now()),
        ):
            if hasattr(page, signal):
                getattr(page, signal).connect(act)

    # How things hang together

    def _connect(self) -> None:
        self._window.scan_unclaimed.connect(self._scans.take)
        self._window.palette_opened.connect(self._palette.serve)
        self._window.page_opened.connect(self._opened)
        self.rounds.progressed.connect(self._round_progressed)
        self.rounds.finished.connect(lambda result: self._round_ended())
        self.rounds.failed.connect(lambda error: self._round_ended())
        self.runner.printed.connect(lambda number: self._changed())
        self.runner.no_printer.connect(lambda number: self._changed(NO_PRINTER))
        self.runner.questions.connect(self._prints_asked)
        self.runner.failed.connect(lambda number, sentence: self._changed(sentence))
        self._checkpoint = self._timer(_CHECKPOINT_AFTER_MS, self._rest, once=True)
        self._clock = self._timer(_SENTENCE_EVERY_MS, self._tell_status)
        self._printer_look = self._timer(_PRINTER_EVERY_MS, self._look_at_printer)

    def _timer(self, milliseconds: int, act: Callable[[], object], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(once)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    # What happens

    def entered(self, office: Office) -> None:
        """Somebody is at the desk."""
        self._clock.start()
        self._printer_look.start()
        self._ask_settings()
        self.runner.wake()
        self._tell_status()

    def _ask_settings(self) -> None:
        self._counter.ask(lambda office: (office.store.settings(), plan_of(office)), self._settings_known)

    def _settings_known(self, known: tuple[Settings, RoundPlan | None]) -> None:
        settings, plan = known
        self._label = settings["upstream_label"]
        self._papers.printer_name = settings["printer"]
        self._idleness.start(self._window.windowHandle(), int(settings["lock_minutes"]))
        agency = settings["agency_name"]
        self._window.name_desk(f"{agency[:1].upper()}{agency[1:]} · Quầy {settings['desk']}")
        self.rounds.start(plan)
        self._look_at_printer()

    def _look_at_printer(self) -> None:
        def known(state: str) -> None:
            self._window.status_bar.show_devices(PRINTER_WORDS.get(state), None)

        self._lanes.wire(self._papers.printer_state, known)

    def _opened(self, name: str) -> None:
        if name == "exchange":
            self._on_exchange_page("show_next", self.rounds.next_at)

    def _changed(self, sentence: str = "") -> None:
        if sentence:
            self._window.status_bar.tell(sentence)
        self._checkpoint.start()
        self._tell_status()
        self._window.refresh()

    def _prints_asked(self, count: int) -> None:
        self._window.show_badge("prints", str(count) if count else "", "soon")
        if count:
            self._window.open("prints")

    def _rest(self) -> None:
        self._counter.ask(lambda office: office.store.idle(), lambda _: None)

    def _send_now(self) -> None:
        self.rounds.send_now()
        self._tell_status()

    def _round_progressed(self, done: int, left: int) -> None:
        self._on_exchange_page("show_progress", done, left)
        self._tell_status(sending=(done, left))

    def _round_ended(self) -> None:
        error = self.rounds.last_error
        if error is not None:
            self._on_exchange_page("show_failure", sentence_of(error))
        else:
            self._on_exchange_page("show_result")
            self._ask_settings()  # a catalogue, a calendar or an enrolment may have come down
        self._tell_status()
        self._window.refresh()

    def _on_exchange_page(self, method: str, *words: object) -> None:
        if self._window.here == "exchange":
            getattr(self._window.page("exchange"), method)(*words)

    def _tell_status(self, sending: tuple[int, int] | None = None) -> None:
        def known(status: DeskStatus) -> None:
            self.rounds.something_waits(status.only_here)
            facts = ExchangeFacts(
                status=status,
                now=self._now(),
                label=self._label,
                sending=sending,
                failed=self.rounds.last_error,
                next_at=self.rounds.next_at,
            )
            self._window.status_bar.show_sentence(status_sentence(facts))

        self._counter.ask(lambda office: office.store.register.status(), known)

    def _complain(self, error: DeskError) -> None:
        self._window.status_bar.tell(sentence_of(error))

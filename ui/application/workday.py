"""What goes on once somebody is at the desk: printing, rounds, scans, the sentence in the status bar.

Made after the first paint. It carries words from one part to another.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desk_app.domain.errors import DeskError
from desk_app.settings import Settings
from desk_app.usecases.list_papers import ListPaper
from desk_app.usecases.office import Office
from desk_app.usecases.specimen import specimen
from ui.application.exchange_words import ExchangeWords
from ui.application.idleness import Idleness
from ui.application.neighbours import Neighbours
from ui.application.palette import PaletteAnswers
from ui.application.papers import Papers
from ui.application.pdf_picture import first_page
from ui.application.press_readiness import PressReadiness
from ui.application.rounds import Rounds
from ui.application.scan_hands import LaneScanHands
from ui.application.scans import Scans
from ui.application.spooling import Spooling
from ui.application.sticks import stick_service
from ui.background import Background
from ui.composition import keeping
from ui.composition.exchange import RoundPlan, plan_of
from ui.composition.machine import SystemClock
from ui.counter import Counter
from ui.main_window import MainWindow
from ui.messages import sentence_of
from ui.opened_pdf import OpenedPdf
from ui.print_job import PrintRunner
from ui.widgets.page import Page, Place
from ui.widgets.status_bar import Device

_CHECKPOINT_AFTER_MS = 8_000
_SENTENCE_EVERY_MS = 30_000
_PRINTER_EVERY_MS = 60_000
_PAGES_OF_SLIPS = ("intake", "prints")
PRINTER_WORDS = {
    "ready": Device("printer", "Máy in sẵn sàng"),
    "printing": Device("printer", "Máy in đang in"),
    "stopped": Device("printer", "Máy in đang dừng", "soon"),
    "none": Device("printer", "Không có máy in", "soon"),
}


class Workday(QObject):
    """Begins with `entered(office)`; `lock_wanted()` is called when nobody pressed a key for long; `close` ends it."""

    def __init__(
        self,
        home: Path,
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
        self._home, self._lanes, self._window, self._counter = home, lanes, window, counter
        self._office = office
        self._now = SystemClock().now
        self._papers = papers
        self.rounds = Rounds(lanes, office, self._now, self)
        self.neighbours = Neighbours(lanes, office, self)
        self.spooling = Spooling(lanes, office, self)
        self.runner = PrintRunner(counter, lanes, papers.press, papers.send, papers.open_pdf, look=papers.job_news)
        self.press = PressReadiness(papers.press_ready, papers.press_rests, self.runner.between_prints, self)
        self._idleness = Idleness(self)
        self._idleness.idle.connect(lock_wanted)
        self._idleness.stirred.connect(self._stirred)
        self._scans = Scans(window, counter, self._complain)
        self._palette = PaletteAnswers(window, counter, places)
        self._line = ExchangeWords(window, counter, self.rounds, self._now, self)
        self._just_entered = False
        self._connect()

    def close(self) -> None:
        """Stop watching, printing and answering other desks."""
        self.neighbours.stop()
        self._idleness.stop()
        self.runner.close()

    def page_made(self, name: str, page: Page) -> None:
        """Hear what a new page says."""
        for signal, act in (
            ("recorded", lambda *_: self._changed()),
            ("print_wanted", lambda *_: self.runner.wake()),
            ("go_on_wanted", lambda *_: self.runner.go_on()),
            ("stop_waiting_wanted", self.runner.stop_waiting),
            ("open_dossier", lambda number: self._window.open("dossiers").scanned(number)),
            ("hand_over_wanted", lambda number: self._window.open("hand_over").scanned(number)),
            ("setting_changed", lambda *_: self._ask_settings()),
            ("papers_wanted", self._print_lists),
            ("send_now", lambda *_: self._line.send_now()),
            ("carried", lambda *_: self._line.tell()),
        ):
            if hasattr(page, signal):
                getattr(page, signal).connect(act)
        if name == "officers":
            page.serve(keeping.officer_added, self._change_password)  # type: ignore[attr-defined]
        elif name == "settings":
            page.specimen.serve(self._press_specimen, first_page)  # type: ignore[attr-defined]
        elif name == "exchange":
            page.stick.serve(stick_service(self._lanes, self._office, lambda: self._line.label))  # type: ignore[attr-defined]
        elif name == "dossiers":
            page.scans.serve(LaneScanHands(self._lanes, self._window))  # type: ignore[attr-defined]
        elif name == "prints":
            page.serve(self.runner.pdf_of, self._show_pdf, first_page)  # type: ignore[attr-defined]

    def _change_password(self, office: Office, old: str, new: str) -> None:
        keeping.officer_proved(self._home, office.actor, old)
        keeping.password_changed(office, new)

    def _press_specimen(self, settings: Settings, done: Callable[[bytes], None], failed: Callable[[str], None]) -> None:
        def press() -> bytes:
            at = self._now()
            return self._papers.press(specimen(settings, at), settings["paper"], 1, at).pdf

        def refused(error: Exception) -> None:
            assert isinstance(error, DeskError)  # the lane hands over no other
            failed(sentence_of(error))

        self._lanes.wire(press, done, refused)

    def _show_pdf(self, pdf: bytes, title: str) -> None:
        def told(opened: OpenedPdf) -> None:
            self._window.status_bar.tell(f"{opened.words[0].upper()}{opened.words[1:]}.")

        self._lanes.wire(lambda: self._papers.open_pdf(pdf, title), told)

    # How things hang together

    def _connect(self) -> None:
        self.neighbours.heard.connect(lambda _: self._window.refresh())
        self._window.scan_unclaimed.connect(self._scans.take)
        self._window.palette_opened.connect(self._palette.serve)
        self._line.ended.connect(self._round_ended)
        self.spooling.brought.connect(lambda _: self._receipts_came())
        self.spooling.forked.connect(self.rounds.told)
        self.spooling.complained.connect(self._complain)
        self.runner.printed.connect(lambda number: self._changed())
        self.runner.no_printer.connect(lambda number, sentence: self._changed(sentence))
        self.runner.larger_sheet.connect(lambda number, sentence: self._changed(sentence))
        self.runner.held.connect(lambda number, sentence: self._changed(sentence))
        self.runner.questions.connect(self._prints_asked)
        self.runner.moved.connect(self._prints_moved)
        self.runner.moved.connect(self.press.wanted)
        self.runner.failed.connect(lambda number, sentence: self._changed(sentence))
        self._checkpoint = self._timer(_CHECKPOINT_AFTER_MS, self._rest, once=True)
        self._clock = self._timer(_SENTENCE_EVERY_MS, self._line.tell)
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
        self._just_entered = True
        self._clock.start()
        self._printer_look.start()
        self._ask_settings()
        self.runner.wake()
        self.spooling.begin()
        self._line.tell()

    def _ask_settings(self) -> None:
        self._counter.ask(lambda office: (office.store.settings(), plan_of(office)), self._settings_known)

    def _settings_known(self, known: tuple[Settings, RoundPlan | None]) -> None:
        settings, plan = known
        self._line.settings_known(settings)
        self._papers.settings_known(settings)
        self._idleness.start(self._window.windowHandle(), int(settings["lock_minutes"]))
        agency = settings["agency_name"]
        self._window.name_desk(f"{agency[:1].upper()}{agency[1:]} · Quầy {settings['desk']}")
        self.rounds.start(plan)
        self.neighbours.start()
        self._look_at_printer()

    def _print_lists(self, lists: tuple[ListPaper, ...]) -> None:
        self._lanes.wire(lambda: self._papers.print_now(lists), self._window.status_bar.tell, self._complain_of)

    def _complain_of(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._complain(error)

    def _look_at_printer(self) -> None:
        def known(state: str) -> None:
            self._window.status_bar.show_devices(PRINTER_WORDS.get(state), None)

        self._lanes.wire(self._papers.printer_state, known)

    def _changed(self, sentence: str = "") -> None:
        if sentence:
            self._window.status_bar.tell(sentence)
        self._checkpoint.start()
        self.spooling.saved()
        self._line.tell()
        self._window.refresh()

    def _prints_asked(self, count: int) -> None:
        self._window.show_badge("prints", str(count) if count else "", "soon")
        # At the start of the day the question comes first; later it must not pull the clerk out of an intake.
        if count and self._just_entered:
            self._window.open("prints")
        self._just_entered = False

    def _stirred(self) -> None:
        if self._window.here in _PAGES_OF_SLIPS:
            self.press.wanted()  # the press is there before the slip is

    def _prints_moved(self) -> None:
        if self._window.here == "prints":
            self._window.refresh()

    def _round_ended(self, went_well: bool) -> None:
        if went_well:
            self._ask_settings()  # a catalogue, a calendar or an enrolment may have come down
        self.spooling.renew()
        self._window.refresh()

    def _receipts_came(self) -> None:
        self._line.tell()
        self._window.refresh()

    def _rest(self) -> None:
        self._counter.ask(lambda office: office.store.idle(), lambda _: self.spooling.quiet())

    def _complain(self, error: DeskError) -> None:
        self._window.status_bar.tell(sentence_of(error))

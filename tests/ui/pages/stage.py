"""A window for one page: the real frame, the real key router and scanner, a desk in memory."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from tests.ui.pages.memory import Memory, office_in_memory
from ui.counter import Counter
from ui.keys import Chord
from ui.main_window import MainWindow
from ui.scanner import Pace, Scanner
from ui.widgets.page import Page, Place

WIDE, HIGH = 1366, 690
PLACE = Place("page", "Trang", "file-plus", "F2", "Tại quầy")
SOON_MS, LATER_MS = 100, 500
PATIENCE_SECONDS = 10.0
ROUNDS = 8
PLUS = Chord(Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, "+")


class LaterLanes:
    """A store lane that works at once and answers a moment later, as the real one does."""

    def __init__(self) -> None:
        self.asked = 0

    def store(
        self,
        work: Callable[[], object],
        done: Callable[[object], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> object:
        self.asked += 1
        try:
            outcome = work()
        except DeskError as error:
            wrong = error
            QTimer.singleShot(0, lambda: failed(wrong) if failed else None)
        else:
            QTimer.singleShot(0, lambda: done(outcome) if done else None)
        return None


class Stage:
    """A page on a window, an office behind it, and hands that type."""

    def __init__(
        self, make: Callable[[Counter], Page], office: tuple[Office, Memory] | None = None, place: Place = PLACE
    ) -> None:
        self.office, self.memory = office or office_in_memory()
        self.complaints: list[DeskError] = []
        self.counter = Counter(LaterLanes(), self.complaints.append)  # type: ignore[arg-type]
        self.counter.open(self.office)
        self.window = MainWindow(
            "Quầy Một Cửa",
            "Xã Suối Hương · Quầy 1",
            ((place, lambda: make(self.counter)),),
            self.memory.clock.now,
            Scanner(pace=Pace(gap_ms=3)),
        )
        self.window.resize(WIDE, HIGH)
        self.window.enter("Trần Thị Mỹ Hạnh", "Công chức Một cửa", place.name)
        self.window.show()
        self.window.activateWindow()
        self.page = self.window.page(place.name)
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked be answered, and look-ups that wait for a pause in typing be made."""
        self._live_until(lambda: not self._short_timers(SOON_MS), "the page did not come to rest")
        strays = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget.parent() is None]
        assert all(isinstance(widget, MainWindow) for widget in strays), f"a window of its own: {strays}"

    def settle_drafts(self) -> None:
        """Let also what is half typed be kept."""
        self._live_until(lambda: not self._short_timers(LATER_MS), "the draft was not kept")

    def _short_timers(self, most: int) -> list[QTimer]:
        owners = (self.page, self.window.scanner)
        timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
        return [timer for timer in timers if timer.isActive() and timer.isSingleShot() and timer.interval() <= most]

    def _live_until(self, is_so: Callable[[], bool], what: str) -> None:
        deadline = monotonic() + PATIENCE_SECONDS
        for _ in range(ROUNDS):
            QApplication.processEvents()
        quiet = 0
        while quiet < ROUNDS:  # an answer that just came may have started the next timer
            assert monotonic() < deadline, what
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            quiet = quiet + 1 if is_so() else 0

    def press(self, *chords: str) -> None:
        """Press keys at the window, as a keyboard does: "Alt+1", "Enter", "Tab"."""
        for text in chords:
            chord = PLUS if text == "+" else Chord.read(text)
            handle = self.window.windowHandle()
            assert handle is not None
            QTest.keyClick(handle, chord.key, chord.modifiers)
            self.settle()

    def write(self, text: str) -> None:
        """Type text as an input method does: letter by letter into what has the focus."""
        for letter in text:
            target = QApplication.focusWidget()
            assert target is not None
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)
        self.settle()

    def scan(self, text: str) -> None:
        """A scanner's burst is over: the text reaches the window."""
        self.window.take_scan(text)
        self.settle()

    def focus_name(self) -> str:
        """The object name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def close(self) -> None:
        self.window.close()
        self.counter.close()
        self.window.deleteLater()
        self.settle()

"""The clerk's hands: keys at the window, letters through the input method, bursts of a scanner. No mouse."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.keys import Chord
from ui.main_window import MainWindow

_PATIENCE_SECONDS = 30.0


class HandsTiredError(RuntimeError):
    """What was waited for did not happen."""


class Hands:
    """Types and scans at one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._pulse = QTimer(window)  # wakes the loop while something is waited for
        self._pulse.start(5)

    def press(self, *chords: str) -> None:
        """Press keys at the window, as a keyboard does."""
        for text in chords:
            chord = Chord.read(text)
            is_letter = not chord.modifiers and chord.key < Qt.Key.Key_Escape
            self._strike(chord.key, chr(chord.key).lower() if is_letter else "", chord.modifiers)
            self._rest()

    def write(self, text: str) -> None:
        """Type text as an input method commits it: syllable by syllable, into what has the focus."""
        for letter in text:
            target = QApplication.focusWidget()
            if target is None:
                raise HandsTiredError(f"nothing has the focus while typing {text!r}")
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QCoreApplication.sendEvent(target, event)
        QCoreApplication.processEvents()

    def scan(self, text: str) -> None:
        """Send the burst of a wedge scanner with Enter at its end."""
        began = int(time.monotonic() * 1000)
        # Stamped a millisecond apart, as a keyboard's keys are: a busy machine must not make a person of a scanner.
        for at, letter in enumerate(text + "\r"):
            key = Qt.Key.Key_Return if letter == "\r" else ord(letter.upper()) if letter.isascii() else 0
            self._strike(key, letter, stamp=began + at)
        self._rest()

    def _rest(self) -> None:
        """A single letter or digit is held until it is certain that no scan follows; the next key comes after that."""
        QCoreApplication.processEvents()
        self.wait_until(lambda: not self._window.scanner.is_listening, "the key")

    def _strike(
        self, key: int, letter: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, stamp: int = 0
    ) -> None:
        # Not QTest's own keys: their time stamps come from another clock than a scanner's, and bursts are told by time.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, letter)
            event.setTimestamp(stamp)
            QCoreApplication.sendEvent(self._window.windowHandle(), event)

    def wait_until(self, is_so: Callable[[], bool], what: str, seconds: float = _PATIENCE_SECONDS) -> None:
        """Let the window live until something is so; HandsTiredError names what did not happen."""
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                raise HandsTiredError(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

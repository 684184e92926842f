"""A window that is really active, and keys that really go through it."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.keys import Chord
from ui.main_window import MainWindow


class Hands:
    """Types and presses at `window`."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._window = window
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def press(self, *texts: str) -> None:
        """Press chords: "Alt+1", "Enter"."""
        for text in texts:
            chord = Chord.read(text)
            QTest.keyClick(self._window.windowHandle(), chord.key, chord.modifiers)

    def write(self, text: str) -> None:
        """Type into what has the focus, as an input method does."""
        target = QApplication.focusWidget()
        assert target is not None
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)

    def write_anew(self, text: str) -> None:
        """Type over what stands in the focused field."""
        self.press("Ctrl+A")
        self.write(text)

    @property
    def focus(self) -> str:
        """The object name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

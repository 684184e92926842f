"""A window with a gate for tests, and hands that know its keys."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from ui.keys import Chord
from ui.main_window import MainWindow
from ui.widgets.text import Text

SECRET = "trâu vàng uống nước ao"


class Gate:
    """A window with a gate, and keys that go through the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def press(self, *chords: str) -> None:
        for text in chords:
            chord = Chord.read(text)
            QTest.keyClick(self.window.windowHandle(), chord.key, chord.modifiers)

    def type(self, text: str) -> None:
        """Type as an input method does (QTest.keyClicks aborts the process on Vietnamese letters)."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)


def gate_before(page: QWidget, qtbot: QtBot) -> Gate:
    """Show a gate in an active window, its first field in focus."""
    window = scenes.at_the_gate(page)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.focus_first()  # type: ignore[attr-defined]
    return Gate(window)


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(Text))

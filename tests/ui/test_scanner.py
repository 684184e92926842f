"""A scanner is recognised by its speed, wherever the focus is, and a person never is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.scanner import Scanner
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.field import LineInput
from ui.widgets.focus_ring import FocusRing

CODE = "H34.55.09-261121-0042"
SCANNER_MS, HUMAN_MS = 3, 90


@dataclass
class Counter:
    """A window with a button, a line and a note; what was scanned and how often the button was pressed."""

    window: QWidget
    button: Button
    line: LineInput
    note: QPlainTextEdit
    scanner: Scanner
    scans: list[str] = field(default_factory=list)
    presses: list[bool] = field(default_factory=list)
    moment: int = 10_000

    def key(self, key: Qt.Key, text: str, gap: int) -> None:
        """Press and release one key through the window, `gap` ms after the one before."""
        self.moment += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.moment)
            handle = self.window.windowHandle()
            assert handle is not None
            QCoreApplication.sendEvent(handle, event)

    def type(self, text: str, gap: int, enter: bool = True) -> None:
        for letter in text:
            self.key(Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown, letter, gap)
        if enter:
            self.key(Qt.Key.Key_Return, "\r", gap)


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication) -> Iterator[Counter]:
    window = QWidget()
    button, line, note = Button("In giấy hẹn", "Enter"), LineInput(), QPlainTextEdit()
    Column(window).add(button, line, note)
    scanner = Scanner(window)
    found = Counter(window, button, line, note, scanner)
    scanner.scanned.connect(found.scans.append)
    button.clicked.connect(lambda: found.presses.append(True))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.windowHandle() is not None)
    handle = window.windowHandle()
    assert handle is not None
    scanner.watch(handle)
    FocusRing(window)
    yield found


def focus(widget: QWidget, qtbot: QtBot) -> None:
    widget.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def test_a_scan_into_a_button_is_heard_and_presses_nothing(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    counter.type(CODE, SCANNER_MS)
    assert (counter.scans, counter.presses) == ([CODE], [])


def test_without_the_filter_the_same_burst_presses_the_button(counter: Counter, qtbot: QtBot) -> None:
    handle = counter.window.windowHandle()
    assert handle is not None
    handle.removeEventFilter(counter.scanner)
    focus(counter.button, qtbot)
    counter.type(CODE, SCANNER_MS)
    assert (counter.scans, counter.presses) == ([], [True])


def test_real_keys_through_the_window_system_are_heard_too(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    handle = counter.window.windowHandle()
    for letter in CODE:
        QTest.keyClick(handle, letter)  # type: ignore[call-overload]  # it takes a letter too
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert (counter.scans, counter.presses) == ([CODE], [])


@pytest.mark.parametrize("kept", ["", "Nguyễn Thị Thuỷ Tiên"])
def test_a_field_holds_after_a_scan_what_it_held_before(counter: Counter, qtbot: QtBot, kept: str) -> None:
    counter.line.setText(kept)
    counter.line.setCursorPosition(3)
    focus(counter.line, qtbot)
    counter.type(CODE, SCANNER_MS)
    assert (counter.scans, counter.line.text()) == ([CODE], kept)
    assert counter.line.cursorPosition() == min(3, len(kept))
    assert QApplication.focusWidget() is counter.line


def test_a_selected_text_survives_a_scan(counter: Counter, qtbot: QtBot) -> None:
    counter.line.setText("Thôn 4")
    focus(counter.line, qtbot)
    counter.line.selectAll()
    counter.type(CODE, SCANNER_MS)
    assert (counter.line.text(), counter.line.selectedText()) == ("Thôn 4", "Thôn 4")


def test_a_note_of_many_lines_survives_a_scan(counter: Counter, qtbot: QtBot) -> None:
    counter.note.setPlainText("một\nhai")
    focus(counter.note, qtbot)
    counter.type(CODE, SCANNER_MS)
    assert (counter.scans, counter.note.toPlainText()) == ([CODE], "một\nhai")


@pytest.mark.parametrize("place", ["button", "line"])
def test_a_scan_without_enter_is_heard(counter: Counter, qtbot: QtBot, place: str) -> None:
    focus(getattr(counter, place), qtbot)
    counter.type(CODE, SCANNER_MS, enter=False)
    qtbot.waitUntil(lambda: counter.scans == [CODE], timeout=1000)
    assert counter.line.text() == ""


def test_an_enter_that_comes_late_presses_nothing(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    counter.type(CODE, SCANNER_MS, enter=False)
    qtbot.waitUntil(lambda: counter.scans == [CODE], timeout=1000)
    counter.key(Qt.Key.Key_Return, "\r", 60)
    assert counter.presses == []


def test_typing_is_never_a_scan(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.line, qtbot)
    counter.type(CODE, HUMAN_MS, enter=False)
    assert (counter.scans, counter.line.text()) == ([], CODE)


def test_enter_pressed_by_a_person_presses_the_button(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    counter.key(Qt.Key.Key_Return, "\r", HUMAN_MS)
    assert counter.presses == [True]


def test_a_short_fast_run_of_keys_is_a_person(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.line, qtbot)
    counter.type("12345", SCANNER_MS, enter=False)
    qtbot.waitUntil(lambda: not counter.scanner._flush.isActive(), timeout=1000)
    assert (counter.scans, counter.line.text()) == ([], "12345")


def test_a_key_held_for_a_moment_still_acts(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    counter.key(Qt.Key.Key_Space, " ", HUMAN_MS)
    qtbot.waitUntil(lambda: len(counter.presses) == 1, timeout=1000)


def test_a_space_inside_a_barcode_presses_nothing(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    counter.type("H34 55 09 0042", SCANNER_MS)
    assert (counter.scans, counter.presses) == (["H34 55 09 0042"], [])


def test_a_key_that_repeats_is_no_scan(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.line, qtbot)
    handle = counter.window.windowHandle()
    assert handle is not None
    for number in range(12):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0", number > 0)
        event.setTimestamp(20_000 + 30 * number)
        QCoreApplication.sendEvent(handle, event)
    assert (counter.scans, counter.line.text()) == ([], "0" * 12)


def test_corrections_of_an_input_method_inside_a_burst_are_followed(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.line, qtbot)
    counter.type("06619800a", SCANNER_MS, enter=False)
    counter.key(Qt.Key.Key_Backspace, "\b", SCANNER_MS)
    counter.type("â|Nguyễn", SCANNER_MS)
    assert (counter.scans, counter.line.text()) == (["06619800â|Nguyễn"], "")


def test_two_scans_in_a_row_are_two(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.line, qtbot)
    counter.type(CODE, SCANNER_MS)
    counter.type("A" + CODE, SCANNER_MS)
    assert (counter.scans, counter.line.text()) == ([CODE, "A" + CODE], "")


def test_keys_heard_in_a_heap_after_a_stall_are_still_a_person(counter: Counter, qtbot: QtBot) -> None:
    """The time of the key counts, not when we hear it: here all come at once, pressed 90 ms apart."""
    focus(counter.line, qtbot)
    counter.type("0905318246", HUMAN_MS)
    assert counter.scans == []
    assert counter.line.text() == "0905318246"


def test_an_arrow_does_not_overtake_a_letter_that_is_still_held(counter: Counter, qtbot: QtBot) -> None:
    heard: list[int] = []

    class Ear(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.key())

    ear = Ear(counter.window)
    ear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    ear.show()
    focus(ear, qtbot)
    counter.key(Qt.Key.Key_Space, " ", HUMAN_MS)
    counter.key(Qt.Key.Key_Down, "", SCANNER_MS)
    assert heard == [Qt.Key.Key_Space, Qt.Key.Key_Down]


def test_ctrl_enter_right_after_a_scan_is_the_clerks(counter: Counter, qtbot: QtBot) -> None:
    focus(counter.button, qtbot)
    counter.type(CODE, SCANNER_MS)
    handle = counter.window.windowHandle()
    assert handle is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "\r")
    event.setTimestamp(counter.moment + SCANNER_MS)
    assert not counter.scanner.eventFilter(handle, event)

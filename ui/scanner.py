"""A barcode scanner that types: recognised by its speed, in any focus, and never taken for the clerk.

Heard at the window (an application-wide filter would hear ignored keys again at each parent). In a text box the first
characters get through, because nobody knows yet who types; they are taken back once it is a scan. Elsewhere (a list, a
button) the first characters are held for a moment, so that none of them acts: a K in a barcode marks no paper.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

# By name: the classes themselves are loaded only by the page that uses one.
TEXT_BOXES = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox")
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
HELD_BACK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

MODIFIER_KEYS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)


class Pace(NamedTuple):
    """How a scanner types: `least` characters, never more than `gap_ms` apart. People: 100 ms and more."""

    least: int = 6
    gap_ms: int = 50


class Scanner(QObject):
    """`scanned(text)`: what was scanned, without its Enter. The Enter is swallowed; it presses no button.

    `clock` returns milliseconds; it is asked only where an event has no time of its own.
    """

    scanned = Signal(str)

    def __init__(
        self, parent: QObject | None = None, pace: Pace | None = None, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__(parent)
        self.pace = pace or Pace()
        self._clock = clock or (lambda: monotonic() * 1000)
        self._text = ""
        self._last = -1.0
        self._recognised_until = -1.0
        self._swallowed: set[int] = set()
        self._before: list[_Before] = []
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._replaying = False
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setTimerType(Qt.TimerType.PreciseTimer)
        self._flush.timeout.connect(self._pause)

    @property
    def is_listening(self) -> bool:
        """Whether a burst is under way or its late Enter may still come. For whoever sends keys without time stamps."""
        return self._flush.isActive() or self._clock() <= self._recognised_until

    def watch(self, window: QWindow) -> None:
        """Hear the keys of `window`, before any filter installed earlier."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        return event.type() == QEvent.Type.KeyPress and self._pressed(watched, event)

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        if any(held.key() == event.key() for _, held in self._held):
            # Its press waits; a button acts on the release.
            self._held.append((window, QKeyEvent(event)))
            return True
        if event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        self._swallowed.discard(event.key())
        # The time the key was pressed, not the time we hear of it: after a stall, keys a person typed arrive in a heap.
        moment = float(event.timestamp()) or self._clock()
        quick = bool(self._text) and 0 <= moment - self._last < self.pace.gap_ms
        if event.key() in RETURNS and not event.modifiers() & HELD_BACK:
            return self._ended(event, moment, quick)
        if event.isAutoRepeat() or event.modifiers() & HELD_BACK:
            self._start_anew()
            return False
        if event.key() == Qt.Key.Key_Backspace and quick:
            # An input method (Unikey) corrects what was typed: the burst goes on.
            self._text, self._last = self._text[:-1], moment
            return self._keep(window, event)
        if not event.text() or not event.text().isprintable():
            if event.key() not in MODIFIER_KEYS:
                self._start_anew()  # an arrow must not overtake a letter that is still held
            return False
        if not quick:
            self._start_anew()
        self._text += event.text()
        self._last = moment
        self._flush.start(self.pace.gap_ms + 10)
        return self._keep(window, event)

    def _keep(self, window: QWindow, event: QKeyEvent) -> bool:
        """Decide about one key of the burst: let it through, hold it, or swallow it as part of a scan."""
        if self._is_scan:
            self._take_back()
            self._swallowed.add(event.key())
            return True
        box = _text_box()
        if box is not None:
            if all(before.box is not box for before in self._before):
                self._before.append(_Before(box))
            return False
        self._held.append((window, QKeyEvent(event)))
        return True

    def _ended(self, event: QKeyEvent, moment: float, quick: bool) -> bool:
        if quick and self._is_scan:
            self._swallowed.add(event.key())
            self._recognised_until = moment + self.pace.gap_ms
            self._finish()
            return True
        late_suffix = self._recognised_until - moment >= 0
        self._start_anew()
        if late_suffix:
            self._swallowed.add(event.key())
        return late_suffix

    @property
    def _is_scan(self) -> bool:
        return len(self._text) >= self.pace.least

    def _pause(self) -> None:
        """Nothing came for a while: a scan without Enter is complete, anything else was a person."""
        if self._is_scan:
            self._recognised_until = self._last + 2 * self.pace.gap_ms
            self._finish()
        else:
            self._start_anew()

    def _finish(self) -> None:
        text = self._text
        self._take_back()
        self._forget()
        self.scanned.emit(text)

    def _take_back(self) -> None:
        self._swallowed.update(event.key() for _, event in self._held)  # those still down
        self._held.clear()
        for before in self._before:
            before.restore()
        self._before.clear()

    def _start_anew(self) -> None:
        """What was held was typed by a person: let it through now, in order."""
        held, self._held = self._held, []
        self._forget()
        self._replaying = True
        try:
            for window, event in held:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False

    def _forget(self) -> None:
        self._flush.stop()
        self._text = ""
        self._before.clear()


class _Before:
    """What a text box held before the burst, to put it back."""

    def __init__(self, box: QWidget) -> None:
        self.box = box
        self._line = _line_of(box)
        if self._line is not None:
            self._text, self._cursor = self._line.text(), self._line.cursorPosition()
            self._selection = (self._line.selectionStart(), len(self._line.selectedText()))
        else:
            note: Any = box
            self._text, self._cursor = note.toPlainText(), note.textCursor().position()

    def restore(self) -> None:
        if self._line is not None:
            self._line.setText(self._text)
            self._line.setCursorPosition(self._cursor)
            if self._selection[0] >= 0:
                self._line.setSelection(*self._selection)
        else:
            note: Any = self.box
            note.setPlainText(self._text)
            cursor = note.textCursor()
            cursor.setPosition(self._cursor)
            note.setTextCursor(cursor)


def _line_of(box: QWidget) -> QLineEdit | None:
    if isinstance(box, QLineEdit):
        return box
    return box.findChild(QLineEdit) if box.inherits("QAbstractSpinBox") else None


def _text_box() -> QWidget | None:
    """Return the control that would take typed text now, or None."""
    focus = QApplication.focusWidget()
    if focus is not None and any(focus.inherits(name) for name in TEXT_BOXES):
        return focus
    return None

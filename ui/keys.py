"""Keys: a chord as the clerk reads it, what it does, and the router that hears it before any widget."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QMetaMethod, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

Modifier = Qt.KeyboardModifier
MODIFIERS = {"Ctrl": Modifier.ControlModifier, "Alt": Modifier.AltModifier, "Shift": Modifier.ShiftModifier}
NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Space": Qt.Key.Key_Space,
    "Del": Qt.Key.Key_Delete,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PgUp": Qt.Key.Key_PageUp,
    "PgDn": Qt.Key.Key_PageDown,
    "Tab": Qt.Key.Key_Tab,
    "↑": Qt.Key.Key_Up,
    "↓": Qt.Key.Key_Down,
    "←": Qt.Key.Key_Left,
    "→": Qt.Key.Key_Right,
    "+": Qt.Key.Key_Plus,
    "−": Qt.Key.Key_Minus,
}
SAME_KEY = {Qt.Key.Key_Enter: Qt.Key.Key_Return, Qt.Key.Key_Equal: Qt.Key.Key_Plus}
# The main row by physical place: on a Vietnamese layout these keys type ă â ê ô and tones.
DIGIT_ROW = {"xcb": 10, "wayland": 10, "windows": 2}


class Chord(NamedTuple):
    """A key with its modifiers; `text` is how the cap shows it: "Alt 1", "Ctrl Enter", "F2"."""

    key: Qt.Key
    modifiers: Modifier
    text: str

    @classmethod
    def read(cls, text: str) -> "Chord":
        """Return the chord written as "Alt+1", "Ctrl+Enter", "F2" or "Ctrl++". Raises ValueError."""
        *held, name = text.replace("++", "+Plus").split("+")
        name = "+" if name == "Plus" else name
        modifiers = Modifier.NoModifier
        for modifier in held:
            if modifier not in MODIFIERS:
                raise ValueError(f"unknown modifier in {text!r}")
            modifiers |= MODIFIERS[modifier]
        key = NAMED.get(name) or getattr(Qt.Key, f"Key_{name.upper()}", None)
        if key is None:
            raise ValueError(f"unknown key in {text!r}")
        return cls(key, modifiers, " ".join((*held, name)))

    def matches(self, event: QKeyEvent) -> bool:
        """Tell whether `event` is this chord. Digits count only on the main row, by physical place."""
        held = event.modifiers() & ~Modifier.KeypadModifier & ~Modifier.GroupSwitchModifier
        if Qt.Key.Key_0 <= self.key <= Qt.Key.Key_9:
            # Alt with the number pad types characters on Windows.
            on_pad = bool(event.modifiers() & Modifier.KeypadModifier)
            return held == self.modifiers and not on_pad and _digit_of(event) == self.key
        pressed = Qt.Key(event.key())
        if self.key == Qt.Key.Key_Plus:
            held &= ~Modifier.ShiftModifier  # plus needs Shift on most layouts
        return held == self.modifiers and SAME_KEY.get(pressed, pressed) == self.key


def _digit_of(event: QKeyEvent) -> int:
    first = DIGIT_ROW.get(QGuiApplication.platformName())
    place = event.nativeScanCode() - first if first is not None and event.nativeScanCode() else -1
    if 0 <= place <= 9:
        return int(Qt.Key.Key_0) + (place + 1) % 10
    return event.key()


class Binding(NamedTuple):
    """A key, the words F1 shows for it, and what it does while `when()` holds."""

    chord: Chord
    words: str
    act: Callable[[], object]
    when: Callable[[], bool] = lambda: True


class KeyLine(NamedTuple):
    """One line of F1: caps and words. For keys a widget hears itself (Space, K, arrows)."""

    caps: tuple[str, ...]
    words: str


def bind(text: str, words: str, act: Callable[[], object], when: Callable[[], bool] | None = None) -> Binding:
    """Return a binding of the chord written as `text`."""
    return Binding(Chord.read(text), words, act, when or (lambda: True))


def is_heard(owner: QObject, signal: str) -> bool:
    """Tell whether anybody listens to `owner`'s `signal` ("training_asked"): what nobody does is not offered."""
    found: Any = getattr(owner, signal)
    return owner.isSignalConnected(QMetaMethod.fromSignal(found))


class KeyRouter(QObject):
    """Hears keys at the window, before any widget, and performs the first binding that fits.

    `bindings()` is asked at each key: what is bound follows what is shown. A key without a binding goes its way, but
    Alt with a letter or a digit goes nowhere: Qt would type it into the field that has the focus.
    """

    def __init__(self, bindings: Callable[[], Iterable[Binding]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bindings = bindings

    def watch(self, window: QWindow) -> None:
        """Hear the keys of `window`. An application-wide filter would hear ignored keys again at each parent."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        for binding in self._bindings():
            if binding.chord.matches(event) and binding.when():
                if not event.isAutoRepeat():
                    binding.act()
                return True
        return _would_type(event)


def _would_type(event: QKeyEvent) -> bool:
    """Is it Alt with a letter or digit of the main part: a command that is not possible now, and no text?"""
    held = event.modifiers() & ~Modifier.ShiftModifier
    return held == Modifier.AltModifier and len(event.text()) == 1 and event.text().isalnum()

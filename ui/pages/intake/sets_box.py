"""How many sets of papers were handed in: one, unless the clerk says more."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.usecases.intake import MOST_SETS
from ui.look import look
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.field import LineInput
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Text

HIGH, WIDE = 28, 48
STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class SetsBox(QWidget):
    """A small box with its key; no stop of Tab, since it is nearly always 1. `changed` and, on Enter, `finished`."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _SmallLine("1")
        self.line.setObjectName("sets")
        self.line.setAccessibleName("Số bộ hồ sơ")
        self.line.setProperty("figures", True)
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line.setValidator(QIntValidator(1, MOST_SETS, self))
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.line.installEventFilter(self)
        Row(self, gap=6).add(KeyCap("Ctrl B"), Text("Số bộ", Role.SECOND, "ink2"), self.line)

    @property
    def sets(self) -> int:
        """The number of sets; what is no number between 1 and 99 counts as 1."""
        text = self.line.text()
        return int(text) if self.line.hasAcceptableInput() and text else 1

    def show_sets(self, sets: int) -> None:
        """Show this number."""
        self.line.setText(str(sets))

    def go_there(self) -> None:
        """Put the hands on the box, its number chosen so that the next figure replaces it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.show_sets(self.sets)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return True
        if key in STEPS:
            self.show_sets(min(max(self.sets + STEPS[key], 1), MOST_SETS))
            return True
        return False


class _SmallLine(LineInput):
    def rescale(self) -> None:
        self.setFixedSize(look().px(WIDE), look().px(HIGH))

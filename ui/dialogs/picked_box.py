"""One of many, found by typing any part of its name: what fits hangs under the box until one is picked."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.dialogs.form import Pick, Read
from ui.dialogs.form_box import Box, Wrong
from ui.look import look
from ui.resources.tokens import Role, Size
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.field import Field

SHOWN, HIGH_MOST = 30, 4
ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 3, Qt.Key.Key_PageUp: -3}


class PickedBox(Box):
    """Arrows choose in the list, Enter takes the line and goes on; what is typed and not taken is no answer."""

    def __init__(self, ask: Pick) -> None:
        super().__init__(ask.name, ask.shown_with)
        self._ask = ask
        self._value, self._words = ask.chosen
        self.line = Field(ask.label, ask.name, hint=ask.hint)
        self.line.set_text(self._words)
        self.line.line.setCursorPosition(0)
        self.line.line.advances = False
        self.list = LineList(f"{ask.name}_found", ask.label)
        self.list.setProperty("sheet", "control")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.hold(self.line)
        column = self.layout()
        assert column is not None  # made by hold
        column.addWidget(self.list)
        self.list.hide()
        self.line.edited.connect(self._look_up)
        self.line.line.installEventFilter(self)

    def read(self) -> Read:
        """Return what was picked; also what is typed in full, or the only thing it fits."""
        typed = self.line.text
        if typed == self._words:
            return self._value
        found = self._ask.find(typed) if typed else ()
        if len(found) == 1:
            return found[0][0]
        raise Wrong(self._ask.needed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.line.line.selectAll()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None and not self.list.isHidden():
            self.list.choose_by(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex().row())
            return True
        return False

    def _look_up(self, typed: str) -> None:
        found = self._ask.find(typed)[:SHOWN] if typed.strip() and typed.strip() != self._words else ()
        self.list.show_lines([_line(*each) for each in found], choose="")
        self.list.setFixedHeight(look().px(Size.ROW) * min(len(found), HIGH_MOST) + 4)
        self.list.setVisible(bool(found))
        self._changed()
        self.updateGeometry()

    def _take(self, place: int) -> None:
        if not self.list.isHidden() and 0 <= place < len(self.list.lines):
            line = self.list.lines[place]
            self._value, self._words = line.id, line.cells[-1].text
            self.line.set_text(self._words)
            self.line.line.setCursorPosition(0)
        self.line.line.focusNextChild()


def _line(value: str, words: str) -> Line:
    return Line(value, (Cell(value, 74, Role.FIGURES, "ink2"), Cell(words, role=Role.BODY_MEDIUM)), cap="Enter")

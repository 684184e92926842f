"""Section 1: type any part of a procedure, choose it, and it stands there as a card."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.procedure import Catalogue, Procedure
from ui.look import look
from ui.pages.intake.words import card_words, facts_words, limit_words
from ui.resources.tokens import Role, Size
from ui.tables.lines import Cell, Line, LineList
from ui.tables.search_line import SearchLine
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.sheet import SectionTitle, Sheet
from ui.widgets.text import Elided, Text

SHOWN = 40
HIGH_MOST = 8
BOX = 46


class ProcedureBox(QWidget):
    """`picked(Procedure)` when the clerk decides; `change_wanted` when the chosen one is to be changed."""

    picked = Signal(object)
    change_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._catalogue: Catalogue | None = None
        self.chosen: Procedure | None = None
        self.title = SectionTitle("Thủ tục", 1)
        self.hint = Text("gõ tên không dấu, một phần tên, hoặc mã", Role.SECOND, "ink2")
        self.title.side(self.hint)
        self.line = SearchLine("procedure", "Thủ tục", "Gõ thủ tục cần nhận", high=BOX)
        self.results = LineList("procedures", "Thủ tục tìm thấy")
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._results = Sheet(padding=(4, 4, 4, 4))
        self._results.body.add(self.results)
        self._card = Sheet("control", padding=(14, 6, 8, 6))
        self.name = Elided("", Role.BUTTON_BIG)
        self.code = Text("", Role.FIGURES_SMALL, "ink2")
        self.facts = Elided("", Role.SECOND, "ink2")
        self.change = Button("Đổi thủ tục", "Ctrl+F", Kind.LINK, name="change_procedure")
        self.change.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build_card()
        column = Column(self, gap=5)
        column.add(self.title, self.line, self._card, self._results)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._look_up)
        self.line.installEventFilter(self)
        self.results.clicked.connect(lambda index: self._pick(self.results.lines[index.row()].id))
        self.change.clicked.connect(self.change_wanted)
        self.show_chosen(None)

    def _build_card(self) -> None:
        words = Column(gap=1)
        second = Row(gap=8)
        second.add(self.code, self.facts)
        second.setStretchFactor(self.facts, 1)
        words.add(self.name, second)
        row = Row(gap=12)
        row.add(Icon("file-text", "accent", 20), words, self.change)
        row.setStretchFactor(words, 1)
        self._card.body.add(row)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Search in `catalogue` from now on."""
        first, self._catalogue = self._catalogue is None, catalogue
        if first and self.is_searching:
            self._look_up(self.line.text())  # somebody typed before the catalogue was there

    def show_chosen(self, procedure: Procedure | None) -> None:
        """Show the chosen procedure as a card, or the box to look for one."""
        self.chosen = procedure
        self.line.setVisible(procedure is None)
        self.hint.setVisible(procedure is None)
        self._card.setVisible(procedure is not None)
        if procedure is not None:
            self.name.show_text(procedure.name)
            self.code.setText(procedure.code)
            self.facts.show_text("· " + card_words(procedure))
        self.line.clear()
        self._look_up("")

    def fold(self, folded: bool) -> None:
        """Take the title away in narrow windows once a procedure is chosen."""
        self.title.setVisible(not folded or self.chosen is None)

    @property
    def is_searching(self) -> bool:
        """Whether words are typed and nothing is chosen yet."""
        return self.chosen is None and bool(self.line.text().strip())

    def _look_up(self, text: str) -> None:
        found = self._catalogue.search(text) if self._catalogue and text.strip() else []
        self.line.say(f"{len(found)} thủ tục" if text.strip() else "")
        self.results.show_lines([_line(procedure) for procedure in found[:SHOWN]], choose="")
        self._results.setVisible(bool(found))
        rows = min(len(found), HIGH_MOST)
        self.results.setFixedHeight(look().px(rows * (Size.ROW_TWO_LINES + 1)) if rows else 0)
        self.updateGeometry()

    def _pick(self, code: str) -> None:
        if self._catalogue is not None and code:
            self.picked.emit(self._catalogue.get(code))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.results.choose_by(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.results.chosen_id)
            return True
        return False


def _line(procedure: Procedure) -> Line:
    return Line(
        procedure.code,
        (
            Cell(procedure.code, 74, Role.FIGURES, "ink2"),
            Cell(procedure.name, role=Role.NAME, under=facts_words(procedure)),
            Cell(limit_words(procedure.limit), 110, Role.SECOND_STRONG, "accent"),
        ),
        high=Size.ROW_TWO_LINES + 1,
        cap="Enter",
    )

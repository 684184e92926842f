"""A form over the page: typed, sent, and told under its fields what is wrong; it stays until it is done."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from ui.dialogs.form import Answers, Ask, Form, Line, Read
from ui.dialogs.form_box import Box, Wrong
from ui.dialogs.form_boxes import TypedBox, box_of
from ui.keys import Binding, bind
from ui.messages import sentence_of
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.overlay import Overlay
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text


class FormDialog(Overlay):
    """`given(answers)` on Enter or Ctrl+Enter; its owner closes it (`close_card`) or says why not (`show_problem`)."""

    def __init__(self, window: QWidget, form: Form, given: Callable[[Answers], None]) -> None:
        super().__init__(window)
        self._form, self._given = form, given
        self.setAccessibleName(form.title)
        self.boxes: dict[str, Box] = {}
        self.do = Button(form.verb, "Ctrl+Enter", Kind.PRIMARY, name="do")
        self.leave = Button("Để sau", "Esc", Kind.QUIET, name="leave")
        self.do.clicked.connect(self._try)
        self.leave.clicked.connect(self.close_card)
        self.problem = Text("", Role.SMALL, "late", wrap=True)
        self.problem.setObjectName("form_problem")
        self.problem.hide()
        self.body.add(Text(form.title, Role.DIALOG, wrap=True))
        if form.body:
            self.body.add(Text(form.body, Role.SECOND, "ink2", wrap=True))
        self._fields = Scrolled()
        self._build(form.asks)
        self.body.add(self._fields)
        foot = Row(gap=10)
        foot.add(self.do, self.leave, 1)
        self.body.add(self.problem, foot)
        self._reveal()
        first = next(iter(self.boxes.values()), None)
        self.open(self.do if form.ready or first is None else first)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", self._form.verb, self._try)
        for box in self.boxes.values():
            yield from box.bindings()

    def scanned(self, text: str) -> None:
        """Put a scan where the form awaits one."""
        for ask in self._form.asks:
            box = self.boxes.get(ask.name) if isinstance(ask, Line) and ask.scan else None
            if isinstance(box, TypedBox):
                box.line.set_text(text)
                self.do.setFocus()

    def show_problem(self, error: DeskError) -> None:
        """Say why it could not be done, under its field if there is one; everything typed is still here."""
        self.do.setEnabled(True)
        name = self._form.at.get(type(error).__name__, str(error.facts.get("field", "")))
        box = self.boxes.get(name)
        if box is not None:
            box.show()
            box.show_error(sentence_of(error))
        else:
            self.problem.setText(sentence_of(error))
            self.problem.show()

    def _build(self, asks: Iterable[Ask]) -> None:
        pair: Row | None = None
        for ask in asks:
            box = box_of(ask, self._form.today)
            box.edited.connect(self._reveal)
            if box.name:
                self.boxes[box.name] = box
            if not ask.half:
                pair = None
                self._fields.column.add(box)
            elif pair is None:
                pair = Row(gap=12, top=True)
                self._fields.column.add(pair)
                pair.add(box)
                pair.setStretchFactor(box, 1)
            else:
                pair.add(box)
                pair.setStretchFactor(box, 1)
                pair = None

    def _reveal(self) -> None:
        for box in self.boxes.values():
            if box.shown_with:
                other = self.boxes[box.shown_with]
                box.setVisible(isinstance(other, TypedBox) and bool(other.line.text))

    def _try(self) -> None:
        self.problem.hide()
        answers = self._answers() if self.do.isEnabled() else None
        if answers is not None:
            self.do.setEnabled(False)
            self._given(Answers(answers))

    def _answers(self) -> Mapping[str, Read] | None:
        """Return every answer; None when something is missing, which is then said and has the focus."""
        read: dict[str, Read] = {}
        wrong: list[tuple[Box, str]] = []
        for name, box in self.boxes.items():
            try:
                read[name] = box.read()
            except Wrong as said:
                wrong.append((box, str(said)))
        for box, sentence in reversed(wrong):  # the first wrong one is told last: it keeps the focus
            box.show_error(sentence)
        return None if wrong else read

"""A question: its title asks, its answers are verbs, the safe one has the focus, Esc changes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.keys import Binding, bind
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text


@dataclass(frozen=True)
class Answer:
    """A verb to press; `id` is handed back. `key` is a chord of this dialog ("Alt+B")."""

    id: str
    verb: str
    key: str = ""
    kind: Kind = Kind.SECONDARY


@dataclass(frozen=True)
class Question:
    """At most three lines of `body`. `safe` is the id of the answer that has the focus."""

    title: str
    body: str
    answers: tuple[Answer, ...]
    safe: str


class QuestionDialog(Overlay):
    """Asks and hands the id of the answer to `answered`; Esc hands nothing."""

    def __init__(self, window: QWidget, question: Question, answered: Callable[[str], None]) -> None:
        super().__init__(window)
        self._answered = answered
        self.setAccessibleName(question.title)
        self.body.add(Text(question.title, Role.DIALOG, wrap=True), Text(question.body, Role.BODY, "ink2", wrap=True))
        self.buttons: dict[str, Button] = {}
        self._answers = question.answers
        row = Row(gap=10)
        for answer in question.answers:
            button = Button(answer.verb, answer.key, answer.kind, name=f"answer_{answer.id}")
            button.clicked.connect(lambda _=False, id=answer.id: self._answer(id))
            self.buttons[answer.id] = button
            row.add(button)
        row.addStretch(1)
        self.body.addSpacing(4)
        self.body.add(row)
        self.open(self.buttons[question.safe])

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        for answer in self._answers:
            if answer.key and answer.key not in ("Esc", "Enter"):
                yield bind(answer.key, answer.verb, lambda id=answer.id: self._answer(id))  # type: ignore[misc]

    def _answer(self, id: str) -> None:
        self.close_card()
        self._answered(id)


class ReasonDialog(Overlay):
    """Asks for the reason of a move first; `given(reason)` only with words in it, Esc gives nothing."""

    def __init__(
        self, window: QWidget, title: str, body: str, verb: str, given: Callable[[str], None], label: str = "Lý do"
    ) -> None:
        super().__init__(window)
        self._given = given
        self.setAccessibleName(title)
        self.reason = Field(label, "reason")
        self.do = Button(verb, "Enter", Kind.PRIMARY, name="give_reason")
        self.leave = Button("Để sau", "Esc", Kind.QUIET, name="leave")
        self.do.clicked.connect(self._give)
        self.leave.clicked.connect(self.close_card)
        self.reason.edited.connect(lambda _: self.reason.clear_error())
        self.body.add(Text(title, Role.DIALOG, wrap=True))
        if body:
            self.body.add(Text(body, Role.BODY, "ink2", wrap=True))
        row = Row(gap=10)
        row.add(self.do, self.leave, 1)
        self.body.add(self.reason, row)
        self.open(self.reason.line)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", "Ghi lý do", self._give)

    def _give(self) -> None:
        if not self.reason.text:
            self.reason.show_error("Xin ghi lý do; lý do được lưu cùng hồ sơ.")
            self.reason.line.setFocus()
            return
        self.close_card()
        self._given(self.reason.text)


def ask(window: QWidget, question: Question, answered: Callable[[str], None]) -> QuestionDialog:
    """Ask `question` over `window` (the top window of a page: `self.window()`); the answer comes to `answered`."""
    return QuestionDialog(window, question, answered)

"""One piece of the office's day: a list, what is typed beside it, and one button that does it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.keys import Binding
from ui.messages import sentence_of
from ui.resources.tokens import Role
from ui.tables.lines import LineList
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field, LabelledField
from ui.widgets.sheet import Divider, RightColumn, SectionTitle, Sheet
from ui.widgets.text import Text

Found = TypeVar("Found")


class Panel(QWidget):
    """`told(line)`, `recorded()` after something was written, `papers_wanted(papers)` for lists to be printed now.

    Subclasses fill `fields` in `build`, show themselves in `refresh` and act in `act`, which the button calls.
    """

    told = Signal(str)
    recorded = Signal()
    papers_wanted = Signal(object)

    def __init__(self, counter: Counter, name: str, title: str, verb: str, icon: str) -> None:
        super().__init__()
        self._counter = counter
        self.head = SectionTitle(title)
        self.list = LineList(f"{name}_list", title)
        self.problem = Text("", Role.SECOND, "late", wrap=True)
        self.problem.hide()
        self.do = Button(verb, "Ctrl+Enter", Kind.PRIMARY, icon=icon, big=True, name=f"{name}_do")
        self.do.clicked.connect(self.act)
        sheet = Sheet(padding=(5, 10, 5, 8))
        top = Column(margins=(9, 0, 9, 0), gap=8)
        top.add(self.head, Divider())
        sheet.body.add(top, self.list)
        sheet.body.setStretchFactor(self.list, 1)
        self.side = RightColumn()
        row = Row(self, gap=16)
        row.add(sheet, self.side)
        row.setStretchFactor(sheet, 1)

    def build(self, *parts: QWidget, hint: str = "") -> None:
        """Put fields and lesser buttons beside the list, over the button."""
        words = [Text(hint, Role.SECOND, "ink2", wrap=True)] if hint else []
        self.side.body.add(*words, *parts, self.problem, 1, self.do)
        for field in self.findChildren(Field):
            field.edited.connect(lambda _: self.say_problem(""))

    # What the page asks

    def refresh(self) -> None:
        """Show the fresh state; what is typed stays."""

    def act(self) -> None:
        """Do what the button says."""

    def bindings(self) -> Iterable[Binding]:
        """Return the keys of this panel."""
        return ()

    def stops(self) -> Sequence[QWidget]:
        """Return where F6 goes; the first has the focus when the panel opens."""
        return (self.list, self.do)

    def scanned(self, text: str) -> bool:
        """Take a scan."""
        return False

    # For subclasses

    def ask(self, work: Callable[[Office], Found], done: Callable[[Found], object]) -> None:
        """Work at the desk; what it refuses is said beside the button."""
        self._counter.ask(work, done, lambda error: self.say_problem(sentence_of(error)))

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong; nothing takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def done(self, said: str) -> None:
        """Something was written: say so, and let the window show what changed."""
        self.say_problem("")
        self.told.emit(said)
        self.recorded.emit()


def pair(first: LabelledField, second: LabelledField) -> QWidget:
    """Return two short fields beside each other: a narrow window has no height for one under the other."""
    both = QWidget()
    row = Row(both, gap=8, top=True)
    row.add(first, second)
    for field in (first, second):
        row.setStretchFactor(field, 1)
    return both

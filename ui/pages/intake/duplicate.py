"""A dossier of the same kind under way: pointed out beside the work, and both side by side before going on."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.identity import masked
from desk_app.domain.likeness import Reason
from desk_app.domain.person import Person
from desk_app.ports import DossierRow
from desk_app.register_rows import DuplicateRow
from ui.dialogs.question import ReasonDialog
from ui.office_time import at_office, date_words, moment_words
from ui.resources.tokens import Role
from ui.tables.dossier_words import tail_of
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.sheet import Sheet
from ui.widgets.text import Text

ADDRESS = "Nơi cư trú"
HIGH, LABEL_WIDE, VERDICT_WIDE = 30, 112, 74


@dataclass(frozen=True)
class Compared:
    """One fact of both people; `same` None where one of them does not say it."""

    label: str
    here: str
    there: str
    same: bool | None

    @property
    def verdict(self) -> str:
        """Return "giống", "khác" or "thiếu"."""
        return {True: "giống", False: "khác", None: "thiếu"}[self.same]


def compared(here: Person, there: Person) -> tuple[Compared, ...]:
    """Return what is typed beside what the other dossier says, in the order of the form; numbers masked."""

    def fact(label: str, mine: str, theirs: str, same: bool) -> Compared:
        return Compared(label, mine, theirs, same if mine and theirs else None)

    def number(person: Person) -> str:
        return masked(person.personal_number) if person.personal_number else ""

    def birth(person: Person) -> str:
        return date_words(person.birth_on) if person.birth_on else ""

    return (
        fact("Họ tên", here.name, there.name, here.name == there.name),
        fact("Số định danh", number(here), number(there), here.personal_number == there.personal_number),
        fact("Ngày sinh", birth(here), birth(there), here.birth_on == there.birth_on),
        fact("Điện thoại", here.phone, there.phone, here.phone == there.phone),
        fact(ADDRESS, here.address, there.address, here.address == there.address),
    )


def difference_words(facts: tuple[Compared, ...]) -> str:
    """Return in one line what is the same, and what the other dossier says otherwise."""
    same = [fact.label.lower() for fact in facts if fact.same]
    differ = [fact for fact in facts if fact.same is False and fact.label != ADDRESS]  # too long for one line
    other = [f"{fact.label.lower()} “{fact.there}”" for fact in differ]
    parts = [f"Giống: {', '.join(same)}."] * bool(same) + [f"Khác: {', '.join(other)}."] * bool(other)
    return " ".join(parts)


def same_kind_words(row: DossierRow) -> str:
    """Return when the dossier of the same kind was taken in, what was promised, and its number."""
    due = f"; hẹn trả {moment_words(row.due_at)}" if row.due_at else ""
    return f"Số {tail_of(row.number)}, nhận {moment_words(row.received_at)}{due}."


class Duplicate(Sheet):
    """Amber: this person has a dossier of the same kind under way. Beside the work, never in its way."""

    opened = Signal(str)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__("soon", padding=(14, 10, 14, 8), gap=3)
        self.setObjectName("duplicate")
        self.number = ""
        head = Row(gap=8)
        self.title = Text("", Role.SECOND_STRONG, "soon")
        head.add(Icon("copy", "soon", 18), self.title, 1)
        self.words = Text("", Role.SECOND, wrap=True)
        self.words.setObjectName("duplicate_words")
        self.open = Button("Mở xem", "Alt+M", Kind.LINK, name="open_duplicate")
        self.go_on = Button("Vẫn nhận, ghi lý do", "Alt+V", Kind.LINK, name="receive_anyway")
        for button in (self.open, self.go_on):
            button.setFocusPolicy(button.focusPolicy().NoFocus)
        self.open.clicked.connect(lambda: self.opened.emit(self.number))
        self.go_on.clicked.connect(self.dismissed)
        row = Row(gap=14)
        row.add(self.open, self.go_on, 1)
        self.body.add(head, self.words, row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_double(self, here: Person, double: DuplicateRow | None, others: int = 0) -> None:
        """Show the dossier that is under way and how alike its person is; `others` more are like it. None: nothing."""
        self.setVisible(double is not None)
        self.number = double.dossier.number if double else ""
        if double is None:
            return
        sure = Reason.SAME_NUMBER in double.likeness.reasons
        self.title.setText("Người này đang có hồ sơ cùng loại" if sure else "Có thể đã nộp hồ sơ cùng loại")
        more = f" Còn {others} hồ sơ nữa." if others else ""
        alike = difference_words(compared(here, double.applicant))
        row = double.dossier
        due = f", hẹn trả {date_words(at_office(row.due_at))}" if row.due_at else ""
        words = f"Số {tail_of(row.number)}, nhận {date_words(at_office(row.received_at))}{due}.{more}"
        self.words.setText(f"{words}\n{alike}".rstrip())


class DuplicateDialog(ReasonDialog):
    """Both people side by side, and why this dossier is another."""

    def __init__(self, window: QWidget, here: Person, double: DuplicateRow, given: Callable[[str], None]) -> None:
        title = "Vẫn nhận, dù đang có hồ sơ cùng loại?"
        super().__init__(window, title, same_kind_words(double.dossier), "Vẫn nhận", given)
        facts = [fact for fact in compared(here, double.applicant) if fact.here or fact.there]
        self.facts = LineList("side_by_side", "Người đang nộp và hồ sơ đã có", quiet=True, side=0)
        self.facts.setFocusPolicy(self.facts.focusPolicy().NoFocus)
        self.facts.show_lines([_heading(tail_of(double.dossier.number)), *(_line(fact) for fact in facts)])
        self.facts.setFixedHeight(self.facts.content_height())
        self.body.insertWidget(2, self.facts)


def _heading(tail: str) -> Line:
    role, ink = Role.LABEL, "ink2"
    cells = (Cell("", LABEL_WIDE), Cell("Đang nộp", role=role, ink=ink), Cell(f"Hồ sơ {tail}", role=role, ink=ink))
    return Line("heading", (*cells, Cell("", VERDICT_WIDE)), high=24)


def _line(fact: Compared) -> Line:
    ink = {True: "ok", False: "soon", None: "ink3"}[fact.same]
    role = Role.SECOND_STRONG if fact.same is False else Role.SECOND
    return Line(
        fact.label,
        (
            Cell(fact.label, LABEL_WIDE, Role.SECOND, "ink2"),
            Cell(fact.here or "–", role=role),
            Cell(fact.there or "–", role=role),
            Cell(fact.verdict, VERDICT_WIDE, Role.SECOND_MEDIUM, ink, right=True),
        ),
        high=HIGH,
    )

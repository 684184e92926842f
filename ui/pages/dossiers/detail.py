"""The pane of one dossier: what it is, where it stands, what may be done, what happened, who and what."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.events import Received, Refused, SubmittedPaper
from desk_app.domain.identity import masked
from desk_app.domain.lifecycle import Move
from desk_app.domain.person import Person
from desk_app.ports import PrintRow, PrintState
from ui.look import look
from ui.messages import MOVE_WORDS
from ui.office_time import at_office, date_words, hour_words
from ui.pages.dossiers.clock_card import ClockCard
from ui.pages.dossiers.history import steps_of
from ui.pages.dossiers.reading import Shown
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.tables.time_line import TimeLine
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.sheet import Divider, Sheet
from ui.widgets.text import Elided, Text

SIDE_WIDE, SIDE_NARROW = 264, 200
PAPER_HIGH = 25
PRINT_WORDS = {
    PrintState.WAITING: "đang chờ",
    PrintState.PRINTING: "đang in",
    PrintState.PRINTED: "đã ra",
    PrintState.FAILED: "chưa ra",
    PrintState.ASK: "chưa biết",
    PrintState.CANCELLED: "đã bỏ",
}
MOVE_KEYS = {Move.START: "Alt+Y", Move.FINISH: "Alt+Q", Move.HAND_OVER: "Ctrl+Enter"}
MOVE_ICONS = {Move.FINISH: "circle-check", Move.HAND_OVER: "file-check"}


class DetailPane(Sheet):
    """`move_wanted(Move)`, `reprint_wanted`, `number_wanted` (the whole personal number) on the clerk's word."""

    move_wanted = Signal(object)
    reprint_wanted = Signal()
    number_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=(18, 12, 18, 14), gap=10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.shown: Shown | None = None
        self._compact = False
        self.name = Elided("", Role.PAGE)
        self.number = Text("", Role.FIGURES_STRONG, "ink2").selectable()
        self.number.setObjectName("dossier_number")
        self.clock = ClockCard()
        self.moves: dict[Move, Button] = {}
        self._moves = Row(gap=10)
        self.reprint = Button("In lại", "Ctrl+P", icon="printer", name="reprint")
        self.reprint.clicked.connect(self.reprint_wanted)
        self.history = TimeLine("history")
        self.person = PersonCard()
        self.person.whole_number.clicked.connect(self.number_wanted)
        self.papers = LineList("submitted_papers", "Giấy tờ đã nộp", quiet=True, side=4)
        self.prints = LineList("prints_of_dossier", "Bản in", quiet=True, side=4)
        self.district = Elided("", Role.SECOND, "ok")
        self._district_icon = Icon("cloud-check", "ok", 16)
        self._build()

    def _build(self) -> None:
        head = Row(gap=12)
        head.add(self.name, self.number, Icon("copy", "ink3", 16), KeyCap("Ctrl C"))
        head.setStretchFactor(self.name, 1)
        low = Row(gap=16)
        left = Column(gap=6)
        left.add(Text("Diễn biến", Role.SECTION), self.history)
        low.add(left, Divider(upright=True), self._side())
        low.setStretchFactor(left, 1)
        self.body.add(head, self.clock, self._moves, Divider(), low)
        self.body.setStretchFactor(low, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(look().px(SIDE_WIDE))
        district = Row(gap=8)
        district.add(self._district_icon, self.district)
        self._less: tuple[QWidget, ...] = (
            Divider(),
            _titled("Giấy tờ", "Alt 2"),
            self.papers,
            Divider(),
            _titled("Bản in", "Alt 3"),
            self.prints,
        )
        column = Column(side, gap=8)
        column.add(self.person, *self._less, district, 1)
        self._side_pane = side
        return side

    def set_compact(self, compact: bool) -> None:
        """In narrow windows papers and prints give way to the history."""
        self._compact = compact
        for widget in self._less:
            widget.setVisible(not compact)
        self._side_pane.setFixedWidth(look().px(SIDE_NARROW if compact else SIDE_WIDE))
        for place, button in enumerate(self.moves.values()):
            button.setVisible(not compact or place == 0)

    def show_dossier(self, shown: Shown) -> None:
        """Show a dossier; what was uncovered is covered again."""
        self.shown = shown
        detail = shown.detail
        dossier, intake = detail.dossier, detail.dossier.intake
        self.name.show_text(intake.terms.name)
        self.number.setText(dossier.number)
        reason = intake.reason if isinstance(intake, Refused) else ""
        self.clock.show_row(detail.row, reason, shown.now, shown.calendar)
        self._show_moves(detail.moves, isinstance(intake, Received))
        self.history.show_steps(steps_of(dossier, shown.officers))
        self.person.show_person(intake.applicant, intake.submitter, dossier.collector)
        self._show_papers(intake.papers)
        self._show_prints(detail.prints)
        self._show_district(detail.row.at_district, shown.upstream)

    def uncover(self, personal_number: str) -> None:
        """Show the whole personal number, which has just been logged."""
        self.person.uncover(personal_number)

    def _show_moves(self, moves: Sequence[Move], has_slip: bool) -> None:
        while item := self._moves.takeAt(0):
            old = item.widget()
            if old is not None and old is not self.reprint:
                old.hide()
                old.deleteLater()
        self.moves = {}
        ordered = sorted((move for move in moves if move in MOVE_KEYS), key=lambda move: move is Move.START)
        for place, move in enumerate(ordered):
            kind = Kind.PRIMARY if place == 0 else Kind.SECONDARY
            button = Button(
                MOVE_WORDS[move], MOVE_KEYS[move], kind, icon=MOVE_ICONS.get(move, ""), name=f"move_{move.value}"
            )
            button.clicked.connect(lambda _=False, move=move: self.move_wanted.emit(move))
            self.moves[move] = button
            self._moves.add(button)
            button.setVisible(not self._compact or place == 0)
        self._moves.add(self.reprint, 1)
        self.reprint.setVisible(has_slip)

    def _show_papers(self, papers: Sequence[SubmittedPaper]) -> None:
        lines = [
            Line(str(place), (Cell(paper.name, role=Role.SECOND), Cell(_counted(paper), 82, Role.SMALL, "ink2", True)),
                 high=PAPER_HIGH)
            for place, paper in enumerate(papers)
        ]  # fmt: skip
        _show_in(self.papers, lines or [Line("none", (Cell("Không nộp giấy nào", role=Role.SECOND, ink="ink3"),))], 5)

    def _show_prints(self, prints: Sequence[PrintRow]) -> None:
        lines = []
        for row in prints:
            at = at_office(row.asked_at)
            words = f"Giấy hẹn lần {row.intent.print_number}, {PRINT_WORDS[row.state]}"
            when = f"{at.day:02}/{at.month:02} {hour_words(at)}"
            lines.append(
                Line(
                    str(row.print_id),
                    (Cell(words, role=Role.SECOND), Cell(when, 78, Role.FIGURES_SMALL, "ink2", True)),
                    high=PAPER_HIGH,
                )
            )
        _show_in(self.prints, lines or [Line("none", (Cell("Chưa in lần nào", role=Role.SECOND, ink="ink3"),))], 4)

    def _show_district(self, there: bool, upstream: str) -> None:
        words = f"{upstream.capitalize()} đã nhận đủ" if there else "Có việc chỉ trên máy này"
        ink = "ok" if there else "soon"
        self.district.show_text(words, ink=ink)
        self._district_icon.show_icon("cloud-check" if there else "cloud-upload", ink)


class PersonCard(QWidget):
    """The applicant; the personal number is covered until it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Text("", Role.NAME, wrap=True)
        self.number = Text("", Role.FIGURES_STRONG)
        self.number.setObjectName("personal_number")
        self.facts = Text("", Role.SECOND, "ink2", wrap=True)
        self.other = Text("", Role.SECOND, "ink2", wrap=True)
        self.whole_number = Button("Hiện đủ số", "", Kind.LINK, name="show_personal_number")
        self.whole_number.setToolTip("Việc xem đủ số được ghi lại")
        row = Row(gap=8)
        row.add(self.number, 1, self.whole_number)
        column = Column(self, gap=3)
        column.add(_titled("Chủ hồ sơ", "Alt 1"), self.name, row, self.facts, self.other)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_person(self, person: Person, submitter: Person | None, collector: str) -> None:
        """Show who the dossier is of, who handed it in and who took the result."""
        self.name.setText(person.name)
        self.number.setText(masked(person.personal_number) if person.personal_number else "chưa có số định danh")
        self.whole_number.setVisible(bool(person.personal_number))
        birth = date_words(person.birth_on) if person.birth_on else ""
        first = " · ".join(part for part in (birth, person.sex, person.phone) if part)
        self.facts.setText("\n".join(part for part in (first, person.address) if part))
        self.facts.setVisible(bool(self.facts.text()))
        others = [f"Người nộp: {submitter.name}"] * bool(submitter) if submitter else []
        others += [f"Người nhận kết quả: {collector}"] * bool(collector)
        self.other.setText("\n".join(others))
        self.other.setVisible(bool(others))

    def uncover(self, personal_number: str) -> None:
        self.number.setText(personal_number)
        self.whole_number.hide()


def _titled(title: str, cap: str) -> QWidget:
    line = QWidget()
    Row(line, gap=8).add(Text(title, Role.SECTION), 1, KeyCap(cap))
    return line


def _counted(paper: SubmittedPaper) -> str:
    if paper.note:
        return paper.note[:1].upper() + paper.note[1:]
    parts = [f"{paper.originals} bản chính"] * bool(paper.originals)
    parts += [f"{paper.certified} chứng thực"] * bool(paper.certified) + [f"{paper.copies} bản sao"] * bool(
        paper.copies
    )
    return " · ".join(parts)


def _show_in(shown: LineList, lines: list[Line], most: int) -> None:
    shown.show_lines(lines)
    shown.setFixedHeight(look().px(PAPER_HIGH) * min(len(lines), most) + 2)

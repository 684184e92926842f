"""The pane of one dossier: what it is, where it stands, what may be done, what happened, who and what."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.events import Received, SubmittedPaper
from desk_app.domain.identity import masked
from desk_app.domain.life_events import Accepted
from desk_app.domain.person import Person
from desk_app.domain.reappointment import owes_apology
from desk_app.domain.terms import limit_of
from desk_app.ports import PrintRow, PrintState
from desk_app.usecases.acts import newest
from ui.dialogs.moves.deeds import Deed, deeds_of
from ui.look import look
from ui.office_time import at_office, date_words
from ui.pages.dossiers.clock_card import ClockCard
from ui.pages.dossiers.history import steps_of
from ui.pages.dossiers.reading import Shown
from ui.paper_words import short_form_words
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.tables.time_line import TimeLine
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.clock import ClockState
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


class DetailPane(Sheet):
    """`deed_wanted(Deed)`, `more_wanted`, `reprint_wanted`, `number_wanted` (the whole number) on the clerk's word."""

    deed_wanted = Signal(object)
    more_wanted = Signal()
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
        self.deeds: tuple[Deed, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._moves = Row(gap=10)
        self.more = Button("Việc khác", "Alt+W", icon="list", name="more_deeds")
        self.more.clicked.connect(self.more_wanted)
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
        self._fit_buttons()

    def show_dossier(self, shown: Shown) -> None:
        """Show a dossier; what was uncovered is covered again."""
        self.shown = shown
        detail = shown.detail
        dossier = detail.dossier
        self.name.show_text(dossier.terms.name)
        self.number.setText(dossier.number)
        self.clock.show_dossier(dossier, detail.row, shown.now, shown.calendar)
        late = self.clock.property("sheet") == ClockState.LATE.value or owes_apology(
            dossier.standing, limit_of(dossier.terms)
        )
        self._show_deeds(deeds_of(dossier, detail.moves, late=late), newest(dossier, Received, Accepted) is not None)
        self.history.show_steps(steps_of(dossier, shown.officers))
        self.person.show_person(dossier.applicant, dossier.submitter, dossier.collector)
        self._show_papers(dossier.papers, dossier.place)
        self._show_prints(detail.prints)
        self._show_district(detail.row.at_district, shown.upstream)

    def uncover(self, personal_number: str) -> None:
        """Show the whole personal number, which has just been logged."""
        self.person.uncover(personal_number)

    def _show_deeds(self, deeds: Sequence[Deed], has_slip: bool) -> None:
        while item := self._moves.takeAt(0):
            old = item.widget()
            if old is not None and old not in (self.reprint, self.more):
                old.hide()
                old.deleteLater()
        self.deeds, self.buttons = tuple(deeds), {}
        for place, deed in enumerate(deeds):
            kind = Kind.PRIMARY if place == 0 and deed.move is not None else Kind.SECONDARY
            button = Button(deed.words, deed.key, kind, icon=deed.icon, name=f"move_{deed.id}")
            button.clicked.connect(lambda _=False, deed=deed: self.deed_wanted.emit(deed))
            self.buttons[deed.id] = button
            self._moves.add(button)
        self._moves.add(self.more, self.reprint, 1)
        self.reprint.setVisible(has_slip)
        self._fit_buttons()

    def hidden_deeds(self) -> tuple[Deed, ...]:
        """Return what stands under Việc khác."""
        return tuple(deed for deed in self.deeds if not self.buttons[deed.id].isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Show what has room beside reprint and Việc khác, the most needed first; the first always."""
        gap = look().px(10)
        room = self.contentsRect().width() - look().px(36) - self.more.sizeHint().width() - gap
        room -= self.reprint.sizeHint().width() + gap if self.reprint.isVisibleTo(self) else 0
        for place, button in enumerate(self.buttons.values()):
            wide = button.sizeHint().width() + gap
            fits = place == 0 or (wide <= room and not self._compact)
            button.setVisible(fits)
            room -= wide if fits else 0
        self.more.setVisible(len(self.hidden_deeds()) > 0)

    def _show_papers(self, papers: Sequence[SubmittedPaper], place_of_all: str) -> None:
        lines = [Line("place", (Cell(f"Để ở: {place_of_all}", role=Role.SECOND_STRONG),), high=PAPER_HIGH)] * bool(
            place_of_all
        )
        lines += [
            Line(str(place), (Cell(paper.name, role=Role.SECOND), Cell(_counted(paper), 82, Role.SMALL, "ink2", True)),
                 high=PAPER_HIGH)
            for place, paper in enumerate(papers)
        ]  # fmt: skip
        _show_in(self.papers, lines or [Line("none", (Cell("Không nộp giấy nào", role=Role.SECOND, ink="ink3"),))], 5)

    def _show_prints(self, prints: Sequence[PrintRow]) -> None:
        lines = []
        for row in prints:
            at = at_office(row.asked_at)
            times = f" lần {row.intent.print_number}" if row.intent.print_number > 1 else ""
            words = f"{short_form_words(row.intent.form)}{times}, {PRINT_WORDS[row.state]}"
            when = f"{at.day:02}/{at.month:02}"
            lines.append(
                Line(
                    str(row.print_id),
                    (Cell(words, role=Role.SECOND), Cell(when, 38, Role.FIGURES_SMALL, "ink2", True)),
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

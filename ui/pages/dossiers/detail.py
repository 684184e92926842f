"""The pane of one dossier: what it is, where it stands, what may be done, what happened, who and what."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Received, SubmittedPaper
from desk_app.domain.identity import masked
from desk_app.domain.life_events import Accepted, SupplementRequested, Told
from desk_app.domain.lifecycle import State
from desk_app.domain.person import Person
from desk_app.domain.reappointment import owes_apology
from desk_app.domain.terms import limit_of
from desk_app.ports import DossierRow, PrintRow, PrintState
from desk_app.usecases.acts import newest
from ui.commune_words import holder_words
from ui.dialogs.moves.deeds import Deed, deeds_of
from ui.look import look
from ui.office_time import at_office, date_words
from ui.pages.dossiers.clock_card import ClockCard
from ui.pages.dossiers.history import steps_of
from ui.pages.dossiers.life_words import ABOUT, CHANNELS
from ui.pages.dossiers.reading import Shown
from ui.paper_words import short_form_words
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.tables.time_line import TimeLine
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.clock import ClockState
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.sheet import Divider, Sheet
from ui.widgets.text import Elided, Text

SIDE_ROOMY, SIDE_WIDE, SIDE_NARROW = 300, 264, 200
ROOMY_FROM = 720
SIDE_HIGH = 25
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
        self._compact = self._has_slip = False
        self.name = Elided("", Role.PAGE)
        self.number = Text("", Role.FIGURES_STRONG, "ink2").selectable()
        self.number.setObjectName("dossier_number")
        self.holder = Chip("", "soon", icon="user")
        self.conflict = Chip("", "late", icon="alert-triangle")
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
        self.prints = LineList("prints_of_dossier", "Bản in, tin đã báo", quiet=True, side=4)
        self.district = Elided("", Role.SECOND, "ok")
        self._district_icon = Icon("cloud-check", "ok", 16)
        self._build()

    def _build(self) -> None:
        head = Row(gap=12)
        head.add(self.name, self.conflict, self.holder, self.number, Icon("copy", "ink3", 16), KeyCap("Ctrl C"))
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
            _titled("Bản in, tin đã báo", "Alt 3"),
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
        self._fit_side()
        self._fit_buttons()

    def _fit_side(self) -> None:
        roomy = self.width() >= look().px(ROOMY_FROM)
        wide = SIDE_NARROW if self._compact else SIDE_ROOMY if roomy else SIDE_WIDE
        self._side_pane.setFixedWidth(look().px(wide))

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
        elsewhere = detail.row.held_by is not None
        deeds = deeds_of(dossier, detail.moves, late=late, elsewhere=elsewhere, conflicts=detail.row.conflicts)
        self._show_deeds(deeds, not elsewhere and newest(dossier, Received, Accepted) is not None)
        self.history.show_steps(steps_of(dossier, shown.officers, shown.others))
        self._show_commune(detail.row)
        self.person.show_person(dossier.applicant, dossier.submitter, dossier.collector)
        self._show_papers(dossier.papers, dossier.place, awaited_of(dossier), sum(row.pages for row in shown.scans))
        self._show_prints(detail.prints, dossier)
        self._show_district(detail.row.at_district, shown.upstream)

    def _show_commune(self, row: DossierRow) -> None:
        for chip, words in (
            (self.holder, holder_words(row.held_by)),
            (self.conflict, "Hai quầy ghi khác nhau" * bool(row.conflicts)),
        ):
            chip.show_words(words)
            chip.setVisible(bool(words))

    def rescale(self) -> None:
        """Lists and buttons are measured anew; what was uncovered is covered again."""
        if self.shown is not None:
            self.show_dossier(self.shown)
        self._fit_side()

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
            kind = Kind.PRIMARY if place == 0 and deed.is_next else Kind.SECONDARY
            button = Button(deed.words, deed.key, kind, icon=deed.icon, name=f"move_{deed.id}")
            button.clicked.connect(lambda _=False, deed=deed: self.deed_wanted.emit(deed))
            self.buttons[deed.id] = button
            self._moves.add(button)
        self._moves.add(self.more, self.reprint, 1)
        self._has_slip = has_slip
        self._fit_buttons()

    @property
    def has_slip(self) -> bool:
        """Whether there is a slip to print again."""
        return self._has_slip

    def hidden_deeds(self) -> tuple[Deed, ...]:
        """Return what stands under Việc khác."""
        return tuple(deed for deed in self.deeds if not self.buttons[deed.id].isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Show what has room beside reprint and Việc khác, the most needed first; the first always."""
        gap = look().px(10)
        room = self.contentsRect().width() - look().px(36) - self.more.sizeHint().width() - gap
        first = next(iter(self.buttons.values()), None)
        reprint = self.reprint.sizeHint().width() + gap if self._has_slip else 0
        # Where even the next step and the reprint have no room beside each other, Ctrl+P does it without a button.
        fits_too = first is None or first.sizeHint().width() + gap + reprint <= room
        self.reprint.setVisible(self._has_slip and fits_too)
        room -= reprint if fits_too else 0
        for place, button in enumerate(self.buttons.values()):
            wide = button.sizeHint().width() + gap
            fits = place == 0 or (wide <= room and not self._compact)
            button.setVisible(fits)
            room -= wide if fits else 0
        self.more.setVisible(len(self.hidden_deeds()) > 0)

    def _show_papers(
        self, papers: Sequence[SubmittedPaper], place_of_all: str, awaited: Sequence[str], scanned: int
    ) -> None:
        where = (Cell(f"Để ở: {place_of_all}", role=Role.SECOND_STRONG, icon="folder"),)
        lines = [Line("place", where, high=SIDE_HIGH)] * bool(place_of_all)
        lines += [
            _side_line(str(place), "check", paper.name, _counted(paper), "ink2") for place, paper in enumerate(papers)
        ]
        lines += [
            _side_line(f"awaited {place}", "clock", name, "đang chờ", "pause") for place, name in enumerate(awaited)
        ]
        if scanned:
            lines.append(_side_line("scans", "scan", f"Bản quét: {scanned} trang", "Alt 4", "ink2", 44))
        _show_in(self.papers, lines or [_only_words("Không nộp giấy nào")], 5)

    def _show_prints(self, prints: Sequence[PrintRow], dossier: Dossier) -> None:
        lines = []
        for row in prints:
            times = f" lần {row.intent.print_number}" if row.intent.print_number > 1 else ""
            words = f"{short_form_words(row.intent.form)}{times}, {PRINT_WORDS[row.state]}"
            lines.append(_side_line(str(row.print_id), "printer", words, _short_day(row.asked_at), "ink2", 38))
        for event in dossier.history:
            if isinstance(event.body, Told):
                words = f"Đã báo {ABOUT.get(event.body.about, '')}, {CHANNELS.get(event.body.channel, '')}"
                when = _short_day(event.happened_at)
                lines.append(_side_line(f"told {event.seq} {event.chain.hex()[:16]}", "phone", words, when, "ink2", 38))
        _show_in(self.prints, lines or [_only_words("Chưa in lần nào")], 5)

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


def awaited_of(dossier: Dossier) -> tuple[str, ...]:
    """Return the papers that were asked for and have not come."""
    asked = newest(dossier, SupplementRequested)
    if dossier.state is not State.SUPPLEMENT_REQUESTED or asked is None:
        return ()
    return tuple(item.name for item in asked.body.items) if isinstance(asked.body, SupplementRequested) else ()


def _side_line(id: str, icon: str, words: str, aside: str, ink: str, wide: int = 82) -> Line:
    cells = (Cell(words, role=Role.SECOND, icon=icon), Cell(aside, wide, Role.SMALL, ink, True))
    return Line(id, cells, high=SIDE_HIGH)


def _only_words(words: str) -> Line:
    return Line("none", (Cell(words, role=Role.SECOND, ink="ink3"),), high=SIDE_HIGH)


def _short_day(moment: datetime) -> str:
    there = at_office(moment)
    return f"{there.day:02}/{there.month:02}"


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
    high = look().px(SIDE_HIGH)
    shown.setMaximumHeight(high * min(len(lines), most) + 2)
    shown.setMinimumHeight(high * min(len(lines), 2) + 2)

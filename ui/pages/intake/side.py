"""The right column: most used procedures, or the promise and everything that ends with the button."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.events import Promise
from desk_app.domain.procedure import Procedure
from desk_app.ports import DossierRow
from ui.look import look
from ui.office_time import date_words
from ui.pages.intake.checklist import Checklist
from ui.pages.intake.duplicate import Duplicate
from ui.pages.intake.promise_card import PromiseCard
from ui.pages.intake.words import short_limit_words
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import WorkingDays, reading_of
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap, KeyHint
from ui.widgets.sheet import FactLine, Sheet
from ui.widgets.text import Elided, Text

DIGITS = "1234567890"
SHOWN_DOSSIERS = 4


VERBS = {False: ("In giấy hẹn", "printer"), True: ("Nhận và trả ngay", "file-check")}


class SameVisit(Enum):
    """Whether the result may be given in the same visit: no, on Alt+Q, or as what the button does first."""

    NO = "no"
    OFFERED = "offered"
    FIRST = "first"


class MostUsed(Sheet):
    """Alt+1 … Alt+0. `wanted(place)` on a click."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 14, 10), gap=2)
        self.body.add(Text("Quầy này hay dùng", Role.SECTION))
        self._rows = Column(gap=0)
        self.body.add(self._rows)

    def show_procedures(self, procedures: Sequence[Procedure]) -> None:
        """Show up to ten procedures with their keys."""
        while item := self._rows.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, procedure in enumerate(procedures[: len(DIGITS)]):
            self._rows.add(_UsedLine(f"Alt {DIGITS[place]}", procedure))


class _UsedLine(QWidget):
    def __init__(self, cap: str, procedure: Procedure) -> None:
        super().__init__()
        row = Row(self, gap=8)
        name = Elided(procedure.short_name or procedure.name, Role.SECOND_MEDIUM)
        row.add(KeyCap(cap), name, Text(short_limit_words(procedure.limit), Role.SECOND, "ink2"))
        row.setStretchFactor(name, 1)
        self.setFixedHeight(look().px(31))
        self.setToolTip(procedure.name)


class PersonHistory(Sheet):
    """What this person had here before."""

    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 6, 8), gap=4)
        head = Row(gap=8)
        self.title = Elided("", Role.SECOND_STRONG)
        head.add(Icon("history", "ink2", 18), self.title)
        head.setStretchFactor(self.title, 1)
        self.list = LineList("person_history", "Hồ sơ của người này", side=0)
        self.list.setFocusPolicy(self.list.focusPolicy().NoFocus)
        self.list.setSelectionMode(LineList.SelectionMode.NoSelection)
        self.body.add(head, self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, name: str, rows: Sequence[DossierRow], now: datetime, calendar: WorkingDays) -> None:
        """Show the newest few of `rows`; none hides the card."""
        self.setVisible(bool(rows))
        self.title.show_text(f"{name} tại quầy này")
        lines = []
        for row in rows[:SHOWN_DOSSIERS]:
            reading = reading_of(row, now, calendar)
            lines.append(
                Line(
                    row.number,
                    (
                        Cell(date_words(row.received_at), 94, Role.FIGURES_SMALL, "ink2", clock=reading.clock),
                        Cell(row.procedure_name, role=Role.SECOND),
                    ),
                    high=22,
                )
            )
        self.list.show_lines(lines)
        self.list.setFixedHeight(self.list.content_height())


class Side(QWidget):
    """The right column of the page; it ends with the button that saves and prints."""

    def __init__(self) -> None:
        super().__init__()
        self.most_used = MostUsed()
        self.card_hint = Sheet("ready", padding=(16, 12, 14, 12))
        row = Row(gap=12)
        words = Text("Quét thẻ căn cước lúc nào cũng được: trước hay sau khi chọn thủ tục.", Role.SECOND, wrap=True)
        row.add(Icon("id", "accent", 26), words)
        row.setStretchFactor(words, 1)
        self.card_hint.body.add(row)
        self.promise = PromiseCard()
        self.duplicate = Duplicate()
        self.history = PersonHistory()
        self.papers = FactLine("Giấy tờ")
        self.slip = FactLine("Phiếu in")
        self.charge = FactLine("Thu tại quầy", cap="Alt P")
        self.missing = Text("", Role.SECOND, "soon", wrap=True)
        self.missing.setObjectName("missing")
        self.button = Button("In giấy hẹn", "Enter", Kind.PRIMARY, icon="printer", big=True, name="receive")
        self.at_once = KeyHint(("", "Có kết quả ngay: nhận và trả luôn"), ("Alt Q", ""))
        self.slip_first = KeyHint(("", "Chưa trả được ngay: in giấy hẹn"), ("Ctrl P", ""))
        self.again = KeyHint(("", "In xong, nhận tiếp cho người này"), ("Ctrl T", ""))
        self._facts = QWidget()
        Column(self._facts, gap=3).add(self.papers, self.slip, self.charge)
        self._hints = QWidget()
        Column(self._hints, gap=6).add(self.at_once, self.slip_first, self.again)
        self._visit = SameVisit.NO
        self._foot = Column(gap=10)
        self._foot.add(self.button)
        column = Column(self, gap=10)
        column.add(self.most_used, self.card_hint, self.promise, self.duplicate, self.history, 1)
        column.add(self._facts, self.missing, self._foot, self._hints)
        self.setFixedWidth(look().px(Size.RIGHT_COLUMN_WIDE))

    def rescale(self) -> None:
        self.setFixedWidth(look().px(Size.RIGHT_COLUMN_WIDE))

    def show_checklist(self, checklist: Checklist, sets: int) -> None:
        """Say how many papers are here, and name what nobody looked at beside the button."""
        self.papers.show_value(f"{checklist.have} loại · {sets} bộ" if checklist.have else "chưa có")
        names = [checklist.entries[place].paper.name for place in checklist.open_places]
        self.missing.setVisible(bool(names))
        more = f" và {len(names) - 1} giấy nữa" if len(names) > 1 else ""
        self.missing.setText(f"Chưa xem: {names[0]}{more}." if names else "")
        if names:
            self.button.set_verb(f"Còn {len(names)} giấy chưa xem", "list-check")
        else:
            self.button.set_verb(*VERBS[self._visit is SameVisit.FIRST])

    def offer(self, visit: SameVisit) -> None:
        """Say whether the result may be given in the same visit, and what the button does then."""
        self._visit = visit
        self.at_once.setVisible(visit is SameVisit.OFFERED)
        self.slip_first.setVisible(visit is SameVisit.FIRST)
        self.slip.show_value("không cần" if visit is SameVisit.FIRST else self.slip.value.text())

    def make_room(self, needed: bool) -> None:
        """Take what was only beside the work away, while room is needed."""
        if needed:
            self.duplicate.hide()
            self.history.hide()

    def take_button(self) -> None:
        """Put the button back at the end of the column."""
        self._foot.addWidget(self.button)

    def show_searching(self) -> None:
        """No procedure yet: the most used, and that a card may be scanned."""
        self._show(False)

    def show_promise(self, promise: Promise) -> None:
        """A procedure is chosen: the promise, and the button."""
        self._show(True)
        self.promise.show_promise(promise)

    def _show(self, chosen: bool) -> None:
        before: tuple[QWidget, ...] = (self.most_used, self.card_hint)
        after: tuple[QWidget, ...] = (self.promise, self._facts, self.button, self._hints)
        for widget in before:
            widget.setVisible(not chosen)
        for widget in after:
            widget.setVisible(chosen)
        if not chosen:
            self.duplicate.hide()
            self.history.hide()
            self.missing.hide()

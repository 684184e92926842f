"""Trả kết quả: scan, see yes or no, give."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.domain.errors import DeskError
from desk_app.usecases import progress
from desk_app.usecases.acts import Acted
from ui.counter import Counter
from ui.dialogs.form import Answers, Form, Ticks
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.move_desk import MoveDesk
from ui.dialogs.moves.apology import APOLOGY
from ui.dialogs.moves.move_form import MoveForm
from ui.dialogs.moves.obligation import SETTLED
from ui.dialogs.moves.posting import DELIVERED, POST_RETURNED
from ui.dialogs.moves.supplement import SUPPLEMENTED
from ui.keys import Binding, KeyLine, bind
from ui.look import look
from ui.messages import sentence_of
from ui.office_time import at_office, hour_words
from ui.pages.hand_over.card import PresentedCard
from ui.pages.hand_over.collectors import Collector
from ui.pages.hand_over.giving import Giving, give_together
from ui.pages.hand_over.reading import Presented, Waiting, presented, waiting
from ui.pages.hand_over.side import Given, JustGiven, Others
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import counter_of, reading_of, tail_of
from ui.tables.lines import Cell, Line, LineList
from ui.tables.search_line import SearchLine
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.sheet import SectionTitle, Sheet

JUST_GIVEN = 6
STEPS = {"Alt+X": APOLOGY, "Alt+U": DELIVERED, "Alt+L": POST_RETURNED, "Alt+B": SUPPLEMENTED, "Alt+V": SETTLED}


class HandOverPage(Page):
    """`recorded(number)` after a hand-over, `print_wanted(print_id)`, `open_dossier(number)` to see more of it."""

    title = "Trả kết quả"
    recorded = Signal(str)
    print_wanted = Signal(int)
    open_dossier = Signal(str)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setObjectName("hand_over_page")
        self._counter = counter
        self._presented: Presented | None = None
        self._waiting: Waiting | None = None
        self._says_not_found = False
        self._given: list[Given] = []
        self._busy = False
        self.scan = SearchLine(
            "scan", "Quét hoặc gõ số hồ sơ", "Quét giấy hẹn, thẻ căn cước, hoặc gõ số hồ sơ", icon="scan"
        )
        self.card = PresentedCard()
        self.moves = MoveDesk(self, counter)
        self.ready = LineList("ready_results", "Kết quả đang chờ người nhận")
        self.nothing = EmptyState(icon="file-check")
        self.others = Others()
        self.just_given = JustGiven()
        self._sheets = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        drawer = Sheet(padding=(6, 10, 6, 6))
        title = SectionTitle("Kết quả đang chờ người nhận")
        title.row.insertSpacing(0, look().px(10))
        drawer.body.add(title, self.ready)
        empty = Sheet()
        empty.body.add(self.nothing)
        for sheet in (drawer, self.card, empty):
            self._sheets.addWidget(sheet)
        work = Column(gap=12)
        work.add(self.scan, self._sheets)
        work.setStretchFactor(self._sheets, 1)
        self._side = QWidget()
        self._side.setFixedWidth(look().px(Size.RIGHT_COLUMN))
        Column(self._side, gap=12).add(self.others, self.just_given, 1)
        self.content.addLayout(work, 1)
        self.content.addWidget(self._side)

    def _connect(self) -> None:
        self.scan.returnPressed.connect(self._typed)
        self.ready.opened.connect(lambda number: self._present(number, "number"))
        self.card.give.clicked.connect(self._give)
        self.card.next.clicked.connect(self._finish)
        for key, move in STEPS.items():
            self.card.steps[key].clicked.connect(partial(self._step, move))
        self.card.back.clicked.connect(self._ask_originals)
        self.moves.done.connect(self._stepped)
        self.moves.refused.connect(self._failed)
        self.card.look_up.clicked.connect(self._look_up)
        self.card.collectors.finished.connect(self.card.give.setFocus)
        self.others.together.connect(self._give_all)
        self.others.wanted.connect(lambda number: self._present(number, "number"))

    # What the window calls

    def refresh(self) -> None:
        self._counter.ask(waiting, self._show_waiting)

    def scanned(self, text: str) -> bool:
        self._present(text, "slip")
        return True

    def bindings(self) -> Iterable[Binding]:
        for place, collector in enumerate(Collector, 1):
            yield bind(f"Alt+{place}", "Ai đến nhận", partial(self.card.collectors.choose, collector), self._may_give)
        yield bind("Alt+Q", "Có kết quả", self._finish, self._may_finish)
        yield bind("Alt+M", "Xem hồ sơ", self._look_up, self._has_card)
        for key, move in STEPS.items():
            step = self.card.steps[key]
            yield bind(key, step.text(), partial(self._step, move), partial(self._offers, step))
        yield bind("Alt+O", "Trả bản chính", self._ask_originals, partial(self._offers, self.card.back))
        yield bind("Alt+C", "Trả cùng một lần mọi kết quả của người này", self._give_all, self._may_give_all)

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn kết quả"), KeyLine(("Enter",), "Mở ra để trả"))

    def primary(self) -> Button | None:
        return self.card.give if self._may_give() else None

    def sections(self) -> Sequence[QWidget]:
        return (self.scan, self.ready, self.card.collectors.cards[Collector.APPLICANT], self.card.give)

    def search_box(self) -> QWidget | None:
        return self.scan

    def focus_first(self) -> None:
        """Stay with the card that shows: a scan may just have opened it."""
        if not self._has_card():
            super().focus_first()

    def step_back(self) -> bool:
        if self._has_card():
            self._put_away()
            return True
        if self.scan.text():
            self.scan.clear()
            return True
        return False

    def set_compact(self, compact: bool) -> None:
        self._side.setVisible(not compact)
        self.card.set_compact(compact)

    def rescale(self) -> None:
        self._side.setFixedWidth(look().px(Size.RIGHT_COLUMN))

    # What somebody came for

    def _typed(self) -> None:
        text = self.scan.text().strip()
        if text:
            self._present(text, "number")
        elif self.ready.lines:
            self.ready.setFocus()

    def _present(self, text: str, proof: str) -> None:
        self._counter.ask(
            lambda office: presented(office, text, proof),
            lambda got: self._show(got, text),
            lambda error: self._not_there(error, text),
        )

    def _show(self, got: Presented, text: str) -> None:
        self._presented = got
        self.scan.clear()
        words = {"slip": "Vừa quét", "card": "Vừa quét thẻ", "number": "Đang mở"}[got.proof]
        self.scan.say(f"{words} {tail_of(got.row.number)}", "ok")
        self._says_not_found = False
        self._sheets.setCurrentIndex(1)
        self.card.show_presented(got)
        self.others.show_rows(got.others, len(got.together) if self._may_give() else 0)

    def _not_there(self, error: DeskError, text: str) -> None:
        self._presented = None
        self.others.show_rows(())
        self.scan.say("Không thấy", "late")
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        tries = (
            ("Quét", "lại giấy hẹn, thẳng và chậm hơn"),
            ("4 số", "cuối của số hồ sơ, rồi Enter"),
            ("F3", "tìm theo tên ở trang Hồ sơ"),
        )
        self.nothing.show_words(sentence_of(error), f"Máy đã tìm “{shown}” trong mọi hồ sơ của quầy.", tries)
        self._says_not_found = True
        self._sheets.setCurrentIndex(2)

    def _put_away(self) -> None:
        self._presented = None
        self.others.show_rows(())
        self.scan.say("")
        self._show_drawer()
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_card(self) -> bool:
        return self._presented is not None and self._sheets.currentIndex() == 1

    def _may_give(self) -> bool:
        verdict = self.card.verdict
        return self._has_card() and verdict is not None and verdict.may_hand_over

    def _may_finish(self) -> bool:
        return self._has_card() and self.card.next.isVisibleTo(self.card)

    def _look_up(self) -> None:
        if self._presented is not None:
            self.open_dossier.emit(self._presented.row.number)

    # Giving

    def _giving(self) -> Giving | None:
        """Return who takes it and how; None when something is missing, which is then said."""
        got, collectors = self._presented, self.card.collectors
        if got is None or self._busy or not self._may_give() or collectors.missing():
            return None
        represented = collectors.collector is Collector.REPRESENTATIVE
        return Giving(
            collectors.name_of(got.dossier),
            collectors.collector.value,
            got.proof,
            collectors.paper.text if represented else "",
            self.card.has_lost_slip,
            self.card.returned,
        )

    def _give(self) -> None:
        """Hand over once; a representative needs a name and a paper."""
        giving = self._giving()
        if giving is not None and self._presented is not None:
            self._hand_over((self._presented.row.number,), giving)

    def _give_all(self) -> None:
        """Hand over every result of this person in one go."""
        giving = self._giving()
        if giving is not None and self._presented is not None:
            self._hand_over((self._presented.row.number, *self._presented.together), giving)

    def _hand_over(self, numbers: tuple[str, ...], giving: Giving) -> None:
        self._busy = True
        self._counter.ask(
            lambda office: give_together(office, numbers, giving),
            lambda done: self._handed_over(done, giving),
            self._failed,
        )

    def _handed_over(self, done: Sequence[Acted], giving: Giving) -> None:
        self._busy = False
        got = self._presented
        rows = {row.number: row for row in (got.row, *got.others)} if got is not None else {}
        for each in done:
            if each.number in rows:
                hour = hour_words(at_office(each.at))
                self._given.insert(0, Given(hour, giving.collector, rows[each.number].procedure_name))
        self.just_given.show_given(self._given[:JUST_GIVEN])
        self._put_away()
        what = counter_of(done[0].number) if len(done) == 1 else f"{len(done)} kết quả"
        words = f"Đã trả {what} cho {giving.collector}"
        if giving.lost_slip:
            words += "; xin đưa giấy cam đoan cho bà con ký"
        self.scan.say(words, "ok")
        self.told.emit(words)
        for each in done:
            self.recorded.emit(each.number)
            if each.print_id is not None or giving.lost_slip:
                self.print_wanted.emit(each.print_id or 0)
        self.refresh()

    def _may_give_all(self) -> bool:
        return self._may_give() and self.others.has_any()

    def _ask_originals(self) -> None:
        """Ask which originals go back with the result; nothing is written before it is handed over."""
        got = self._presented
        if got is None:
            return
        asks = (Ticks("returned", "Bản chính trả lại cùng kết quả", got.originals, ticked=True),)
        form = Form("Trả lại bản chính nào?", "Trả lại", asks, at_office(got.now).date(), ready=True)

        def ticked(answers: Answers) -> None:
            self.card.give_back(answers.ticked("returned"))
            dialog.close_card()
            self.card.give.setFocus(Qt.FocusReason.OtherFocusReason)

        dialog = FormDialog(self.window(), form, ticked)

    # The step that comes before giving

    def _offers(self, button: Button) -> bool:
        return self._has_card() and button.isVisibleTo(self.card)

    def _step(self, move: MoveForm, _checked: bool = False) -> None:
        if self._presented is not None:
            self.moves.begin(self._presented.row.number, move)

    def _stepped(self, done: Acted, words: str) -> None:
        self.told.emit(f"Hồ sơ {counter_of(done.number)} {words}")
        self.recorded.emit(done.number)
        if done.print_id is not None:
            self.print_wanted.emit(done.print_id)
        if self._presented is not None:
            self._present(done.number, self._presented.proof)

    def _finish(self) -> None:
        got = self._presented
        if got is None or self._busy:
            return
        self._busy = True
        number = got.row.number
        self._counter.ask(lambda office: progress.finish(office, number), self._finished, self._failed)

    def _finished(self, done: Acted) -> None:
        self._busy = False
        number = done.number
        self.told.emit(f"Hồ sơ {counter_of(number)} đã có kết quả")
        self.recorded.emit(number)
        if self._presented is not None:
            self._present(number, self._presented.proof)

    def _failed(self, error: DeskError) -> None:
        self._busy = False
        self.told.emit(sentence_of(error))
        self.scan.say("Chưa trả được", "late")
        if self._presented is not None:
            self._present(self._presented.row.number, self._presented.proof)

    # The drawer

    def _show_waiting(self, got: Waiting) -> None:
        self._waiting = got
        many = len(got.ready)
        self.set_fact(f"{many} kết quả đang chờ trong ngăn" if many else "không có kết quả nào chờ người nhận")
        lines = []
        for row in got.ready:
            reading = reading_of(row, got.now, got.calendar)
            lines.append(
                Line(
                    row.number,
                    (
                        Cell(row.name, 220, Role.NAME, clock=reading.clock),
                        Cell(row.procedure_name, role=Role.BODY, ink="ink2"),
                        Cell(tail_of(row.number), 96, Role.FIGURES_SMALL, "ink2"),
                        Cell(reading.words, 132, Role.FIGURES_STRONG, reading.clock.value),
                    ),
                    high=Size.ROW + 1,
                    cap="Enter",
                )
            )
        self.ready.show_lines(lines)
        if not self._has_card() and not self._says_not_found:
            self._show_drawer()

    def _show_drawer(self) -> None:
        self._says_not_found = False
        if self._waiting is not None and self._waiting.ready:
            self._sheets.setCurrentIndex(0)
            return
        tries = (("Quét", "giấy hẹn của bà con"), ("4 số", "cuối của số hồ sơ, rồi Enter"), ("F3", "tìm theo tên"))
        self.nothing.show_words("Không có kết quả nào chờ người nhận", "Khi bà con đến, xin:", tries)
        self._sheets.setCurrentIndex(2)

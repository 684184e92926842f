"""Đồng bộ: a sentence, a bar of proven receipts, each dossier that is only here, and `Gửi ngay`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.counter import Counter
from ui.keys import Binding, KeyLine, bind
from ui.office_time import grouped
from ui.pages.exchange.parts import StateSheet, cards, fill, show_night
from ui.pages.exchange.reading import (
    MOST_LINES,
    NOT_ENROLLED,
    Arrived,
    Reading,
    arrived_line,
    read,
    refused_line,
    waiting_line,
)
from ui.pages.exchange.stick import BACK, OUT, StickFoot
from ui.refusal_words import refusal_words
from ui.resources.tokens import Role
from ui.status_sentence import ExchangeFacts, headline, last_proof, next_words
from ui.tables.lines import LineList
from ui.widgets.alert import AlertStrip
from ui.widgets.boxes import Column
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.sheet import Divider, RightColumn, SectionTitle, Sheet
from ui.widgets.status_bar import Sentence
from ui.widgets.text import Text

MOST_ARRIVED = 50
TRUST = "“Đã nhận” chỉ hiện khi chữ ký biên nhận của máy chủ khớp với máy này."
BROKEN = "Lần gửi vừa rồi chưa xong. Quầy vẫn nhận hồ sơ bình thường."


class ExchangePage(Page):
    """`send_now`: the clerk wants a round at once; `carried`: a stick was written or read; `open_dossier(number)`.

    The owner tells it of rounds: `show_progress`, `show_result`, `show_failure`, `show_next`; of nights: `show_night`.
    """

    send_now = Signal()
    carried = Signal()
    open_dossier = Signal(str)
    title = "Đồng bộ"

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter
        self._reading: Reading | None = None
        self._arrived: dict[str, Arrived] = {}
        self._progress: tuple[int, int] | None = None
        self._before: int | None = None
        self._since: datetime | None = None
        self._failure = ""
        self._next_at: datetime | None = None
        self._stick_shown: datetime | None = None
        self.state = StateSheet()
        self.list = LineList("only_here", "Hồ sơ chỉ có trên máy này")
        self.list.opened.connect(self.open_dossier)
        self.empty = EmptyState(icon="cloud-check")
        self.send = Button("Gửi ngay", "Ctrl+Enter", Kind.PRIMARY, icon="refresh", big=True, name="send_now")
        self.send.clicked.connect(self._send)
        self.stick = StickFoot()
        self.stick.told.connect(self._carried)
        self.strip = AlertStrip(BROKEN, "", icon="plug-connected-x")
        self.strip.hide()
        self.alerts.add(self.strip)
        self._build()

    # What the owner tells

    def show_progress(self, done: int, left: int) -> None:
        """Show how far the round is, in acts proven and acts still to come."""
        if self._progress is None and self._reading is not None:
            self._before, self._since = self._reading.status.only_here, self._reading.now
        self._progress, self._failure = (done, left), ""
        self._hold("Đang gửi")
        self._show_state()
        self.refresh()

    def show_result(self, result: object = None) -> None:
        """The round went well."""
        self._ended("")

    def show_failure(self, sentence: str) -> None:
        """The round could not be finished; `sentence` says why and that nothing is lost."""
        self._ended(sentence)

    def show_next(self, at: datetime | None) -> None:
        """Say when the machine tries by itself the next time."""
        self._next_at = at
        self._show_state()

    def show_night(self, clock: str) -> None:
        """Say at what time the machine sends with nobody signed in (empty: it does not)."""
        show_night(self._cards[0], clock)

    # What the window asks

    def refresh(self) -> None:
        known = self._reading.compared if self._reading else NOT_ENROLLED
        self._counter.ask(lambda office: read(office, known), self._show)

    def primary(self) -> Button:
        return self.send

    def bindings(self) -> Iterable[Binding]:
        return (
            bind("Alt+C", OUT, lambda: self.stick.ask(back=False)),
            bind("Alt+U", BACK, lambda: self.stick.ask(back=True)),
        )

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn hồ sơ"), KeyLine(("Enter",), "Mở hồ sơ"))

    def sections(self) -> Sequence[QWidget]:
        return (self.send, self.list)

    def set_compact(self, compact: bool) -> None:
        for card in self._cards:
            card.setVisible(not compact)
        self._right.set_strip(compact)
        along = QBoxLayout.Direction.TopToBottom if compact else QBoxLayout.Direction.LeftToRight
        self.content.setDirection(along)

    # Inside

    def _build(self) -> None:
        self._cards = cards()
        self.waiting_chip = Chip("", "soon", icon="clock")
        self.arrived_chip = Chip("", "ok", icon="circle-check")
        head = SectionTitle("Từng hồ sơ").side(self.arrived_chip, self.waiting_chip)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        sheet = Sheet(padding=(5, 10, 5, 8))
        top = Column(margins=(9, 0, 9, 0), gap=8)
        top.add(head, Divider())
        foot = Column(margins=(9, 0, 9, 0), gap=8)
        foot.add(Text(TRUST, Role.SMALL, "ink2", wrap=True), Divider(), self.stick)
        sheet.body.add(top, self.stack, foot)
        sheet.body.setStretchFactor(self.stack, 1)
        left = Column(gap=12)
        left.add(self.state, sheet)
        left.setStretchFactor(sheet, 1)
        self._right = RightColumn()
        self._right.body.add(*self._cards, 1, self.send)
        self.content.add(left, self._right)
        self.content.setStretchFactor(left, 1)

    def _carried(self, sentence: str) -> None:
        self.told.emit(sentence)
        self.carried.emit()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        # A round may end while another page shows: nobody then finds a button that waits for ever.
        super().hideEvent(event)
        self._progress = self._before = self._since = None
        self._release()

    def _send(self) -> None:
        self._hold("Đang nối máy chủ")
        self.send_now.emit()

    def _hold(self, verb: str) -> None:
        self.send.set_verb(verb)
        self.send.setEnabled(False)

    def _release(self) -> None:
        self.send.setEnabled(True)
        self.send.set_verb("Gửi ngay")

    def _ended(self, failure: str) -> None:
        self._progress, self._before, self._since, self._failure = None, None, None, failure
        self._release()
        self._show_state()
        self.refresh()

    def _show(self, reading: Reading) -> None:
        here = {row.number for row in reading.only_here}
        # A list that is cut off says nothing about the rows it lacks.
        before = self._reading.only_here if self._reading and len(here) < MOST_LINES else ()
        for row in before:
            if row.number not in here:
                self._arrived[row.number] = Arrived(row, reading.now)
        for number in here:
            self._arrived.pop(number, None)
        self._reading = reading
        self._show_state()
        self._show_lines(reading)

    def _show_lines(self, reading: Reading) -> None:
        arrived = list(reversed(self._arrived.values()))[:MOST_ARRIVED]
        upstream = self._facts(reading).upstream
        refused = reading.refused.numbers if reading.refused else ()
        lines = [
            refused_line(row, upstream) if row.number in refused else waiting_line(row) for row in reading.only_here
        ]
        lines += [arrived_line(each, upstream) for each in arrived]
        self.list.show_lines(lines)
        self.stack.setCurrentWidget(self.list if lines else self.empty)
        self.waiting_chip.setVisible(bool(reading.status.only_here))
        self.waiting_chip.show_words(f"Chưa gửi {reading.status.only_here}")
        self.arrived_chip.setVisible(bool(arrived))
        self.arrived_chip.show_words(f"Vừa nhận {len(arrived)}")
        self.empty.show_words(
            "Không có hồ sơ nào chỉ ở trên máy này.",
            f"Đã xem {reading.status.dossiers} hồ sơ của máy; việc mới ghi sẽ hiện ở đây cho đến khi máy chủ nhận.",
            (("F2", "Nhận hồ sơ mới"), ("F3", "Tìm một hồ sơ"), ("F5", "Xem việc hôm nay")),
        )

    def _show_state(self) -> None:
        reading = self._reading
        if reading is None:
            return
        self.set_fact(f"Máy chủ {reading.label}")
        fill(self._cards, reading, self._next_at)
        if self._stick_shown != reading.stick_at:
            self._stick_shown = reading.stick_at
            self.stick.show_under_way(reading.stick_at)
        self.stick.show_enrolled(reading.is_enrolled)
        status = reading.status
        proven = status.dossiers - status.only_here
        if self._progress is None:
            self.state.show_dossiers(proven, status.only_here, reading.label)
        elif self._before is not None and self._before >= status.only_here:
            self.state.show_round(self._before - status.only_here, status.only_here, reading.label)
        else:
            self.state.show_acts(*self._progress, status.only_here, reading.label)
        self.state.show_headline(self._headline(reading))
        self._show_strip(reading)
        waiting = status.only_here
        self.badge_changed.emit(str(waiting) if waiting else "", "soon")

    def _show_strip(self, reading: Reading) -> None:
        self.strip.setVisible(bool(self._failure) or reading.refused is not None)
        if reading.refused is None:
            self.strip.show_words(BROKEN, self._failure)
            return
        why, step = refusal_words(reading.refused.reason)
        count = len(reading.refused.numbers)
        what = f"{grouped(count)} hồ sơ" if count else "một số việc"
        self.strip.show_words(f"{self._facts(reading).upstream} chưa nhận {what}: {why}.", step)

    def _headline(self, reading: Reading) -> Sentence:
        said = headline(self._facts(reading))
        if self._progress is not None or not reading.status.only_here:
            return said
        if not reading.address:
            return replace(said, rest="Máy chưa có địa chỉ để gửi; xin ghi ở trang Cài đặt.")
        if reading.refused is not None or (reading.stick_at is not None and not self._failure):
            return said
        coming = f" Máy tự gửi tiếp lúc {next_words(self._next_at, reading.now)}." if self._next_at else ""
        if self._failure:
            return Sentence("plug-connected-x", "soon", said.bold, f"Hồ sơ vẫn an toàn trên máy này.{coming}")
        return replace(said, rest=f"{last_proof(self._facts(reading))}{coming}")

    def _facts(self, reading: Reading) -> ExchangeFacts:
        return ExchangeFacts(
            status=reading.status,
            now=reading.now,
            label=reading.label,
            sending=self._progress,
            before=self._before,
            sending_since=self._since,
            next_at=self._next_at,
            stick_at=reading.stick_at,
            refused=reading.refused.numbers if reading.refused else (),
            hotline=reading.hotline,
        )

"""Hôm nay: what has to be done, from the top down."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Recorded
from desk_app.domain.lifecycle import RUNNING_STATES, State
from desk_app.ports import DossierRow
from desk_app.usecases import closures, decisions, progress
from desk_app.usecases.acts import Acted
from desk_app.usecases.morning import Section, rows_of
from ui.counter import Counter
from ui.keys import Binding, KeyLine, bind
from ui.look import look
from ui.messages import sentence_of
from ui.office_time import hour_words
from ui.pages.today.groups import BAG, CONFLICT, UNPLACED, Today, lines_of, next_day_off, today
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import counter_of
from ui.tables.lines import LineList
from ui.widgets.alert import AlertStrip
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.clock import ClockState
from ui.widgets.empty import EmptyState
from ui.widgets.icon import Icon
from ui.widgets.page import Page
from ui.widgets.sheet import FactLine, Sheet
from ui.widgets.text import Text


class TodayPage(Page):
    """`open_dossier(number)` on Enter, `hand_over_wanted(number)` for a result that waits, `recorded(number)`."""

    title = "Hôm nay"
    recorded = Signal(str)
    open_dossier = Signal(str)
    hand_over_wanted = Signal(str)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setObjectName("today_page")
        self._counter = counter
        self._day: Today | None = None
        self._calendar = ""
        self.moved = AlertStrip("", "", icon="calendar-question")
        self.moved.hide()
        self.alerts.add(self.moved)
        self.list = LineList("tasks", "Việc hôm nay")
        self.nothing = EmptyState(icon="circle-check")
        self.numbers = Numbers()
        self.evening = Evening()
        self.day_off = _DayOff()
        self.next = Button("Nhận người tiếp theo", "F2", Kind.PRIMARY, icon="file-plus", big=True, name="next_person")
        self._sheets = QStackedWidget()
        tasks, empty = Sheet(padding=(5, 5, 5, 5)), Sheet()
        tasks.body.add(self.list)
        empty.body.add(self.nothing)
        for sheet in (tasks, empty):
            self._sheets.addWidget(sheet)
        self._side = QWidget()
        self._side.setFixedWidth(look().px(Size.RIGHT_COLUMN))
        Column(self._side, gap=10).add(self.numbers, self.evening, self.day_off, 1, self.next)
        self.content.add(self._sheets, self._side)
        self.content.setStretchFactor(self._sheets, 1)
        self.list.opened.connect(self._open)
        self.next.clicked.connect(lambda: self.go_to.emit("intake"))

    # What the window calls

    def refresh(self) -> None:
        self._counter.ask(today, self._show)

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+Q", "Có kết quả", self._finish, self._may_finish)

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn việc"), KeyLine(("Enter",), "Mở hồ sơ, hoặc trả kết quả"))

    def primary(self) -> Button | None:
        return self.next

    def sections(self) -> Sequence[QWidget]:
        return (self.list, self.next) if self._day is None or self.list.lines else (self.next,)

    def set_compact(self, compact: bool) -> None:
        self._side.setVisible(not compact)

    def rescale(self) -> None:
        self._side.setFixedWidth(look().px(Size.RIGHT_COLUMN))

    # The day

    def _show(self, day: Today) -> None:
        self._day = day
        tasks, at_list = day.tasks, self.window().focusWidget() is self.list
        self.set_fact(f"{tasks} việc, làm từ trên xuống" if tasks else "không còn việc hẹn")
        late = day.morning.count(Section.LATE, Section.LATE_AGAIN)
        urgent = late + len(day.conflicts) + day.morning.count(Section.DECIDED, Section.APOLOGY, Section.TODAY)
        self.badge_changed.emit(str(urgent) if urgent else "", "late" if late else "soon")
        self.list.show_lines(lines_of(day))
        self.nothing.show_words(
            "Không còn việc hẹn hôm nay.",
            "Không có hồ sơ đến hẹn, trễ hẹn hay chờ người nhận.",
            (("F2", "nhận người tiếp theo"), ("F3", "tìm một hồ sơ"), ("F8", "xem hồ sơ nào chỉ có trên máy này")),
        )
        self._sheets.setCurrentIndex(0 if tasks else 1)
        self.numbers.show_day(day)
        self.evening.show_day(day)
        self.day_off.show_words(next_day_off(day.calendar, day.now))
        if not tasks and at_list:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        if day.calendar.version != self._calendar or self.moved.isVisible():
            self._calendar = day.calendar.version
            self._counter.ask(closures.plan_new_calendar, self._show_moved)

    def _show_moved(self, affected: Sequence[object]) -> None:
        """A calendar that came in overnight or was changed by hand moves nobody's day by itself."""
        self.moved.show_words(
            f"Lịch đã đổi: {len(affected)} ngày đã hẹn khác đi.",
            "Sổ ngày (Ctrl F5), Nghỉ đột xuất (Alt 3), Alt L để xem từng hồ sơ và dời.",
        )
        self.moved.setVisible(bool(affected))

    def _row(self, number: str) -> DossierRow | None:
        if self._day is None:
            return None
        return next((row for row in rows_of(self._day.morning) if row.number == number), None)

    def _open(self, number: str) -> None:
        if number.startswith(UNPLACED):
            decision = bytes.fromhex(number.removeprefix(UNPLACED))
            self._counter.ask(lambda office: decisions.seen(office, decision), self._seen, self._failed)
            return
        if number.startswith(CONFLICT):
            self.open_dossier.emit(number.removeprefix(CONFLICT).split()[0])
            return
        if number.startswith(BAG):
            self.go_to.emit("office_day")
            return
        row = self._row(number)
        if row is not None and row.state is State.RESULT_READY and not row.posted and self._may_go(row):
            self.hand_over_wanted.emit(number)
        else:
            self.open_dossier.emit(number)

    def _may_go(self, row: DossierRow) -> bool:
        """A late result without its apology is dealt with on its own page first."""
        assert self._day is not None  # there is a row only where there is a day
        return all(task.row.number != row.number for task in self._day.morning.sections.get(Section.LATE, ()))

    def _may_finish(self) -> bool:
        row = self._row(self.list.chosen_id)
        return row is not None and row.state in RUNNING_STATES

    def _finish(self) -> None:
        number = self.list.chosen_id
        self._counter.ask(lambda office: progress.finish(office, number), self._finished, self._failed)

    def _finished(self, got: Acted) -> None:
        number = got.number
        self.told.emit(f"Hồ sơ {counter_of(number)} đã có kết quả")
        self.recorded.emit(number)
        self.refresh()

    def _seen(self, event: Recorded) -> None:
        self.told.emit("Đã ghi là đã xem quyết định")
        self.refresh()

    def _failed(self, error: DeskError) -> None:
        self.told.emit(sentence_of(error))
        self.refresh()


class Numbers(Sheet):
    """The day's numbers: taken in, ready, handed over; and how the open ones stand."""

    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 14, 12), gap=6)
        self.title = Text("", Role.SECOND_STRONG)
        self._numbers = {word: Text("0", Role.BIG_NUMBER, ink) for word, ink in _WORDS}
        row = Row(gap=16)
        for word, _ in _WORDS:
            column = Column(gap=0)
            column.add(self._numbers[word], Text(word, Role.SECOND, "ink2"))
            row.addLayout(column, 1)
        self.chips = {state: Chip("", state=state) for state in _CHIPS}
        chips = Column(gap=4)
        first, second = Row(gap=4), Row(gap=4)
        first.add(self.chips[ClockState.SOON], self.chips[ClockState.LATE], 1)
        second.add(self.chips[ClockState.READY], 1)
        chips.add(first, second)
        self.body.add(self.title)
        self.body.addLayout(row)
        self.body.addLayout(chips)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_day(self, day: Today) -> None:
        lists, found = day.morning.counts, day.morning
        morning = "Sáng nay" if day.now.hour < 12 else "Hôm nay"
        self.title.setText(f"{morning} đến {hour_words(day.now)}")
        counts = (lists.received_today, lists.finished_today, lists.handed_over_today)
        for (word, _), count in zip(_WORDS, counts, strict=True):
            self._numbers[word].setText(str(count))
        soon = found.count(Section.APOLOGY, Section.TODAY, Section.TOMORROW, Section.SOON)
        for state, count, word in (
            (ClockState.SOON, soon, "sắp hẹn"),
            (ClockState.LATE, found.count(Section.LATE, Section.LATE_AGAIN), "trễ"),
            (ClockState.READY, found.count(Section.READY), "chờ người nhận"),
        ):
            self.chips[state].show_words(f"{count} {word}")
            self.chips[state].setVisible(bool(count))


_WORDS = (("đã nhận", "ink"), ("có kết quả", "ready"), ("đã trả", "ok"))
_CHIPS = (ClockState.SOON, ClockState.LATE, ClockState.READY)


class Evening(Sheet):
    """What the end of the day asks about."""

    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 14, 10), gap=4)
        self.only_here = FactLine("Hồ sơ chỉ có trên máy này")
        self.closing = FactLine("Chốt ngày")
        self.body.add(Text("Cuối ngày", Role.SECOND_STRONG), self.only_here, self.closing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_day(self, day: Today) -> None:
        closed = day.morning.closed
        self.closing.show_value("đã chốt" if closed else "chưa chốt", "ok" if closed else "ink2")
        nothing = f"{day.upstream} đã nhận đủ"
        self.only_here.show_value(str(day.only_here) if day.only_here else nothing, "soon" if day.only_here else "ok")


class _DayOff(Sheet):
    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 14, 10))
        self._words = Text("", Role.SECOND, "ink2", wrap=True)
        row = Row(gap=12)
        row.add(Icon("calendar-off", "ink2", 18), self._words)
        row.setStretchFactor(self._words, 1)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, words: str) -> None:
        """Name the next day off; nothing hides the card."""
        self._words.setText(words)
        self.setVisible(bool(words))

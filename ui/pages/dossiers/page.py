"""Hồ sơ: type anything of it, see where it stands, do what may be done."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DeskError, DossierNumberError
from desk_app.domain.lifecycle import Move
from desk_app.usecases import progress, slips, tracking
from desk_app.usecases.acts import Acted
from ui.counter import Counter
from ui.dialogs.more_deeds import MoreDeeds
from ui.dialogs.move_desk import MoveDesk
from ui.dialogs.moves.deeds import Deed
from ui.dialogs.scans.scan_desk import ScanDesk
from ui.keys import Binding, KeyLine, bind
from ui.look import look
from ui.messages import sentence_of
from ui.pages.dossiers.detail import DetailPane
from ui.pages.dossiers.filters import Filter, Filters
from ui.pages.dossiers.found_lines import two_lines
from ui.pages.dossiers.reading import Found, Shown, found, found_one, shown
from ui.tables.dossier_words import counter_of, reading_of, tail_of
from ui.tables.search_line import SearchLine
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.key_cap import KeyHint
from ui.widgets.page import Page
from ui.widgets.rows import RowList
from ui.widgets.sheet import Sheet

SEARCH_AFTER_MS = 40
DETAIL_AFTER_MS = 30
LIST_WIDE, LIST_ROOMY = 384, 480
ROOMY_FROM = 1400
NARROW = 292
WIDEST = 16_777_215  # Qt's own bound of a width


class DossiersPage(Page):
    """`recorded(number)` after a move, `print_wanted(print_id)`, `hand_over_wanted(number)`."""

    title = "Hồ sơ"
    recorded = Signal(str)
    print_wanted = Signal(int)
    hand_over_wanted = Signal(str)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setObjectName("dossiers_page")
        self._counter = counter
        self._found: Found | None = None
        self._asked = ""
        self._single = ""
        self._wanted = ""
        self._just_opened = False
        self.search = SearchLine("search", "Tìm hồ sơ", "Tên, số hồ sơ, số điện thoại, số định danh")
        self.search.installEventFilter(self)
        self.filters = Filters()
        self.list = RowList("dossiers", "Hồ sơ tìm thấy")
        self.detail = DetailPane()
        self.moves = MoveDesk(self, counter)
        self.scans = ScanDesk(self, counter)
        self.nothing = EmptyState(icon="folder-search")
        self._compact = False
        self._searcher = self._timer(SEARCH_AFTER_MS, self._look_up)
        self._shower = self._timer(DETAIL_AFTER_MS, self._ask_detail)
        self._build()
        self._connect()
        self._show_nothing()

    def _timer(self, after: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def _build(self) -> None:
        self._rows = Sheet(padding=(4, 4, 4, 4))
        self._rows.body.add(self.list)
        self._empty = Sheet()
        self._empty.body.add(self.nothing)
        self._keys = KeyHint(("↑ ↓", "chọn"), ("Enter", "mở"), ("Alt ← →", "lọc"))
        self._left = QWidget()
        left = Column(self._left, gap=8)
        left.add(self.search, self.filters, self._rows, self._empty, self._keys)
        for sheet in (self._rows, self._empty):
            left.setStretchFactor(sheet, 1)
        self.content.add(self._left, self.detail)
        self.content.setStretchFactor(self.detail, 1)

    def _arrange(self, *, something: bool) -> None:
        """With something found: list and detail. With nothing: one sheet that says so, under a wide box."""
        parts: tuple[QWidget, ...] = (self._rows, self._keys, self.detail)
        for part in parts:
            part.setVisible(something)
        self._empty.setVisible(not something)
        roomy = self.width() >= look().px(ROOMY_FROM)
        wide = look().px(NARROW if self._compact else LIST_ROOMY if roomy else LIST_WIDE)
        self._left.setMinimumWidth(wide)
        self._left.setMaximumWidth(wide if something else WIDEST)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typed)
        self.filters.changed.connect(lambda _: self._show_rows())
        self.list.chosen.connect(lambda _: self._shower.start())
        self.list.opened.connect(lambda _: self._open_chosen())
        self.detail.deed_wanted.connect(self._begin)
        self.detail.more_wanted.connect(self._more)
        self.moves.done.connect(self._deed_done)
        self.moves.refused.connect(self._refused)
        self.scans.refused.connect(self._refused)
        self.scans.changed.connect(self._scans_changed)
        self.detail.reprint_wanted.connect(self._reprint)
        self.detail.number_wanted.connect(self._uncover)

    # What the window calls

    def refresh(self) -> None:
        self._just_opened = True
        QTimer.singleShot(0, self._opened_a_while_ago)
        if self._single:
            self._ask_one(self._single)
        else:
            self._look_up()

    def _opened_a_while_ago(self) -> None:
        self._just_opened = False

    def scanned(self, text: str) -> bool:
        """Show the dossier that the window opened this page for.

        A scan while the page already shows goes back to the window, which knows where a finished dossier belongs.
        """
        try:
            number = str(DossierNumber.parse(text))
        except DossierNumberError:
            return False
        if not self._just_opened:
            return False
        self.open_number(number)
        return True

    def open_number(self, number: str) -> None:
        """Show one dossier, whatever was searched for before."""
        self._single, self._wanted = number, number
        self.search.blockSignals(True)
        self.search.setText(tail_of(number).strip("…"))
        self.search.blockSignals(False)
        self._ask_one(number)

    def bindings(self) -> Iterable[Binding]:
        for deed in self.detail.deeds if self._has_detail() else ():
            if deed.move is not Move.HAND_OVER:  # the window presses the primary button by Ctrl+Enter
                yield bind(deed.key, deed.words, partial(self._begin, deed))
        yield bind("Alt+W", "Việc khác", self._more, self._has_more)
        yield bind("Ctrl+P", "In lại giấy hẹn", self._reprint, self._has_slip)
        yield bind("Ctrl+C", "Chép mã hồ sơ", self._copy_number, self._copies_number)
        yield bind("Alt+←", "Lọc", partial(self.filters.step, -1))
        yield bind("Alt+→", "Lọc", partial(self.filters.step, 1))
        yield bind("Alt+1", "Chủ hồ sơ, hiện đủ số", self._to_person, self._has_detail)
        yield bind("Alt+2", "Giấy tờ", self.detail.papers.setFocus, self._has_detail)
        yield bind("Alt+3", "Bản in", self.detail.prints.setFocus, self._has_detail)
        yield bind("Alt+4", "Bản quét", lambda: self.scans.begin(self.number), self._may_scan)

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn hồ sơ"), KeyLine(("Enter",), "Mở hồ sơ"))

    def primary(self) -> Button | None:
        first = next(iter(self.detail.buttons.values()), None) if self._has_detail() else None
        return first if first is not None and self.detail.deeds[0].is_next else None

    def sections(self) -> Sequence[QWidget]:
        return (self.search, self.list, self.detail.reprint, self.detail.history)

    def search_box(self) -> QWidget | None:
        return self.search

    def step_back(self) -> bool:
        if QApplication.focusWidget() is not self.search:
            self.search.setFocus()
            self.search.selectAll()
            return True
        if self.search.text():
            self.search.clear()
            return True
        return False

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.detail.set_compact(compact)
        self._arrange(something=self._rows.isVisibleTo(self))

    def rescale(self) -> None:
        self._arrange(something=self._rows.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    # Searching

    def _typed(self, _text: str) -> None:
        self._single = ""
        self._searcher.start()

    def _look_up(self) -> None:
        text = self.search.text().strip()
        self._asked = text
        if text:
            self._counter.ask(lambda office: found(office, text), self._take_found)
        else:
            self._found = None
            self._show_rows()

    def _ask_one(self, number: str) -> None:
        self._asked = ""
        self._counter.ask(lambda office: found_one(office, number), self._take_found, self._not_there)

    def _take_found(self, got: Found) -> None:
        if got.text == self._asked:  # an answer to what was typed before is stale
            self._found = got
            self._show_rows()

    def _not_there(self, error: DeskError) -> None:
        self._found = None
        self._show_rows()
        self.nothing.show_words(sentence_of(error), "")

    def _show_rows(self) -> None:
        got = self._found
        if got is None:
            self.list.show_rows(())
            self.filters.show_counts({})
            self.search.say("")
            self._show_nothing()
            return
        readings = [(row, reading_of(row, got.now, got.calendar)) for row in got.rows]
        self.filters.show_counts(Filter.counts([reading.clock for _, reading in readings]))
        kept = [(row, reading) for row, reading in readings if self.filters.chosen.takes(reading.clock)]
        self.list.show_rows([two_lines(row, reading, got.text) for row, reading in kept], choose=self._wanted or None)
        self._wanted = ""
        self.search.say(f"{len(got.rows)} hồ sơ" if got.text else "")
        if kept:
            self._arrange(something=True)
            self._shower.start()
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        text = self.search.text().strip()
        self._shower.stop()
        self.detail.shown = None
        self._arrange(something=False)
        if not text:
            tries = (
                ("Gõ", "một phần tên, không cần dấu: “thuy tien”"),
                ("4 số", "cuối của số hồ sơ hay số điện thoại"),
                ("Quét", "giấy hẹn của bà con, ở trang nào cũng được"),
            )
            self.nothing.show_words("Tìm một hồ sơ", "Kết quả hiện ra ngay khi gõ.", tries)
            return
        tries = (
            ("Quét", "giấy hẹn hoặc thẻ căn cước của người đến"),
            ("4 số", "cuối của số điện thoại hay số hồ sơ"),
            ("F2", "nhận hồ sơ mới cho người này"),
        )
        where = "Máy đã tìm trong mọi hồ sơ của quầy, kể cả hồ sơ chưa gửi. Thử bớt chữ, hoặc:"
        self.nothing.show_words(f"Chưa thấy hồ sơ nào khớp “{text}”", where, tries)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the box choose in the list; Enter opens."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.list.choose_by(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_chosen()
            return True
        return False

    # The dossier

    def _ask_detail(self) -> None:
        number = self.list.chosen_id
        if number:
            self._counter.ask(lambda office: shown(office, number), self._take_detail)

    def _take_detail(self, got: Shown) -> None:
        if got.detail.dossier.number == self.list.chosen_id:
            self.detail.show_dossier(got)
            self.detail.show()

    def _open_chosen(self) -> None:
        """Go from the list to what may be done with the dossier."""
        button = self.primary() or self.detail.reprint
        if self._has_detail():
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_detail(self) -> bool:
        return self.detail.shown is not None

    def _has_slip(self) -> bool:
        return self._has_detail() and self.detail.has_slip

    @property
    def found_for(self) -> str:
        """What was searched for when the list was found, "" while it waits for an answer."""
        return self._found.text if self._found and self._found.text == self._asked else ""

    @property
    def number(self) -> str:
        """The number of the dossier that shows, "" for none."""
        return self.detail.shown.detail.dossier.number if self.detail.shown else ""

    def _begin(self, deed: Deed) -> None:
        number = self.number
        if deed.move is Move.HAND_OVER:
            self.hand_over_wanted.emit(number)
        elif deed.form is not None:
            self.moves.begin(number, deed.form)
        else:
            self._counter.ask(
                lambda office: progress.start(office, number),
                lambda got: self._deed_done(got, "đã bắt đầu giải quyết"),
                self._refused,
            )

    def _has_more(self) -> bool:
        return self._has_detail() and bool(self.detail.hidden_deeds())

    def _more(self) -> None:
        MoreDeeds(self.window(), self.detail.hidden_deeds(), self._begin)

    def _deed_done(self, got: Acted, words: str) -> None:
        number = got.number
        self.told.emit(f"Hồ sơ {counter_of(number)} {words}")
        self._wanted = number
        self.recorded.emit(number)
        if got.print_id is not None:
            self.print_wanted.emit(got.print_id)
        self.refresh()

    def _may_scan(self) -> bool:
        return self._has_detail() and self.scans.is_served

    def _scans_changed(self, number: str, words: str) -> None:
        self.told.emit(f"Hồ sơ {counter_of(number)}: {words[:1].lower()}{words[1:]}")
        self.recorded.emit(number)
        self._ask_detail()

    def _refused(self, error: DeskError) -> None:
        self.told.emit(sentence_of(error))
        self.refresh()

    def _reprint(self) -> None:
        number = self.number
        self._counter.ask(lambda office: slips.ask_print(office, number), self._reprinted, self._refused)

    def _reprinted(self, print_id: int) -> None:
        self.told.emit(f"Đang in lại giấy hẹn {counter_of(self.number)}")
        self.print_wanted.emit(print_id)
        self._ask_detail()

    def _to_person(self) -> None:
        button = self.detail.person.whole_number
        if button.isVisible():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _uncover(self) -> None:
        """The whole number is shown once its viewing is in the log."""
        number = self.number

        def seen(personal_number: str) -> None:
            if number == self.number:
                self.detail.uncover(personal_number)

        self._counter.ask(lambda office: tracking.view_personal_number(office, number, "dossiers"), seen, self._refused)

    def _copies_number(self) -> bool:
        here = QApplication.focusWidget()
        marked = isinstance(here, QLineEdit | QLabel) and here.hasSelectedText()
        return self._has_detail() and not marked

    def _copy_number(self) -> None:
        QApplication.clipboard().setText(self.number)
        self.told.emit(f"Đã chép {self.number}")

"""Cài đặt: three lists (settings, days, hours) and beside them what the chosen line means and how to change it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desk_app.domain.errors import CalendarError, DeskError
from desk_app.settings import checked, setting_named
from desk_app.usecases import closures, upkeep
from desk_app.usecases.office import Office
from desk_app.usecases.specimen import SEEN_ON_A_SLIP
from ui.counter import Counter
from ui.dialogs.question import ReasonDialog
from ui.keys import Binding, KeyLine, bind
from ui.messages import sentence_of
from ui.office_time import WEEKDAYS
from ui.pages.settings.day_dialog import DayDialog
from ui.pages.settings.editors import DayEditor, HoursEditor, SettingEditor
from ui.pages.settings.reading import List, Shown, coming_days, day_lines, hour_lines, read, setting_lines
from ui.pages.settings.specimen import Specimen
from ui.pages.settings.words import day_words, sessions_typed, value_words
from ui.resources.tokens import Size
from ui.tables.lines import LineList
from ui.widgets.alert import AlertStrip
from ui.widgets.boxes import Column
from ui.widgets.button import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.key_cap import KeyCap
from ui.widgets.page import Page
from ui.widgets.sheet import Divider, RightColumn, SectionTitle, Sheet

VERBS = {List.SETTINGS: "Ghi thay đổi", List.DAYS: "Ghi một ngày khác", List.HOURS: "Ghi giờ làm việc"}


class SettingsPage(Page):
    """`recorded(what)`: a change was logged; `setting_changed(name)`: a setting now holds another value."""

    recorded = Signal(str)
    setting_changed = Signal(str)
    title = "Cài đặt"

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter
        self._shown: Shown | None = None
        self.which = List.SETTINGS
        self.list = LineList("settings", "Cài đặt")
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.opened.connect(lambda _: self._to_editor())
        self.chips = {each: Chip(each.value, "ready", pressable=True) for each in List}
        for each, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, each=each: self.show_list(each))
        self.setting, self.day, self.hours = SettingEditor(), DayEditor(), HoursEditor()
        self._editors: dict[List, Sheet] = {
            List.SETTINGS: self.setting, List.DAYS: self.day, List.HOURS: self.hours
        }  # fmt: skip
        self.specimen = Specimen()
        self.specimen.hide()
        self.setting.edited.connect(self._show_specimen)
        self.day.decided.connect(self._decide)
        self.do = Button("", "Ctrl+Enter", Kind.PRIMARY, icon="device-floppy", big=True, name="write_change")
        self.do.clicked.connect(self._do)
        self.doubt = AlertStrip("", "", icon="calendar-question")
        self.doubt.hide()
        self.alerts.add(self.doubt)
        self._build()
        self.set_fact("Mỗi thay đổi được ghi vào sổ, kèm tên người ghi")
        self._mark_chips()

    # What the window asks

    def refresh(self) -> None:
        self._counter.ask(read, self._show)

    def primary(self) -> Button:
        return self.do

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+→", "Danh sách kế tiếp", lambda: self._step(1))
        yield bind("Alt+←", "Danh sách trước", lambda: self._step(-1))
        for key, type_ in (("Alt+1", ""), ("Alt+2", "off"), ("Alt+3", "working")):
            button = self.day.buttons[type_]
            yield bind(key, button.text(), button.click, button.isVisible)

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn dòng"), KeyLine(("Enter",), "Sang ô để sửa"))

    def sections(self) -> Sequence[QWidget]:
        return (self.list, *self._editor_stops(), self.do)

    def set_compact(self, compact: bool) -> None:
        self._right.set_strip(compact)
        self._show_specimen()
        self.content.setDirection(QBoxLayout.Direction.TopToBottom if compact else QBoxLayout.Direction.LeftToRight)

    def show_list(self, which: List) -> None:
        """Show one of the three lists."""
        self.which = which
        self._mark_chips()
        if self._shown is not None:
            self._show(self._shown)
        self.list.setFocus()

    # Inside

    def _build(self) -> None:
        head = SectionTitle("").side()
        head.row.takeAt(0)
        head.title.hide()
        for place, chip in enumerate(self.chips.values()):
            head.row.insertWidget(place, chip)
        head.side(KeyCap("Alt ← →"))
        sheet = Sheet(padding=(5, 10, 5, 8))
        top = Column(margins=(9, 0, 9, 0), gap=8)
        top.add(head, Divider())
        sheet.body.add(top, self.list)
        sheet.body.setStretchFactor(self.list, 1)
        self._right = RightColumn(Size.RIGHT_COLUMN_WIDE)
        self._right.body.add(*self._editors.values(), self.specimen, 1, self.do)
        self.content.add(sheet, self._right)
        self.content.setStretchFactor(sheet, 1)

    def _mark_chips(self) -> None:
        for each, chip in self.chips.items():
            chip.setChecked(each is self.which)

    def _step(self, by: int) -> None:
        every = list(List)
        self.show_list(every[(every.index(self.which) + by) % len(every)])

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        days = coming_days(shown)
        lines = {List.SETTINGS: setting_lines, List.DAYS: lambda _: day_lines(days), List.HOURS: hour_lines}
        self.list.setAccessibleName(self.which.value)
        self.list.show_lines(lines[self.which](shown))
        doubtful = [day for day in days if day.is_doubtful]
        self.doubt.setVisible(bool(doubtful) and self.which is List.DAYS)
        which = ", ".join(day_words(day.on) for day in doubtful[:3])
        self.doubt.show_words(
            f"{len(doubtful)} ngày chưa ai xác nhận, máy đang để nghỉ.", f"{which}. Xin ghi khi biết chắc."
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        shown, chosen = self._shown, self.list.chosen_id
        if shown is None:
            return
        for each, editor in self._editors.items():
            editor.setVisible(each is self.which)
        self.do.set_verb(VERBS[self.which])
        self.do.show()
        if self.which is List.DAYS:
            self.day.show_day(
                next((day for day in coming_days(shown) if day.on.isoformat() == chosen), None), shown.calendar
            )
        elif self.which is List.HOURS and chosen.isdigit():
            self.hours.show_weekday(int(chosen), shown.calendar)
        elif self.which is List.SETTINGS and chosen:
            self.setting.show_setting(setting_named(chosen), shown.settings[chosen])
            self.do.setVisible(self.setting.is_open)
        self._show_specimen()

    def _show_specimen(self) -> None:
        """Where the chosen setting shows on a slip, show the slip as it would be."""
        name, shown = self.setting.name, self._shown
        tall = self.content.direction() != QBoxLayout.Direction.TopToBottom
        wanted = self.which is List.SETTINGS and name in SEEN_ON_A_SLIP and tall and self.specimen.is_served
        self.specimen.setVisible(wanted and shown is not None)
        if not wanted or shown is None:
            return
        try:
            self.specimen.show_for(shown.settings.with_change(name, checked(name, self.setting.value)))
        except DeskError as error:
            self.specimen.say(sentence_of(error))

    def _editor_stops(self) -> Sequence[QWidget]:
        if self.which is List.SETTINGS:
            return (self.setting.box,) if self.setting.is_open else ()
        return (self.hours.sessions.box,) if self.which is List.HOURS else ()

    def _to_editor(self) -> None:
        for stop in self._editor_stops():
            stop.setFocus()

    # What the clerk changes

    def _do(self) -> None:
        {List.SETTINGS: self._write_setting, List.DAYS: self._other_day, List.HOURS: self._write_hours}[self.which]()

    def _write_setting(self) -> None:
        name, value = self.setting.name, self.setting.value
        if not self.setting.is_changed:
            self.told.emit("Giá trị này đang dùng, không có gì để ghi.")
            return

        def written(_: object) -> None:
            self.setting_changed.emit(name)
            self._written(f"Đã ghi: {value_words(name, value)}")

        self._counter.ask(
            lambda office: upkeep.change_setting(office, name, value),
            written,
            lambda error: self.setting.show_problem(sentence_of(error)),
        )

    def _write_hours(self) -> None:
        editor = self.hours
        weekday, sessions, reason = editor.weekday, sessions_typed(editor.sessions.text), editor.reason.text
        counts = not editor.only_reception.isChecked()
        if not reason:
            editor.reason.show_error("Xin ghi lý do; lý do được lưu vào sổ.")
            editor.reason.line.setFocus()
            return
        self._counter.ask(
            lambda office: upkeep.change_working_time(office, weekday, sessions, reason, counts=counts),
            lambda _: self._calendar_written(f"Đã ghi giờ làm việc {WEEKDAYS[weekday]}"),
            self._hours_refused,
        )

    def _hours_refused(self, error: DeskError) -> None:
        reason = error.facts.get("reason") if isinstance(error, CalendarError) else None
        words = f"{str(reason)[:1].upper()}{str(reason)[1:]}." if reason else sentence_of(error)
        self.hours.show_problem(words)

    def _decide(self, type_: str) -> None:
        day = self.day.day
        if day is None:
            return
        title = f"{day_words(day.on)}: {self.day.buttons[type_].text().lower()}?"
        ReasonDialog(
            self.window(), title,
            "Từ hồ sơ kế tiếp tính theo ngày này. Ngày đã hẹn chỉ dời khi chọn dời ở Sổ ngày.", "Ghi vào lịch",
            lambda reason: self._write_day(day.on, type_, day.name, reason),
        )  # fmt: skip

    def _other_day(self) -> None:
        if self._shown is not None:
            DayDialog(self.window(), self._shown.today, self._write_day)

    def _write_day(self, on: date, type_: str, name: str, reason: str) -> None:
        work: Callable[[Office], object] = lambda office: upkeep.change_day(office, on, type_, name, reason)  # noqa: E731
        self._counter.ask(work, lambda _: self._calendar_written(f"Đã ghi {day_words(on)}"))

    def _calendar_written(self, said: str) -> None:
        """Say too whose promised day would be another one now; moving them is done in Sổ ngày."""

        def counted(affected: Sequence[object]) -> None:
            rest = f"; {len(affected)} ngày đã hẹn khác đi, dời ở Sổ ngày (Ctrl F5, Alt 3, Alt L)" if affected else ""
            self._written(said + rest)

        self._counter.ask(closures.plan_new_calendar, counted)

    def _written(self, said: str) -> None:
        self.told.emit(said)
        self.recorded.emit(said)
        self.refresh()

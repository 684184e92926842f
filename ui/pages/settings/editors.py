"""What stands beside each list: the chosen setting, day or weekday, and how to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.domain.calendar import Calendar
from desk_app.settings import Setting, is_fixed
from ui.office_time import WEEKDAYS
from ui.pages.settings.reading import Day
from ui.pages.settings.words import day_words, sessions_text, value_words
from ui.resources.tokens import Role
from ui.widgets.boxes import Column
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.field import ChoiceField, Field
from ui.widgets.sheet import FactLine, Sheet
from ui.widgets.text import Text

KEPT = "Có hiệu lực từ hồ sơ kế tiếp; giấy đã in giữ nguyên như cũ."
FIXED = "Đã định khi lập quầy và không đổi được: đổi thì hai quầy có thể cấp trùng số."
IN_DOUBT = "Chưa ai xác nhận ngày này nên máy để nghỉ: hẹn muộn một ngày không hại ai. Xin ghi khi biết chắc."
PROBLEM = "Xin xem lại."


class SettingEditor(Sheet):
    """The chosen setting: its meaning, its value to change, and what is allowed; `edited` when the value may differ."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8)
        self._setting: Setting | None = None
        self._stored = ""
        self.meaning = Text("", Role.SECTION, wrap=True)
        self.now = FactLine("Đang dùng")
        self.line = Field("Giá trị mới", "setting_value")
        self.choice = ChoiceField("Giá trị mới", "setting_choice", ())
        self.fields = QStackedWidget()
        self.fields.addWidget(self.line)
        self.fields.addWidget(self.choice)
        self.problem = Text("", Role.SMALL, "late", wrap=True)
        self.note = Text("", Role.SMALL, "ink2", wrap=True)
        self.line.edited.connect(lambda _: self.show_problem(""))
        self.line.edited.connect(lambda _: self.edited.emit())
        self.choice.choice.currentIndexChanged.connect(lambda _: self.edited.emit())
        self.body.add(self.meaning, self.now, self.fields, self.problem, self.note)
        self.show_problem("")

    @property
    def name(self) -> str:
        return self._setting.name if self._setting else ""

    @property
    def is_open(self) -> bool:
        """Whether this setting can be changed at all."""
        return self._setting is not None and not is_fixed(self.name)

    @property
    def value(self) -> str:
        """The value as it is to be stored."""
        if self._setting is not None and self._setting.allowed:
            return self._setting.allowed[max(0, self.choice.choice.currentIndex())]
        return self.line.text

    @property
    def is_changed(self) -> bool:
        return self.value != self._stored

    @property
    def box(self) -> QWidget:
        """Where the value is changed."""
        return self.choice.box if self._setting is not None and self._setting.allowed else self.line.box

    def show_setting(self, setting: Setting, stored: str) -> None:
        """Show a setting; the same one again leaves alone what is being typed."""
        if setting is self._setting and stored == self._stored:
            return
        self._setting, self._stored = setting, stored
        self.meaning.setText(setting.meaning)
        self.now.show_value(value_words(setting.name, stored)[:40])
        self.note.setText(KEPT if self.is_open else FIXED)
        self.fields.setVisible(self.is_open)
        self.show_problem("")
        if setting.allowed:
            self.choice.choice.clear()
            self.choice.choice.addItems([value_words(setting.name, value) for value in setting.allowed])
            self.choice.choice.setCurrentIndex(setting.allowed.index(stored) if stored in setting.allowed else 0)
        self.line.set_text("" if setting.allowed else stored)
        self.fields.setCurrentWidget(self.choice if setting.allowed else self.line)

    def show_problem(self, sentence: str) -> None:
        """Say why the value was not taken; it stays as typed."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self.line.show_error(PROBLEM)
        else:
            self.line.clear_error()


class DayEditor(Sheet):
    """The chosen day and what the commune can say of it: `decided(type)` is "", "off" or "working"."""

    decided = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.day: Day | None = None
        self.title = Text("", Role.SECTION, wrap=True)
        self.what = Text("", Role.SECOND, "ink2", wrap=True)
        self.buttons = {
            "": Button("Làm việc như thường", "Alt+1", name="day_ordinary"),
            "off": Button("Cơ quan nghỉ ngày này", "Alt+2", name="day_off"),
            "working": Button("Làm bù cả ngày", "Alt+3", name="day_working"),
        }
        for type_, button in self.buttons.items():
            button.clicked.connect(lambda _=False, type_=type_: self.decided.emit(type_))
        self.base = FactLine("Lịch gốc")
        self.changes = FactLine("Thay đổi của xã")
        self.body.add(self.title, self.what, *self.buttons.values())
        self.body.addSpacing(6)
        self.body.add(self.base, self.changes, Text(KEPT, Role.SMALL, "ink2", wrap=True))

    def show_day(self, day: Day | None, calendar: Calendar) -> None:
        """Show a day with the answers that would change it."""
        self.day = day
        self.base.show_value(f"bản {calendar.base_version}")
        self.changes.show_value(f"{len(calendar.changes)} lần" if calendar.changes else "Chưa có")
        self.title.setVisible(day is not None)
        self.what.setVisible(day is not None)
        for type_, button in self.buttons.items():
            button.setVisible(day is not None and _would_change(day, type_, calendar))
        if day is not None:
            self.buttons[""].set_verb(day.ordinary)
            self.title.setText(f"{day_words(day.on)}: {day.name}" if day.name else day_words(day.on))
            self.what.setText(_said(day))


class HoursEditor(Sheet):
    """The chosen weekday's sessions and the reason of a change."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.weekday = -1
        self._stored = ""
        self._only_reception = False
        self.title = Text("", Role.SECTION)
        self.sessions = Field("Các buổi làm việc", "sessions", figures=True, hint="Để trống là không làm việc.")
        self.only_reception = Check("Chỉ tiếp nhận, không tính ngày", "only_reception")
        self.reason = Field("Lý do", "hours_reason", hint="Ví dụ: Thông báo 12/TB-UBND")
        self.problem = Text("", Role.SMALL, "late", wrap=True)
        column = Column(gap=10)
        column.add(self.sessions, self.reason, self.only_reception)
        for field in (self.sessions, self.reason):
            field.edited.connect(lambda _, field=field: self._typed(field))
        self.body.add(self.title, column, self.problem, Text(KEPT, Role.SMALL, "ink2", wrap=True))
        self.problem.hide()

    def show_weekday(self, weekday: int, calendar: Calendar) -> None:
        """Show a weekday; the same one again leaves alone what is being typed."""
        taking_in = calendar.receptions[weekday]
        stored = sessions_text(taking_in or calendar.weekly[weekday])
        if (weekday, stored, bool(taking_in)) == (self.weekday, self._stored, self._only_reception):
            return
        self.weekday, self._stored, self._only_reception = weekday, stored, bool(taking_in)
        self.only_reception.setChecked(bool(taking_in))
        self.title.setText(WEEKDAYS[weekday])
        self.sessions.set_text(stored)
        self.reason.set_text("")

    def show_problem(self, sentence: str) -> None:
        """Say why the hours were not taken; they stay as typed."""
        self.sessions.show_error(PROBLEM)
        self.problem.setText(sentence)
        self.problem.show()

    def _typed(self, field: Field) -> None:
        field.clear_error()
        self.problem.hide()


def _would_change(day: Day, type_: str, calendar: Calendar) -> bool:
    if type_ == "working" and calendar.weekly[day.on.weekday()]:
        return False  # worked in exchange is only a day that is closed otherwise
    # Nobody has confirmed a doubtful day: every answer settles it.
    return day.is_doubtful or type_ != (day.type.value if day.type else "")


def _said(day: Day) -> str:
    if day.is_doubtful:
        return f"{day.words}. {IN_DOUBT}"
    return f"{day.words}. Xã đã ghi." if day.by_commune else f"{day.words}."

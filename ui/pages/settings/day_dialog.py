"""One more day of the commune's own: date, what it is, its name, the reason."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.keys import Binding, bind
from ui.pages.settings.words import date_typed
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import ChoiceField, Field
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

KINDS = (("off", "Cơ quan nghỉ"), ("working", "Làm bù cả ngày"), ("", "Làm việc như thường"))
Given = Callable[[date, str, str, str], None]


class DayDialog(Overlay):
    """`given(on, type, name, reason)`; Esc gives nothing."""

    def __init__(self, window: QWidget, today: date, given: Given) -> None:
        super().__init__(window)
        self._today, self._given = today, given
        self.setAccessibleName("Ghi một ngày của xã")
        self.on = Field("Ngày", "day_on", figures=True, hint="Ví dụ: 24/11/2026")
        self.kind = ChoiceField("Ngày này", "day_kind", tuple(words for _, words in KINDS))
        self.name = Field("Tên ngày, như bà con gọi", "day_name")
        self.reason = Field("Lý do", "day_reason", hint="Ví dụ: Thông báo 12/TB-UBND")
        self.do = Button("Ghi ngày này", "Ctrl+Enter", Kind.PRIMARY, name="give_day")
        self.leave = Button("Để sau", "Esc", Kind.QUIET, name="leave")
        self.do.clicked.connect(self._give)
        self.leave.clicked.connect(self.close_card)
        for field in (self.on, self.reason):
            field.edited.connect(lambda _, field=field: field.clear_error())
        pair = Row(gap=12, top=True)
        pair.add(self.on, self.kind)
        row = Row(gap=10)
        row.add(self.do, self.leave, 1)
        self.body.add(
            Text("Ghi một ngày của xã", Role.DIALOG),
            Text("Lịch gốc giữ nguyên; ghi thêm của xã nằm trên lịch gốc.", Role.SECOND, "ink2", wrap=True),
            pair, self.name, self.reason, row,
        )  # fmt: skip
        self.open(self.on.line)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", "Ghi ngày này", self._give)

    def _give(self) -> None:
        on = date_typed(self.on.text, self._today)
        if on is None:
            self.on.show_error("Xin gõ ngày, tháng, năm có thật, ví dụ 24/11/2026.")
            self.on.line.setFocus()
        elif not self.reason.text:
            self.reason.show_error("Xin ghi lý do; lý do được lưu vào sổ.")
            self.reason.line.setFocus()
        else:
            kind = KINDS[max(0, self.kind.choice.currentIndex())][0]
            self.close_card()
            self._given(on, kind, self.name.text, self.reason.text)

"""H: until when the paper on the table counts, so that it is not taken over after that day."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DateImpossibleError
from ui.keys import Binding, bind
from ui.office_time import date_words
from ui.pages.intake.typed_date import read_last_day
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text


class LastDayDialog(Overlay):
    """Hands the last day of `paper` to `given`, None for an empty box; Esc changes nothing."""

    def __init__(
        self, window: QWidget, paper: str, until: date | None, today: date, given: Callable[[date | None], None]
    ) -> None:
        super().__init__(window)
        self._today, self._given = today, given
        title = "Giấy này còn hạn đến ngày nào?"
        self.setAccessibleName(title)
        self.until = Field("Còn hạn đến", "last_day", figures=True)
        self.until.line.setPlaceholderText("ngày/tháng/năm")
        self.until.set_text(date_words(until) if until else "")
        do = Button("Ghi hạn", "Enter", Kind.PRIMARY, name="give_last_day")
        leave = Button("Để nguyên", "Esc", Kind.QUIET, name="leave")
        do.clicked.connect(self._give)
        leave.clicked.connect(self.close_card)
        row = Row(gap=10)
        row.add(do, leave, 1)
        self.body.add(Text(title, Role.DIALOG, wrap=True), Text(paper, Role.BODY, "ink2", wrap=True), self.until, row)
        self.open(self.until.line)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", "Ghi hạn", self._give)

    def _give(self) -> None:
        try:
            until = read_last_day(self.until.text, "valid_until", self._today)
        except DateImpossibleError:
            self.until.show_error("Ngày này không có. Xin gõ như 01/03/2027.")
            self.until.line.setFocus()
            return
        self.close_card()
        self._given(until)

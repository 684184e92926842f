"""Fees of one visit, line by line: chosen from the tariff, counted, waived with a reason, taken out again by Del."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.fees import exempted, fee_line
from desk_app.domain.life_events import FeeLine
from desk_app.domain.procedure_facts import Fee
from ui.dialogs.form_box import Wrong
from ui.dialogs.typed_answers import count_of
from ui.keys import Binding, bind
from ui.look import look
from ui.office_time import grouped
from ui.resources.tokens import Role, Size
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.field import ChoiceField, Field

MOST_SEEN, MOST_COUNT, MOST_AMOUNT = 3, 999, 1_000_000_000
ADD = "Alt+T"


class FeeBasket(QWidget):
    """`changed` as lines come and go or something is typed. `lines` is what is in it, without what is half typed."""

    changed = Signal()

    def __init__(self, offered: Mapping[str, Fee], lines: Iterable[FeeLine]) -> None:
        super().__init__()
        self._offered, self.lines = dict(offered), tuple(lines)
        self.is_touched = False
        self.list = LineList("fee_lines", "Các khoản của lần này")
        self.list.installEventFilter(self)
        self.fee = ChoiceField("Khoản thu", "fee", tuple(self._offered))
        self.copies = Field("Số bản, số việc", "copies", figures=True)
        self.pages = Field("Số trang mỗi bản", "pages", figures=True)
        self.amount = Field("Số tiền (đồng)", "amount", figures=True)
        self.exempt = Field("Lý do miễn (nếu được miễn)", "exempt_reason")
        self.more = Button("Thêm khoản", ADD, icon="plus", name="add_fee")
        self.more.clicked.connect(partial(self.add))
        counts, last = Row(gap=12, top=True), Row(gap=12)
        counts.add(self.copies, self.pages, self.amount)
        last.add(self.exempt, self.more)
        last.setStretchFactor(self.exempt, 1)
        last.setAlignment(self.more, Qt.AlignmentFlag.AlignBottom)
        column = Column(self, gap=12)
        column.add(self.list, self.fee, counts, last)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fee.choice.currentIndexChanged.connect(lambda _: self._chosen())
        for field in (self.copies, self.pages, self.amount, self.exempt):
            field.edited.connect(lambda _, field=field: self._typed(field))
        self._begin_anew()
        self._show()

    def bindings(self) -> Iterable[Binding]:
        """Return the keys of the basket."""
        return (bind(ADD, "Thêm khoản", partial(self.add)),)

    def add(self) -> bool:
        """Put what is typed into the basket; False when something is missing, which is then said and has the focus."""
        try:
            line = self.half_typed()
        except Wrong as said:
            self.amount.show_error(str(said))
            self.amount.line.setFocus()
            return False
        self.lines = (*self.lines, line)
        self._begin_anew()
        self._show()
        self.fee.choice.setFocus()
        return True

    def half_typed(self) -> FeeLine:
        """Return the line as it is typed; Wrong says what is expected."""
        name = self.fee.choice.currentText()
        fee = self._offered[name]
        copies, pages = _counted(self.copies), _counted(self.pages)
        amount = _number(self.amount.text, MOST_AMOUNT)
        reason = self.exempt.text
        if amount is None and fee.set_by_province and not reason:
            raise Wrong("Mức do tỉnh quy định: xin ghi số tiền.")
        line = fee_line(name, fee, copies=copies, pages=pages)
        if amount is not None:
            line = FeeLine(name, line.units, amount)
        return exempted(line, reason) if reason else line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._take_out()
            return True
        return super().eventFilter(watched, event)

    def _take_out(self) -> None:
        place = self.list.currentIndex().row()
        if 0 <= place < len(self.lines):
            self.lines = (*self.lines[:place], *self.lines[place + 1 :])
            self._show()
            if not self.lines:
                self.fee.choice.setFocus()

    def _show(self) -> None:
        self.list.show_lines([_line(place, line) for place, line in enumerate(self.lines)])
        self.list.setFixedHeight(look().px(Size.ROW) * min(len(self.lines), MOST_SEEN) + 2)
        self.list.setVisible(bool(self.lines))
        self.changed.emit()

    def _begin_anew(self) -> None:
        for field, text in ((self.copies, "1"), (self.pages, "1"), (self.amount, ""), (self.exempt, "")):
            field.set_text(text)
        self._chosen()
        self.is_touched = False

    def _chosen(self) -> None:
        fee = self._offered[self.fee.choice.currentText()]
        self.pages.setVisible(fee.per == "page")
        self.amount.show_hint("Xin ghi theo mức của tỉnh." if fee.set_by_province else "Để trống là theo biểu phí.")
        self.is_touched = True
        self.changed.emit()

    def _typed(self, field: Field) -> None:
        if field.is_wrong:
            self._chosen()
        self.is_touched = True
        self.changed.emit()


def _line(place: int, line: FeeLine) -> Line:
    said = f"miễn: {line.exempt_reason}" if line.exempt_reason else ""
    cells = (
        Cell(line.name, role=Role.SECOND_STRONG),
        Cell(said, 150, Role.SMALL, "ink2"),
        Cell(f"{line.units} ×" if line.units > 1 else "", 44, Role.FIGURES_SMALL, "ink2", right=True),
        Cell(f"{grouped(line.amount)} đồng", 96, Role.FIGURES, right=True),
    )
    return Line(str(place), cells, cap="Del")


def _counted(field: Field) -> int:
    count = _number(field.text, MOST_COUNT)
    if field.isHidden() or count is None:
        return 1
    if not count:
        raise Wrong("Xin ghi số bản và số trang từ 1 trở lên.")
    return count


def _number(text: str, most: int) -> int | None:
    try:
        count = count_of(text)
    except ValueError as error:
        raise Wrong("Xin ghi một số, như 18.000.") from error
    if count is not None and count > most:
        raise Wrong("Số này quá lớn, xin xem lại.")
    return count

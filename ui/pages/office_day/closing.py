"""Chốt ngày: what the page would say, a reason for each gap, two names."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.book_rows import DayGap
from desk_app.usecases import closing
from desk_app.usecases.closing import DayToClose, gap_words
from ui.counter import Counter
from ui.dialogs.question import ReasonDialog
from ui.office_time import date_words, grouped
from ui.pages.office_day.panel import Panel
from ui.resources.tokens import Role
from ui.tables.dossier_words import tail_of
from ui.tables.lines import Cell, Line
from ui.widgets.field import Field

GAP = "gap "


class ClosingPanel(Panel):
    """Enter on a gap asks why nobody got those numbers; a gap that explains itself needs nothing."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter, "closing", "Trang chốt ngày", "Chốt ngày và in", "lock")
        self._day: DayToClose | None = None
        self._reasons: dict[int, str] = {}
        self.signed_by = Field("Người lập", "closing_signed")
        self.witnessed_by = Field("Người kiểm tra", "closing_witness")
        self.build(self.signed_by, self.witnessed_by, hint="Hai người cùng ký. Sau khi chốt, sửa gì cũng thấy.")
        self.list.opened.connect(self._ask_reason)

    def refresh(self) -> None:
        self.ask(lambda office: (closing.day_to_close(office), office.actor_name), self._known)

    def stops(self) -> Sequence[QWidget]:
        return (self.list, self.signed_by, self.witnessed_by, self.do)

    def act(self) -> None:
        day, signed, witness, reasons = self._day, self.signed_by.text, self.witnessed_by.text, dict(self._reasons)
        for field in (self.signed_by, self.witnessed_by):
            field.clear_error()
            if not field.text:
                field.show_error("Xin ghi họ tên người ký.")
                field.line.setFocus()
                return
        if day is not None:
            self.ask(
                lambda office: closing.close_day(office, signed, witness, reasons, again=day.closed_before),
                lambda _: self._closed(),
            )

    def _known(self, known: tuple[DayToClose, str]) -> None:
        self._day, actor = known
        if not self.signed_by.text:
            self.signed_by.set_text(actor)
        self._show()

    def _closed(self) -> None:
        self._reasons = {}
        self.done("Đã chốt ngày, trang chốt đang in; xin ký đủ hai người")

    def _ask_reason(self, chosen: str) -> None:
        if not chosen.startswith(GAP):
            return
        first = int(chosen.removeprefix(GAP))

        def given(reason: str) -> None:
            self._reasons[first] = reason
            self._show()

        ReasonDialog(self.window(), f"Vì sao bỏ trống số {first}?", "", "Ghi lý do", given)

    def _show(self) -> None:
        day = self._day
        if day is None:
            return
        facts = day.facts
        self.head.title.setText(f"Ngày {date_words(day.on)}")
        self.head.set_note("đã chốt; chốt lại khi có việc sau đó" if day.closed_before else "chưa chốt")
        self.do.set_verb("Chốt lại và in" if day.closed_before else "Chốt ngày và in")
        numbers = f"{tail_of(facts.first_number)} → {tail_of(facts.last_number)}" if facts.first_number else "không có"
        lines = [
            _fact("Đã nhận", str(facts.received)),
            _fact("Từ chối", str(facts.refused)),
            _fact("Có kết quả", str(facts.finished)),
            _fact("Đã trả", str(facts.handed_over)),
            _fact("Số đầu, số cuối", numbers),
            _fact("Hẹn trả ngày làm việc tới", str(facts.due_next)),
            _fact("Chưa có ở máy chủ", str(facts.not_at_district)),
            _fact("Mắt xích cuối của sổ", f"{grouped(facts.seq)} · {facts.head.hex()[:16]}…"),
        ]
        self.list.show_lines([*lines, *(self._gap(gap) for gap in facts.gaps)])

    def _gap(self, gap: DayGap) -> Line:
        reason = gap_words(gap) or self._reasons.get(gap.first, "")
        numbers = f"Bỏ trống {gap.first}" + (f"–{gap.last}" if gap.last > gap.first else "")
        words = Cell(reason or "chưa có lý do, Enter để ghi", 0, Role.BODY, "ink" if reason else "late")
        return Line(f"{GAP}{gap.first}", (Cell(numbers, 230, Role.BODY_MEDIUM, "soon", icon="hash"), words))


def _fact(words: str, value: str) -> Line:
    return Line(words, (Cell(words, 230, Role.BODY, "ink2"), Cell(value, 0, Role.FIGURES_STRONG)))

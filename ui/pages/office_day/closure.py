"""Nghỉ đột xuất: first who is affected, then the writing; taken back until a notice is out."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desk_app.book_rows import Closure
from desk_app.usecases import closures
from desk_app.usecases.closures import Closed
from desk_app.usecases.moved_days import Affected
from ui.counter import Counter
from ui.dialogs.question import ReasonDialog
from ui.keys import Binding, bind
from ui.office_time import date_words, near_words, office_now
from ui.pages.office_day.panel import Panel, pair
from ui.pages.office_day.typed_days import typed_day
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import tail_of
from ui.tables.lines import Cell, Line
from ui.widgets.check import Check
from ui.widgets.field import Field

LOOK, WRITE, MOVE = "Xem ai bị ảnh hưởng", "Ghi nghỉ đột xuất", "Dời theo lịch mới"


class ClosurePanel(Panel):
    """The button looks first; it writes only what was looked at and not changed since."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter, "closure", "Các lần nghỉ đột xuất", LOOK, "cloud-storm")
        self._seen: tuple[tuple[date, ...], str] | None = None
        self._closures: tuple[Closure, ...] = ()
        self.first = Field("Nghỉ từ ngày", "closure_first", figures=True)
        self.last = Field("Đến hết ngày", "closure_last", figures=True)
        self.reason = Field("Lý do", "closure_reason")
        self.notices = Check("In giấy báo ngày hẹn mới")
        for field in (self.first, self.last):
            field.edited.connect(lambda _: self._forget())
        self.reason.edited.connect(lambda _: None if self._follows_calendar else self._forget())
        self.build(pair(self.first, self.last), self.reason, self.notices)

    def refresh(self) -> None:
        if self._seen is None:
            self.ask(lambda office: office.store.books.closures(), self._show_closures)

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+L", "Dời theo lịch mới", self._look_at_calendar)
        yield bind("Alt+U", "Hoàn lại lần nghỉ", self._ask_undo, lambda: self._chosen() is not None)

    def stops(self) -> Sequence[QWidget]:
        return (self.first, self.reason, self.list, self.do)

    @property
    def _follows_calendar(self) -> bool:
        """What stands in the list is what a changed calendar moves: no days were typed."""
        return self._seen is not None and not self._seen[0]

    def act(self) -> None:
        if self._follows_calendar:
            self._follow_calendar()
            return
        wanted = self._wanted()
        if wanted is None:
            return
        days, reason = wanted
        if self._seen == wanted:
            paper = "a4" if self.notices.isChecked() else None
            self.ask(lambda office: closures.declare_closure(office, days, reason, paper=paper), self._declared)
        else:
            self.ask(
                lambda office: closures.plan_closure(office, days, reason), lambda found: self._plan(found, wanted)
            )

    def _wanted(self) -> tuple[tuple[date, ...], str] | None:
        today = office_now().date()
        first = typed_day(self.first.text, today)
        last = typed_day(self.last.text, today) if self.last.text else first
        for field, good in (
            (self.first, first is not None),
            (self.last, first is None or (last is not None and first <= last)),
            (self.reason, bool(self.reason.text)),
        ):
            if not good:
                field.show_error("Xin ghi lý do." if field is self.reason else "Xin ghi ngày, ví dụ 10/12/2026.")
                field.line.setFocus()
                return None
            field.clear_error()
        assert first is not None and last is not None  # looked at above
        return closures.days_between(first, last), self.reason.text

    def _look_at_calendar(self) -> None:
        def looked(found: tuple[Affected, ...]) -> None:
            if found:
                self._plan(found, ((), ""), MOVE)
                self.reason.line.setFocus()
            else:
                self.say_problem("Theo lịch đang dùng, mọi ngày hẹn đều giữ nguyên.")

        self.ask(closures.plan_new_calendar, looked)

    def _follow_calendar(self) -> None:
        reason, paper = self.reason.text, "a4" if self.notices.isChecked() else None
        if not reason:
            self.reason.show_error("Xin ghi lý do.")
            self.reason.line.setFocus()
            return
        self.ask(lambda office: closures.apply_new_calendar(office, reason, paper=paper), self._declared)

    def _plan(self, found: tuple[Affected, ...], wanted: tuple[tuple[date, ...], str], verb: str = WRITE) -> None:
        self._seen = wanted
        self.say_problem("")
        self.do.set_verb(verb)
        self.head.title.setText("Sẽ dời ngày hẹn")
        self.head.set_note(f"{len(found)} hồ sơ; chưa ghi gì" if found else "không hồ sơ nào; chưa ghi gì")
        self.list.show_lines([_affected(each) for each in found])

    def _declared(self, closed: Closed) -> None:
        for field in (self.first, self.last, self.reason):
            field.set_text("")
        self._forget()
        notices = f", {len(closed.print_ids)} giấy báo đang in" if closed.print_ids else ""
        self.done(f"Đã ghi, dời {len(closed.moved)} ngày hẹn{notices}")

    def _forget(self) -> None:
        if self._seen is not None:
            self._seen = None
            self.do.set_verb(LOOK)
            self.refresh()

    def _show_closures(self, found: tuple[Closure, ...]) -> None:
        self._closures = found
        self.head.title.setText("Các lần nghỉ đột xuất")
        standing = any(each.undone_at is None for each in found)
        self.head.set_note("Alt U hoàn lại, khi chưa in giấy báo nào" if standing else "")
        self.list.show_lines([_closure(each) for each in found])

    def _chosen(self) -> Closure | None:
        if self._seen is not None:
            return None
        chosen = [each for each in self._closures if str(each.seq) == self.list.chosen_id]
        return chosen[0] if chosen and chosen[0].undone_at is None and chosen[0].days else None

    def _ask_undo(self) -> None:
        closure = self._chosen()
        if closure is None:
            return

        def given(reason: str) -> None:
            self.ask(
                lambda office: closures.undo_closure(office, closure.seq, reason),
                lambda numbers: self.done(f"Đã hoàn lại, {len(numbers)} ngày hẹn như cũ"),
            )

        ReasonDialog(self.window(), "Hoàn lại lần nghỉ này?", "Mọi ngày hẹn trở về như trước.", "Hoàn lại", given)


def _affected(each: Affected) -> Line:
    today = office_now().date()
    return Line(
        each.number,
        (
            Cell(each.name, 190, Role.NAME, under=" · ".join(filter(None, (tail_of(each.number), each.phone)))),
            Cell(each.procedure, role=Role.BODY, ink="ink2"),
            Cell(near_words(each.due_at, today), 100, Role.FIGURES_STRONG, "ink2"),
            Cell(near_words(each.new_due_at, today), 100, Role.FIGURES_STRONG, "soon"),
        ),
        high=Size.ROW_TWO_LINES,
    )


def _closure(each: Closure) -> Line:
    days = "–".join(date_words(day) for day in (*each.days[:1], *each.days[1:][-1:])) or "Theo lịch mới"
    undone = (
        f"hoàn lại {near_words(each.undone_at, office_now().date())}"
        if each.undone_at
        else f"dời {len(each.moves)} ngày hẹn"
    )
    return Line(
        str(each.seq),
        (
            Cell(days, 170, Role.FIGURES_STRONG, icon="calendar-off"),
            Cell(each.reason, role=Role.BODY, ink="ink2"),
            Cell(undone, 150, Role.SECOND, "ink3" if each.undone_at else "soon"),
        ),
    )

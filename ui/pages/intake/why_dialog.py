"""Ctrl+E: why this date, day by day, and by which calendar and catalogue."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desk_app.domain.events import Promise
from desk_app.domain.explanation import calendar_named
from desk_app.domain.procedure import Procedure
from ui.look import look
from ui.pages.intake.desk import Desk
from ui.pages.intake.promise_card import ended, short_day
from ui.pages.intake.why import DayLine, days_counted
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

HIGH = 30
SHOWN = 11


class WhyDialog(Overlay):
    """Shows every day counted; Esc or Enter closes it."""

    def __init__(self, window: QWidget, promise: Promise, days: list[DayLine], sources: str) -> None:
        super().__init__(window)
        self.setAccessibleName("Vì sao hẹn ngày này")
        self.days = LineList("days", "Từng ngày được tính", quiet=True, side=0)
        self.days.show_lines([_line(place, day) for place, day in enumerate(days)])
        self.days.setFixedHeight(look().px(HIGH * min(len(days), SHOWN)))
        self.sources = Text(sources, Role.SECOND, "ink3", wrap=True)
        self.sources.setObjectName("sources")
        close = Button("Đóng", "Esc", name="close")
        close.clicked.connect(self.close_card)
        row = Row(gap=10)
        row.add(1, close)
        self.body.add(
            Text(f"Vì sao hẹn {short_day(promise.due_at)}?", Role.DIALOG, wrap=True),
            Text(ended(promise.explanation), Role.BODY, "ink2", wrap=True),
            self.days,
            self.sources,
            row,
        )
        self.open(close)


def show_why(window: QWidget, desk: Desk, procedure: Procedure, promise: Promise, received_at: datetime) -> WhyDialog:
    """Explain `promise` over `window`: every day counted, the calendar and the catalogue it follows."""
    days = days_counted(procedure, desk.calendar, received_at, desk.settings.keep_hour)
    sources = f"Theo {calendar_named(desk.calendar)}; danh mục thủ tục {desk.catalogue.version}."
    if procedure.limit.note:
        sources += f" {procedure.limit.note.rstrip('.')}."
    return WhyDialog(window, promise, days, sources)


def _line(place: int, day: DayLine) -> Line:
    counted = f"ngày {day.count}" if day.count else "–"
    return Line(
        str(place),
        (
            Cell(day.day_words, 190, Role.SECOND_MEDIUM, "ink" if day.count else "ink3"),
            Cell(counted, 70, Role.FIGURES_STRONG, "accent" if day.count else "ink3"),
            Cell(day.words, role=Role.SECOND, ink="ink2" if day.count else "ink3"),
        ),
        high=HIGH,
    )

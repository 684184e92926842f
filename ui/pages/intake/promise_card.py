"""The promise: the largest thing on the page, because it is what the citizen takes home."""

from datetime import datetime

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.events import Promise
from ui.office_time import at_office, date_words, hour_words, long_hour_words, weekday_words
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.sheet import Divider, Sheet
from ui.widgets.text import Text


class PromiseCard(Sheet):
    """Weekday, date, hour, and the sentence that explains them."""

    def __init__(self) -> None:
        super().__init__(padding=(16, 10, 16, 12), gap=2)
        self.setObjectName("promise")
        head = Row(gap=8)
        head.add(Icon("calendar-event", "accent", 18), Text("Hẹn trả kết quả", Role.SECOND_STRONG, "accent"), 1)
        head.add(KeyCap("Ctrl E"))
        self.weekday = Text("", Role.LEAD, "ink2")
        self.date = Text("", Role.DUE)
        self.date.setObjectName("due_date")
        self.hour = Text("", Role.LEAD, "ink2")
        self.explanation = Text("", Role.SECOND, "ink2", wrap=True)
        self.explanation.setObjectName("explanation")
        self.body.add(head, self.weekday, self.date, self.hour)
        self.body.addSpacing(6)
        self.body.addWidget(Divider())
        self.body.addSpacing(6)
        self.body.addWidget(self.explanation)
        # Fixed would cut a long explanation: its height depends on the width.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_promise(self, promise: Promise) -> None:
        """Show the day, the hour and the explanation."""
        due = at_office(promise.due_at)
        self.weekday.setText(weekday_words(due))
        self.date.setText(date_words(due))
        self.hour.setText(long_hour_words(due))
        self.explanation.setText(ended(promise.explanation))
        self.setAccessibleName(f"Hẹn trả {weekday_words(due)}, {date_words(due)}, {long_hour_words(due)}")


class PromiseStrip(QWidget):
    """The same in two lines, for narrow windows."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(self, gap=20)
        words = Column(gap=0)
        self.day = Text("", Role.PAGE)
        words.add(Text("Hẹn trả kết quả", Role.LABEL, "accent"), self.day)
        self.explanation = Text("", Role.SMALL, "ink2", wrap=True)
        row.add(words, self.explanation)
        row.setStretchFactor(self.explanation, 1)

    def show_promise(self, promise: Promise | None) -> None:
        """Show the promise, or nothing before a procedure is chosen."""
        self.setVisible(promise is not None)
        if promise is not None:
            self.day.setText(short_day(promise.due_at))
            self.explanation.setText(ended(promise.explanation))


def short_day(due_at: datetime) -> str:
    """Return "Thứ Hai, 14/12/2026 · 17:00"."""
    due = at_office(due_at)
    return f"{weekday_words(due)}, {date_words(due)} · {hour_words(due)}"


def ended(sentence: str) -> str:
    """Return the sentence with a capital and its full stop."""
    return f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}."

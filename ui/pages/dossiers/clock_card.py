"""The clock of a dossier as a sentence, with the date it leads to."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QSizePolicy

from desk_app.domain.lifecycle import State
from desk_app.ports import DossierRow
from ui.office_time import at_office, date_words, moment_words, weekday_words
from ui.resources.tokens import Role
from ui.tables.dossier_words import Reading, WorkingDays, reading_of, working_days_between
from ui.widgets.boxes import Column, Row
from ui.widgets.clock import ClockGlyph, ClockState
from ui.widgets.sheet import Sheet
from ui.widgets.text import Elided, Text


@dataclass(frozen=True)
class Sentence:
    """What the clock says: a title, a line under it, and the date on the right with its label."""

    title: str
    under: str
    label: str
    date: str


class ClockCard(Sheet):
    """Glyph, sentence and date on the ground of the clock's tone."""

    def __init__(self) -> None:
        super().__init__("neu", padding=(14, 9, 14, 9))
        self.glyph = ClockGlyph(ClockState.DONE, 34)
        self.title = Text("", Role.LEAD_STRONG)
        self.under = Elided("", Role.SECOND, "ink")
        self.label = Text("", Role.SMALL, "ink2")
        self.date = Text("", Role.NAME)
        words = Column(gap=0)
        words.add(self.title, self.under)
        right = Column(gap=0)
        right.add(self.label, self.date)
        row = Row(gap=14)
        row.add(self.glyph, words, right)
        row.setStretchFactor(words, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: DossierRow, reason: str, now: datetime, calendar: WorkingDays) -> None:
        """Show the clock of `row`; `reason` is why it was refused, if it was."""
        reading = reading_of(row, now, calendar)
        sentence = sentence_of(row, reading, reason, now, calendar)
        tone = reading.clock.value
        self.set_tone(tone)
        self.glyph.show_state(reading.clock, reading.words, reading.left)
        self.title.setText(sentence.title)
        self.title.set_ink(tone)
        self.under.show_text(sentence.under)
        self.label.setText(sentence.label)
        self.date.setText(sentence.date)


def sentence_of(row: DossierRow, reading: Reading, reason: str, now: datetime, calendar: WorkingDays) -> Sentence:
    """Return the clock as a sentence. Lateness is judged by when the result was ready, never by when it was fetched."""
    due = _day(row.due_at) if row.due_at else ""
    if row.state is State.REFUSED:
        return Sentence("Đã từ chối tiếp nhận", reason, "Ngày từ chối", _day(row.received_at))
    if row.state is State.HANDED_OVER and row.handed_over_at is not None:
        return Sentence("Đã trả kết quả", _timely(row, calendar), "Đã trả", _day(row.handed_over_at))
    if row.state is State.RESULT_READY:
        return Sentence("Có kết quả, chờ người nhận", _timely(row, calendar), "Hẹn trả", due)
    if reading.clock is ClockState.LATE:
        hint = "Xin lỗi bà con và hẹn lại; khi có kết quả nhấn Có kết quả."
        return Sentence(reading.words, hint, "Đã hẹn", due)
    if reading.clock is ClockState.SOON:
        return Sentence(f"Hẹn {reading.words.lower()}", "Sắp đến giờ hẹn.", "Hẹn trả", due)
    away = working_days_between(calendar, at_office(now).date(), at_office(row.due_at).date()) if row.due_at else 0
    return Sentence(reading.words, f"Đang giải quyết, còn {away} ngày làm việc.", "Hẹn trả", due)


def _timely(row: DossierRow, calendar: WorkingDays) -> str:
    if row.finished_at is None or row.due_at is None:
        return ""
    finished, due = at_office(row.finished_at), at_office(row.due_at)
    ready = f"Có kết quả {moment_words(finished)}"
    if row.finished_at > row.due_at:
        late = working_days_between(calendar, due.date(), finished.date())
        return f"{ready}, sau hẹn {late} ngày." if late else f"{ready}, sau giờ hẹn."
    early = working_days_between(calendar, finished.date(), due.date())
    return f"{ready}, trước hẹn {early} ngày." if early else f"{ready}, đúng hẹn."


def _day(moment: datetime) -> str:
    there = at_office(moment)
    return f"{weekday_words(there)}, {date_words(there)}"

"""The clock of a dossier as a sentence, with the date it leads to."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QSizePolicy

from desk_app.domain.calendar import Calendar
from desk_app.domain.clock_left import clock_left
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import CalendarEndsError
from desk_app.domain.events import Refused
from desk_app.domain.life_events import Forwarded, TurnedAway
from desk_app.domain.lifecycle import OPEN_STATES, WAITING_STATES, State
from desk_app.domain.reappointment import owes_apology
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import after_wait, open_wait
from desk_app.ports import DossierRow
from desk_app.usecases.acts import newest
from ui.office_time import at_office, date_words, moment_words, weekday_words
from ui.resources.tokens import Role
from ui.tables.dossier_words import Reading, reading_of, working_days_between
from ui.widgets.boxes import Column, Row
from ui.widgets.clock import ClockGlyph, ClockState
from ui.widgets.sheet import Sheet
from ui.widgets.text import Elided, Text


@dataclass(frozen=True)
class Sentence:
    """What the clock says: a title, a line under it, and the date on the right with its label.

    `holder` is a line of its own once somebody else than the desk has the dossier.
    """

    title: str
    under: str
    label: str
    date: str
    holder: str = ""


class ClockCard(Sheet):
    """Glyph, sentence and date on the ground of the clock's tone."""

    def __init__(self) -> None:
        super().__init__("neu", padding=(14, 9, 14, 9))
        self.glyph = ClockGlyph(ClockState.DONE, 34)
        self.title = Elided("", Role.LEAD_STRONG)
        self.under = Elided("", Role.SECOND, "ink")
        self.holder = Elided("", Role.SECOND, "ink")
        self.label = Text("", Role.SMALL, "ink2")
        self.date = Text("", Role.NAME)
        words = Column(gap=0)
        words.add(self.title, self.under, self.holder)
        right = Column(gap=0)
        right.add(1, self.label, self.date, 1)
        row = Row(gap=14)
        row.add(self.glyph, words, right)
        row.setStretchFactor(words, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dossier(self, dossier: Dossier, row: DossierRow, now: datetime, calendar: Calendar) -> None:
        """Show the clock of a dossier."""
        reading = reading_of(row, now, calendar)
        sentence = sentence_of(dossier, row, reading, now, calendar)
        tone = reading.clock.value
        self.set_tone(tone)
        self.glyph.show_state(reading.clock, reading.words, reading.left)
        self.title.show_text(sentence.title, ink=tone)
        self.under.show_text(sentence.under)
        self.holder.show_text(sentence.holder)
        self.holder.setVisible(bool(sentence.holder))
        self.label.setText(sentence.label)
        self.date.setText(sentence.date)


def sentence_of(dossier: Dossier, row: DossierRow, reading: Reading, now: datetime, calendar: Calendar) -> Sentence:
    """Return the clock as a sentence. Lateness is judged by when the result was ready, never by when it was fetched."""
    if dossier.state is State.REFUSED:
        return Sentence("Đã từ chối tiếp nhận", _refusal(dossier), "Ngày từ chối", _day(row.received_at))
    label, due = _promised(dossier, now, calendar)
    if dossier.state is State.HANDED_OVER and row.handed_over_at is not None:
        return Sentence("Đã trả kết quả", _timely(row, calendar), "Đã trả", _day(row.handed_over_at))
    if dossier.state is State.RESULT_READY:
        if dossier.standing.posted:
            return Sentence("Kết quả đang ở bưu điện", _timely(row, calendar), label, due)
        if owes_apology(dossier.standing, limit_of(dossier.terms)):
            under = f"{_timely(row, calendar)} Xin lỗi bà con trước khi trả."
            return Sentence("Có kết quả, trễ hẹn và chưa xin lỗi", under, label, due)
        return Sentence("Có kết quả, chờ người nhận", _timely(row, calendar), label, due)
    at_desk = "Đang ở quầy." if dossier.state in OPEN_STATES and not dossier.standing.holder else ""
    under = f"{_clock(dossier, now, calendar)} {at_desk}".strip()
    return Sentence(_title(dossier, reading), under, label, due, _holder(dossier))


def _title(dossier: Dossier, reading: Reading) -> str:
    if dossier.state is State.SUPPLEMENT_REQUESTED:
        return "Chờ bà con bổ sung, đồng hồ dừng"
    if dossier.state is State.OBLIGATION_REQUESTED:
        return "Chờ nghĩa vụ tài chính, đồng hồ dừng"
    if reading.clock is ClockState.SOON:
        return f"Hẹn {reading.words.lower()}"
    return reading.words


def _clock(dossier: Dossier, now: datetime, calendar: Calendar) -> str:
    """Return what is left in working days of eight hours, "" for a dossier without a running day."""
    if dossier.state not in OPEN_STATES or dossier.due_at is None:
        return ""
    wait = open_wait(dossier.history)
    left = clock_left(limit_of(dossier.terms), calendar, dossier.due_at, now, wait.since if wait else None)
    said = left.words.removeprefix("đồng hồ dừng, ")
    return f"Khi nộp đủ {said}." if wait else f"{said[:1].upper()}{said[1:]}."


def _holder(dossier: Dossier) -> str:
    """Return who has the dossier and since when, "" for the desk."""
    if dossier.state not in OPEN_STATES or not dossier.standing.holder:
        return ""
    gone = newest(dossier, Forwarded)
    return f"Đang ở: {dossier.standing.holder}" + (f", từ {moment_words(gone.happened_at)}." if gone else ".")


def _promised(dossier: Dossier, now: datetime, calendar: Calendar) -> tuple[str, str]:
    """Return label and day: of a clock that stands the day it would lead to if all came now.

    After an apology the new day, with the old one, which goes on deciding, in its label.
    """
    due, again, wait = dossier.standing.due_at, dossier.standing.reappointed_at, open_wait(dossier.history)
    if due is None:
        return "", ""
    if again is not None:
        return f"Hẹn lại (đã hẹn {date_words(at_office(due))})", _day(again)
    if wait is not None and dossier.state in WAITING_STATES:
        try:
            moved = after_wait(limit_of(dossier.terms), calendar, due, wait.since, now)
        except CalendarEndsError:
            return "Đã hẹn trả", _day(due)
        return "Nộp đủ hôm nay thì hẹn trả", _day(moved.due_at)
    return "Hẹn trả", _day(due)


def _refusal(dossier: Dossier) -> str:
    said = newest(dossier, Refused, TurnedAway)
    return said.body.reason if said is not None and isinstance(said.body, Refused | TurnedAway) else ""


def _timely(row: DossierRow, calendar: Calendar) -> str:
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

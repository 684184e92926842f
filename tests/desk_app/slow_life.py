"""An oracle for whole lives: a clerk with a wall calendar and a notebook who reads the story of a dossier aloud.

Written from the law alone, day by day and minute by minute; it shares no code with the program, only plain dates, times
and words. A story is a list of steps (moment, word, detail) in office time without a zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.desk_app.slow_office import DAY, MINUTE, SlowOffice

TICK = timedelta(minutes=5)  # every moment of a story lies on this grid


@dataclass(frozen=True)
class Step:
    """What happened: `detail` is the new day of an apology, the day of a storm, or the holder it goes to."""

    moment: datetime
    word: str
    detail: date | datetime | str | None = None


@dataclass
class Verdict:
    """What the slow clerk says of a story."""

    timing: str
    due: datetime
    first_due: datetime
    promised: datetime
    ended: datetime | None
    paused: int
    requests: int
    late: dict[str, int]
    scored_on_time: bool


@dataclass
class _Notebook:
    waits: list[tuple[datetime, datetime]] = field(default_factory=list)
    waiting_since: datetime | None = None
    waits_for: str = ""
    ended: datetime | None = None
    gone: bool = False
    collected: datetime | None = None
    new_day: datetime | None = None
    requests: int = 0
    keeper: str = "desk"
    holders: list[tuple[datetime, str]] = field(default_factory=list)


class SlowClerk:
    """Reads stories under one limit; the rules that a control breaks are methods of their own."""

    def __init__(self, office: SlowOffice, unit: str, value: int, cutoff: time | None) -> None:
        self.office, self.unit, self.value, self.cutoff = office, unit, value, cutoff

    def verdict(self, steps: Sequence[Step], now: datetime) -> Verdict:
        """Return what the story comes to, read at `now`."""
        notes, received = _Notebook(), steps[0].moment
        first_due: datetime | None = None
        for step in steps:
            if step.word in ("receive", "accept"):
                received = step.moment
                first_due = self.office.due(self.unit, self.value, self.cutoff, received)
                notes.holders = [(received, "desk")]
            self.write_down(notes, step)
        assert first_due is not None
        due = self.due_day(received, notes.waits)
        judged = self.judged(notes, now)
        late = self.is_late(judged, due)
        return Verdict(
            timing=self.timing(notes, judged, due, late),
            due=due,
            first_due=first_due,
            promised=notes.new_day or due,
            ended=notes.ended,
            paused=self.paused(notes, now),
            requests=notes.requests,
            late=self.late_seconds(notes, due, judged) if late else {},
            scored_on_time=notes.requests <= 1 and not self.is_late(self.scored_end(notes, now), due),
        )

    def write_down(self, notes: _Notebook, step: Step) -> None:
        """Write one step into the notebook."""
        at = step.moment
        if step.word in ("ask", "owe"):
            notes.requests += step.word == "ask"
            notes.waiting_since, notes.waits_for = at, step.word
            notes.holders.append((at, "citizen"))
        elif step.word in ("answer", "settle"):
            self.wait_is_over(notes, at)
        elif step.word in ("withdraw", "stop"):
            notes.ended, notes.gone, notes.keeper = at, True, "desk"
            notes.waiting_since = notes.waiting_since or at
            notes.holders.append((at, "citizen"))
        elif step.word == "reopen":
            if notes.gone:
                self.wait_is_over(notes, at)
            notes.ended, notes.gone, notes.collected = None, False, None
        elif step.word == "forward":
            notes.keeper = str(step.detail)
            notes.holders.append((at, notes.keeper))
        elif step.word == "finish":
            notes.ended, notes.keeper = at, "desk"
            notes.holders.append((at, "desk"))
        elif step.word == "hand_over":
            notes.collected = at
        elif step.word == "sorry":
            assert isinstance(step.detail, datetime)
            notes.new_day = step.detail
        elif step.word == "storm":
            assert isinstance(step.detail, date)
            self.office.worked.discard(step.detail)
            self.office.closed.add(step.detail)

    def wait_is_over(self, notes: _Notebook, at: datetime) -> None:
        """The clock goes on, and whoever had the dossier has it again."""
        assert notes.waiting_since is not None
        notes.waits.append((notes.waiting_since, at))
        if notes.new_day is not None:
            notes.new_day = self.new_day_moved(notes.new_day, notes.waiting_since, at)
        notes.waiting_since = None
        notes.holders.append((at, notes.keeper))

    def due_day(self, received: datetime, waits: Sequence[tuple[datetime, datetime]]) -> datetime:
        """Return the day that decides: reckoned from the start, then moved by each wait."""
        due = self.office.due(self.unit, self.value, self.cutoff, received)
        for since, until in waits:
            due = self.moved(due, since, until)
        return due

    def moved(self, due: datetime, since: datetime, until: datetime) -> datetime:
        """Return a day moved by one wait."""
        if self.unit == "working_hour":
            return self.office.walk_minutes(due, self.minutes_of_service(since, until))
        steps = self.days_waited(since.date(), until.date())
        if not steps:
            return due
        day = due.date()
        for _ in range(steps):
            day = day + DAY if self.unit == "calendar_day" else self.office.open_day(day + DAY)
        day = self.office.open_day(day)
        return datetime.combine(day, self.office.sessions(day)[-1][1])

    def new_day_moved(self, new_day: datetime, since: datetime, until: datetime) -> datetime:
        """The one new day waits too, by working days."""
        day, moved, waited = new_day.date(), 0, since.date()
        while waited < until.date():
            waited += DAY
            if self.office.sessions(waited):
                moved += 1
        if not moved:
            return new_day
        day = self.office.open_day(day)
        for _ in range(moved):
            day = self.office.open_day(day + DAY)
        return datetime.combine(day, self.office.sessions(day)[-1][1])

    def days_waited(self, since: date, until: date) -> int:
        """Return how many days count between request and answer; the day of the request is not one of them."""
        days, day = 0, since
        while day < until:
            day += DAY
            if self.unit == "calendar_day" or self.office.sessions(day):
                days += 1
        return days

    def minutes_of_service(self, since: datetime, until: datetime) -> int:
        """Return the minutes served between two moments, one by one."""
        minutes, day = 0, since.date()
        while day <= until.date():
            for opens, closes in self.office.sessions(day):
                minute = datetime.combine(day, opens)
                while minute < datetime.combine(day, closes):
                    minutes += since <= minute < until
                    minute += MINUTE
            day += DAY
        return minutes

    def judged(self, notes: _Notebook, now: datetime) -> datetime:
        """Return the moment that is compared: the clock's last, or the end, or now."""
        return notes.waiting_since or notes.ended or now

    def scored_end(self, notes: _Notebook, now: datetime) -> datetime:
        """Return the end as the scoring rules have it; a pending obligation is no pending supplement."""
        return notes.ended or (notes.waiting_since if notes.waits_for == "ask" else None) or now

    def is_late(self, moment: datetime, due: datetime) -> bool:
        """A term in days ends with its last day."""
        return moment > due if self.unit == "working_hour" else moment.date() > due.date()

    def timing(self, notes: _Notebook, judged: datetime, due: datetime, late: bool) -> str:
        """Return the class."""
        if notes.ended is None:
            return "open_late" if late else "open_in_time"
        if late:
            return "late"
        if self.unit != "working_hour":
            return "early" if judged.date() < due.date() else "on_time"
        half_day = datetime.combine(due.date(), time(0))
        for opens, closes in self.office.sessions(due.date()):
            if opens < due.time() <= closes:
                half_day = datetime.combine(due.date(), opens)
        return "early" if judged < half_day else "on_time"

    def paused(self, notes: _Notebook, now: datetime) -> int:
        """Return the wall-clock seconds the clock stood."""
        spans = list(notes.waits)
        if notes.waiting_since is not None:
            spans.append((notes.waiting_since, notes.ended or now))
        return sum(int((until - since).total_seconds()) for since, until in spans)

    def late_seconds(self, notes: _Notebook, due: datetime, judged: datetime) -> dict[str, int]:
        """Return who held it while it was late, five minutes at a time."""
        seconds: dict[str, int] = {}
        moment = due
        while moment < judged:
            holder = [name for since, name in notes.holders if since <= moment][-1]
            seconds[holder] = seconds.get(holder, 0) + int(TICK.total_seconds())
            moment += TICK
        return seconds

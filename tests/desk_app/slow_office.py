"""An oracle for due dates: a citizen with a wall calendar and a watch, walking days and minutes one by one.

Written from the law alone; it shares no code with the program, only plain dates, times and names of units.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

Sessions = list[tuple[time, time]]


@dataclass
class SlowOffice:
    """Opening hours by weekday, days closed in spite of them, and days worked in exchange."""

    week: dict[int, Sessions]
    closed: set[date] = field(default_factory=set)
    worked: set[date] = field(default_factory=set)

    def sessions(self, day: date) -> Sessions:
        """Return when the office serves on a day."""
        if day in self.closed:
            return []
        own = self.week.get(day.weekday(), [])
        if day in self.worked and (not own or day.weekday() in (5, 6)):
            for weekday in range(7):
                if self.week.get(weekday):
                    return self.week[weekday]
        return own

    def serves(self, moment: datetime) -> bool:
        """Is the office open at this moment, both ends of a session included?"""
        return any(opens <= moment.time() <= closes for opens, closes in self.sessions(moment.date()))

    def open_day(self, day: date) -> date:
        """Return the day, or the next on which the office opens."""
        while not self.sessions(day):
            day += DAY
        return day

    def counted_from(self, received: datetime) -> datetime:
        """Return the moment a dossier counts as received."""
        if self.serves(received):
            return received
        for opens, _ in self.sessions(received.date()):
            if opens > received.time():
                return datetime.combine(received.date(), opens)
        day = self.open_day(received.date() + DAY)
        return datetime.combine(day, self.sessions(day)[0][0])

    def due(self, unit: str, value: int, cutoff: time | None, received: datetime) -> datetime:
        """Return the due moment, office time without a zone."""
        start = self.counted_from(received)
        if unit == "working_hour":
            return self.walk_minutes(start, value * 60)
        day = start.date()
        if unit == "working_day":
            for _ in range(value):
                day = self.open_day(day + DAY)
        elif unit == "calendar_day":
            for _ in range(value):
                day += DAY
            day = self.open_day(day)
        elif cutoff is not None and start.time() > cutoff:
            day = self.open_day(day + DAY)
        return datetime.combine(day, self.sessions(day)[-1][1])

    def walk_minutes(self, now: datetime, minutes: int) -> datetime:
        """Let whole minutes of service pass, beginning on a whole minute."""
        while minutes:
            inside = any(opens <= now.time() < closes for opens, closes in self.sessions(now.date()))
            if not inside and not any(now.time() < opens for opens, _ in self.sessions(now.date())):
                now = datetime.combine(now.date() + DAY, time(0))  # nothing more today
                continue
            now += MINUTE
            minutes -= inside
        return now

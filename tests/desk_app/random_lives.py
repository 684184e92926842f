"""Random lives of dossiers: a story in plain words for the slow clerk, and the log the program would have of it."""

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk_app.domain.calendar import Calendar, CalendarChange, DayType
from desk_app.domain.dossier import Dossier, begin, follow
from desk_app.domain.events import Event, Finished, HandedOver, Started
from desk_app.domain.life_events import (
    Accepted,
    Apologised,
    DueDateMoved,
    Forwarded,
    ObligationSettled,
    Registered,
    Reopened,
    Withdrawn,
)
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Limit
from desk_app.domain.reappointment import check_new_day, default_new_day, new_day_after_wait
from desk_app.domain.recompute import due_from_start
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import MovedDate, after_wait, open_wait, waits_of
from tests.desk_app.lives import answered, asked, log, owed, promise_of, reception, stopped, terms_of
from tests.desk_app.office import OFFICE
from tests.desk_app.slow_life import Step
from tests.desk_app.slow_office import SlowOffice
from tests.desk_app.test_due_date_oracle import FIRST_DAY, random_case, random_limit

LIVES_PER_CALENDAR = 40
HOLDERS = [("officer", "Lê An"), ("officer", "Hồ Bình"), ("body", "Chi nhánh Văn phòng Đăng ký đất đai"), ("desk", "")]

# The states in a clerk's words, and what may follow in each.
FOLLOWS = {
    "registered": ["accept"],
    "received": ["start", "start", "start", "ask", "withdraw", "stop", "sorry", "storm"],
    "working": ["ask", "owe", "forward", "forward", "finish", "finish", "sorry", "withdraw", "stop", "storm"],
    "asked": ["answer", "answer", "answer", "withdraw", "stop", "storm"],
    "owing": ["settle", "settle", "stop", "storm"],
    "ready": ["hand_over", "hand_over", "reopen", "sorry"],
    "given": ["reopen"],
    "gone": ["reopen"],
}
LEADS_TO = {
    "accept": "received", "start": "working", "ask": "asked", "owe": "owing", "answer": "working", "settle": "working",
    "finish": "ready", "hand_over": "given", "withdraw": "gone", "stop": "gone", "reopen": "working",
}  # fmt: skip


@dataclass
class Life:
    """One life, told twice. `office` is as it was at the start; `calendar` as it is at the end."""

    limit: Limit
    office: SlowOffice
    calendar: Calendar
    steps: list[Step]
    dossier: Dossier
    explanations: list[str]
    now: datetime


def random_lives(rng: random.Random, count: int) -> Iterator[Life]:
    """Yield lives over random calendars."""
    for number in range(count):
        if number % LIVES_PER_CALENDAR == 0:
            calendar, office = random_case(rng)
        yield random_life(rng, calendar, office)


def random_life(rng: random.Random, calendar: Calendar, office: SlowOffice) -> Life:
    """Return one life of up to a dozen steps."""
    return _Teller(rng, calendar, deepcopy(office)).tell()


class _Teller:
    """Draws the steps and writes each into the log as the desk would: with the promise decided then."""

    def __init__(self, rng: random.Random, calendar: Calendar, office: SlowOffice) -> None:
        self.rng, self.calendar, self.office = rng, calendar, office
        self.limit = random_limit(rng)
        self.at = datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(minutes=5 * rng.randrange(288 * 400))
        self.steps: list[Step] = []
        self.explanations: list[str] = []
        self.dossier: Dossier | None = None
        self.state = ""

    def tell(self) -> Life:
        if self.rng.random() < 0.1:
            self._write("register", None)
            self._pass_time()
            self._write("accept", None)
        else:
            self._write("receive", None)
        for _ in range(self.rng.randint(0, 12)):
            self._pass_time()
            self._next()
        self._pass_time()
        assert self.dossier is not None
        return Life(
            self.limit, self.office, self.calendar, self.steps, self.dossier, self.explanations,
            self.at.replace(tzinfo=OFFICE),
        )  # fmt: skip

    def _next(self) -> None:
        word = self.rng.choice(FOLLOWS[self.state])
        dossier = self._told()
        detail: date | datetime | str | None = None
        if word == "sorry":
            due_at = dossier.standing.due_at
            if dossier.standing.reappointed_at is not None or due_at is None:
                return
            now = self.at.replace(tzinfo=OFFICE)
            new_on = default_new_day(self.calendar, due_at, now, self.rng.randint(1, 4))
            detail = check_new_day(self.calendar, due_at, new_on, now).replace(tzinfo=None)
        elif word == "forward":
            kind, name = self.rng.choice(HOLDERS)
            detail = f"{kind}: {name}" if name else kind
        elif word == "storm":
            if self.rng.random() < 0.6:
                return
            day = self.at.date() + timedelta(days=self.rng.randint(-3, 9))
            if not self.calendar.is_working_day(day):
                return
            detail = day
        self._write(word, detail)

    def _write(self, word: str, detail: date | datetime | str | None) -> None:
        moment = self.at.replace(tzinfo=OFFICE)
        (event,) = log((moment, self._event(word, detail, moment)))
        self.dossier = begin(event) if self.dossier is None else follow(self.dossier, event)
        self.steps.append(Step(self.at, word, detail))
        first = {"register": "registered", "receive": "received"}
        self.state = first.get(word) or LEADS_TO.get(word, self.state)

    def _event(self, word: str, detail: date | datetime | str | None, moment: datetime) -> Event:
        if word in ("receive", "register", "accept"):
            return self._beginning(word, moment)
        plain: dict[str, Event] = {
            "start": Started(), "owe": owed(), "finish": Finished(), "withdraw": Withdrawn("đổi ý"), "stop": stopped(),
            "hand_over": HandedOver("Y Wơl Niê", "applicant", "slip"),
        }  # fmt: skip
        if word in plain:
            return plain[word]
        if word == "ask":
            return asked(self._told().standing.supplements + 1)
        if word == "forward":
            kind, _, name = str(detail).partition(": ")
            return Forwarded(kind, name, None)
        if word == "sorry":
            assert isinstance(detail, datetime)
            return Apologised("TT03/2025", 1, "mất điện", promise_of(detail.replace(tzinfo=OFFICE)), "Lê An")
        if word == "storm":
            assert isinstance(detail, date)
            return self._storm(detail)
        return self._going_on(word, moment)

    def _beginning(self, word: str, moment: datetime) -> Event:
        who = Person("Y Wơl Niê")
        if word == "register":
            return Registered(b"s", terms_of(self.limit), who, None, (), "post")
        promise = promise_of(due_from_start(self.limit, self.calendar, moment, ()).due_at)
        if word == "accept":
            return Accepted("7K4P", 1, "TT03/2025", promise, (), "counter")
        return reception(self.limit, promise.due_at)

    def _going_on(self, word: str, moment: datetime) -> Event:
        wait = open_wait(self._told().history)
        if wait is None:  # a result that was ready is worked on again: the old day stays
            return Reopened("sai tên", "Chủ tịch")
        promise = promise_of(self._decided(self._after(wait.since, moment)).due_at)
        new_day = self._told().standing.reappointed_at
        again = None
        if new_day is not None:
            again = promise_of(new_day_after_wait(self.calendar, new_day, wait.since, moment).due_at)
        going_on: dict[str, Event] = {
            "answer": answered(promise.due_at, again),
            "settle": ObligationSettled("biên lai", promise, reappointed=again),
            "reopen": Reopened("nộp lại", "Chủ tịch", promise, again),
        }
        return going_on[word]

    def _storm(self, day: date) -> Event:
        dossier = self._told()
        self.calendar = self.calendar.with_changes([CalendarChange(day, DayType.OFF, "Bão")])
        limit, waits = limit_of(dossier.terms), waits_of(dossier.history)
        moved = self._decided(due_from_start(limit, self.calendar, dossier.received_at, waits))
        return DueDateMoved(1, promise_of(moved.due_at))

    def _after(self, since: datetime, until: datetime) -> MovedDate:
        due_at = self._told().standing.due_at
        assert due_at is not None
        return after_wait(self.limit, self.calendar, due_at, since, until)

    def _decided(self, moved: MovedDate) -> MovedDate:
        self.explanations.append(moved.explanation)
        return moved

    def _pass_time(self) -> None:
        ticks = self.rng.choice([1, 6, 12, 36, 288, 288, 600, 1500, 3000])
        self.at += timedelta(minutes=5 * self.rng.randint(0, ticks))

    def _told(self) -> Dossier:
        assert self.dossier is not None
        return self.dossier

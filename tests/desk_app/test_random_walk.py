"""Random legal and illegal moves: the log and what is told of it agree after every step, and time adds up."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from desk_app.domain import standing as stands
from desk_app.domain.dossier import Dossier, begin, dossier_of, follow
from desk_app.domain.errors import IllegalMoveError, SecondReappointmentError
from desk_app.domain.events import Event, Finished, HandedOver, NumberViewed, Recorded, Refused, Started
from desk_app.domain.holding import holdings_of
from desk_app.domain.life_events import (
    Accepted,
    Amended,
    Apologised,
    Forwarded,
    ObligationSettled,
    PostDelivered,
    Posted,
    PostReturned,
    Registered,
    Reopened,
    Told,
    TurnedAway,
    Withdrawn,
)
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.timeliness import timeliness_of
from desk_app.domain.waiting import waits_of
from tests.desk_app.lives import answered, asked, log, owed, promise_of, reception, stopped, terms_of
from tests.desk_app.office import at, shipped_calendar
from tests.desk_app.test_dossier_life import _AMENDABLE, _STATES_AFTER
from tests.scale import many

CALENDAR = shipped_calendar()
LIMIT = Limit(5, Unit.WORKING_DAY)
START = at("2026-11-16 08:00")
WHO = Person("Y Wơl Niê")


def an_event(rng: random.Random, move: str, now: datetime) -> Event:
    """Return an event of this move; new days are drawn, the fold takes them as decided."""
    promise = promise_of(now + timedelta(days=rng.randint(-3, 9)))
    makers: dict[str, Callable[[], Event]] = {
        "accept": lambda: Accepted("7K4P", 1, "TT03/2025", promise, (), "counter"),
        "turn-away": lambda: TurnedAway("TT03/2025", "thiếu giấy", 1),
        "start": Started,
        "supplement": asked,
        "supplemented": lambda: answered(promise.due_at),
        "obligation": owed,
        "settled": lambda: ObligationSettled("biên lai", promise),
        "forward": lambda: Forwarded(*rng.choice([("officer", "Lê An"), ("body", "Thuế cơ sở"), ("desk", "")]), None),
        "apologise": lambda: Apologised("TT03/2025", 1, "mất điện", promise, "Lê An"),
        "finish": Finished,
        "hand_over": lambda: HandedOver("Y Wơl Niê", "applicant", "slip"),
        "post": lambda: Posted("EV123456789VN", "DM-1"),
        "post-returned": lambda: PostReturned("vắng nhà"),
        "delivered": lambda: PostDelivered("Y Wơl Niê"),
        "withdraw": lambda: Withdrawn("đổi ý"),
        "stop": stopped,
        "reopen": lambda: Reopened("sai tên", "Chủ tịch", rng.choice([None, promise])),
        "amend": lambda: Amended("gõ nhầm", True, return_by=rng.choice([None, "post"])),
    }
    return makers[move]()


MOVES = sorted({move for moves in _STATES_AFTER.values() for move in moves} | {"amend"})


@dataclass
class Walker:
    """One dossier walking, with a ledger of its own: state, apology, waiting time, all kept by the table."""

    rng: random.Random
    now: datetime = START
    state: int = 0
    sorry: bool = False
    since: datetime | None = None
    stood: timedelta = timedelta()
    refused: int = 0
    history: list[Recorded] = field(default_factory=list)
    dossier: Dossier | None = None

    def be_born(self) -> None:
        first: tuple[int, Event] = self.rng.choice([
            (2, reception(LIMIT, START + timedelta(days=7))),
            (2, reception(LIMIT, START + timedelta(days=7))),
            (1, Registered(b"s", terms_of(LIMIT), WHO, None, (), "post")),
            (3, Refused(b"s", "TT03/2025", terms_of(LIMIT), WHO, None, (), "thiếu giấy")),
        ])  # fmt: skip
        self.state = first[0]
        self.history = list(log((self.now, first[1])))
        self.dossier = begin(self.history[0])

    def step(self) -> None:
        """Try one move, legal or not; both sides must say the same of it."""
        assert self.dossier is not None
        self.now += timedelta(seconds=self.rng.choice([0, 1, 59, 3_600, self.rng.randrange(400_000)]))
        table = _STATES_AFTER[self.state] | ({"amend": self.state} if self.state in _AMENDABLE else {})
        move = self.rng.choice(sorted(table)) if table and self.rng.random() < 0.6 else self.rng.choice(MOVES)
        (event,) = log((self.now, an_event(self.rng, move, self.now)))
        if move in table and not (move == "apologise" and self.sorry):
            self.dossier = follow(self.dossier, event)
            self.history.append(event)
            self._keep_the_ledger(move, table[move])
            return
        self.refused += 1
        wanted = SecondReappointmentError if move in table else IllegalMoveError
        with pytest.raises(wanted) as raised:
            follow(self.dossier, event)
        if wanted is IllegalMoveError:
            at_once = {"forward", "finish", "obligation"} if self.state == 2 else set()
            assert set(raised.value.facts["possible"]) == set(table) | at_once  # type: ignore[call-overload]

    def _keep_the_ledger(self, move: str, reached: int) -> None:
        self.sorry = self.sorry or move == "apologise"
        stands_now = reached in (5, 6, 7, 8)
        if stands_now and self.since is None:
            self.since = self.now
        elif not stands_now and self.since is not None:
            self.stood += self.now - self.since
            self.since = None
        self.state = reached

    def look_on(self) -> None:
        """Events that move nothing change nothing."""
        assert self.dossier is not None
        (event,) = log((self.now, self.rng.choice([NumberViewed("detail"), Told("late", "sms")])))
        before = self.dossier.standing
        self.dossier = follow(self.dossier, event)
        self.history.append(event)
        assert self.dossier.standing == before

    def compare(self) -> None:
        """The fold, the table and the times must agree."""
        assert self.dossier is not None
        dossier, standing = self.dossier, self.dossier.standing
        assert int(standing.state) == self.state
        assert (standing.waiting_since is not None) == (self.state in (5, 6))
        assert (standing.finished_at is not None) == (self.state in (9, 10))
        assert (standing.handed_over_at is not None) == (self.state == 10)
        assert (standing.ended_at is not None) == (self.state in (3, 7, 8))
        assert (standing.reappointed_at is not None) == self.sorry
        told = timeliness_of(dossier, self.now, CALENDAR)
        assert told.kind.startswith("open") == (self.state in (1, 2, 4, 5, 6))
        end = told.finished_at or self.now
        open_stretch = timedelta() if self.since is None else max(end - self.since, timedelta())
        assert told.paused_seconds == (self.stood + open_stretch) // timedelta(seconds=1)
        holdings = holdings_of(dossier.history, self.now)
        held = sum((holding.length for holding in holdings), timedelta())
        assert held == end - dossier.received_at
        waited = sum((holding.length for holding in holdings if holding.kind == "citizen"), timedelta())
        assert waited // timedelta(seconds=1) == told.paused_seconds
        assert sum(told.late_seconds_by_holder.values()) == told.late_seconds
        assert all(wait.until is not None for wait in waits_of(dossier.history)[:-1])

    def fold_again(self) -> None:
        """From the log alone the same dossier comes out."""
        assert dossier_of(self.history) == self.dossier
        first, *rest = self.history
        standing = stands.begin(first.body, first.happened_at)
        for event in rest:
            standing = stands.follow(standing, event.body, event.happened_at)
        assert self.dossier is not None and standing == self.dossier.standing


def test_random_legal_and_illegal_moves_keep_log_state_and_times_together() -> None:
    rng, steps, refused, states = random.Random(100_000), many(6_000, 100_000), 0, set()
    walker = Walker(rng)
    for number in range(steps):
        if number % 40 == 0:
            if walker.dossier is not None:
                walker.fold_again()
            refused += walker.refused
            walker = Walker(rng)
            walker.be_born()
        walker.look_on() if rng.random() < 0.05 else walker.step()
        walker.compare()
        states.add(walker.state)
    assert states == set(range(1, 11))
    assert refused > steps // 10


@pytest.mark.parametrize("broken", ["forgets waiting", "allows two apologies", "stands while finished"])
def test_the_walk_notices_a_ledger_kept_by_other_rules(broken: str) -> None:
    """Control: a ledger with one rule wrong must fall out with the fold."""

    class Wrong(Walker):
        def _keep_the_ledger(self, move: str, reached: int) -> None:
            super()._keep_the_ledger(move, reached)
            if broken == "forgets waiting" and move == "settled":
                self.stood = timedelta()
            if broken == "allows two apologies":
                self.sorry = False
            if broken == "stands while finished" and reached == 9:
                self.since = self.now

    rng = random.Random(5)
    with pytest.raises((AssertionError, SecondReappointmentError)):
        for _ in range(60):
            walker = Wrong(rng)
            walker.be_born()
            for _ in range(40):
                walker.step()
                walker.compare()

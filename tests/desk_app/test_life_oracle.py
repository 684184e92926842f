"""Every due date and class of timeliness against the slow clerk, over random lives; and clerks wrong in one rule."""

import random
from copy import deepcopy
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from desk_app.domain.explanation import due_from_explanation, parse_explanation
from desk_app.domain.holding import holdings_of
from desk_app.domain.move_explanation import moves_in, new_day_from, parse_move
from desk_app.domain.qd766 import qd766_of
from desk_app.domain.recompute import due_from_start
from desk_app.domain.timeliness import timeliness_of
from desk_app.domain.waiting import waits_of
from tests.desk_app.office import OFFICE
from tests.desk_app.random_lives import Life, random_lives
from tests.desk_app.slow_life import SlowClerk, Step, Verdict, _Notebook
from tests.scale import many


def clerk_for(life: Life, kind: type[SlowClerk] = SlowClerk) -> SlowClerk:
    limit = life.limit
    return kind(deepcopy(life.office), limit.unit.value, limit.value, limit.cutoff)


def verdict_on(life: Life, kind: type[SlowClerk] = SlowClerk) -> dict[str, Any]:
    """Return what the slow clerk says, in the program's words."""
    told = clerk_for(life, kind).verdict(life.steps, life.now.replace(tzinfo=None))
    return {
        "kind": told.timing,
        "decides": _zoned(told.due),
        "original": _zoned(told.first_due),
        "promised": _zoned(told.promised),
        "finished": _zoned(told.ended),
        "paused": told.paused,
        "requests": told.requests,
        "late": told.late,
        "qd766": told.scored_on_time,
    }


def program_on(life: Life) -> dict[str, Any]:
    """Return what the program says of the same life."""
    told = timeliness_of(life.dossier, life.now, life.calendar)
    return {
        "kind": told.kind,
        "decides": told.decides_due_at,
        "original": told.original_due_at,
        "promised": told.due_at,
        "finished": told.finished_at,
        "paused": told.paused_seconds,
        "requests": told.supplement_requests,
        "late": dict(told.late_seconds_by_holder),
        "qd766": qd766_of(life.dossier, life.now).on_time,
    }


def _zoned(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=OFFICE)


def test_due_dates_and_classes_agree_with_a_slow_clerk() -> None:
    seen: set[str] = set()
    for life in random_lives(random.Random(20261122), many(1_500, 50_000)):
        program = program_on(life)
        assert program == verdict_on(life), (life.limit, life.steps, life.now)
        seen.add(program["kind"])
    assert seen == {"early", "on_time", "late", "open_in_time", "open_late"}


def test_explanations_of_every_moved_day_lead_to_it_and_the_chain_holds() -> None:
    for life in random_lives(random.Random(8), many(1_000, 10_000)):
        weekly = life.calendar.weekly
        for text in life.explanations:
            first, *moves = moves_in(text)
            if first.startswith(("Dời hẹn", "Giữ hẹn")):
                moves = [first]
                reached = parse_move(first).old
            else:
                reached = due_from_explanation(parse_explanation(first), weekly)
            for sentence in moves:
                parsed = parse_move(sentence)
                assert parsed.old == reached, text
                reached = new_day_from(parsed, weekly)
                assert reached == parsed.new, text
        waits = waits_of(life.dossier.history)
        whole = due_from_start(life.limit, life.calendar, life.dossier.received_at, waits)
        assert whole.due_at == life.dossier.standing.due_at, (life.limit, life.steps)


def test_holders_cover_the_whole_way_without_gap_or_overlap() -> None:
    for life in random_lives(random.Random(9), many(1_000, 10_000)):
        told = timeliness_of(life.dossier, life.now, life.calendar)
        holdings = holdings_of(life.dossier.history, life.now)
        end = told.finished_at or life.now
        if not holdings:
            assert end == life.dossier.received_at
            continue
        assert (holdings[0].begins, holdings[-1].ends) == (life.dossier.received_at, end)
        assert all(earlier.ends == later.begins for earlier, later in pairwise(holdings))
        assert all(holding.begins < holding.ends for holding in holdings)
        assert told.late_seconds == sum(told.late_seconds_by_holder.values())
        if told.is_late and told.decides_due_at is not None:
            assert told.late_seconds == int((told.judged_at - told.decides_due_at).total_seconds())


class CountsTheDayOfTheRequest(SlowClerk):
    def days_waited(self, since: date, until: date) -> int:
        return super().days_waited(since, until) + 1


class ForgetsTheWeekendOfAWait(SlowClerk):
    def days_waited(self, since: date, until: date) -> int:
        return (until - since).days


class LetsAnApologyMoveTheDay(SlowClerk):
    def verdict(self, steps: list[Step], now: datetime) -> Verdict:  # type: ignore[override]
        self.steps = steps
        return super().verdict(steps, now)

    def due_day(self, received: datetime, waits: Any) -> datetime:
        new_days = [step.detail for step in self.steps if step.word == "sorry"]
        assert all(isinstance(day, datetime) for day in new_days)
        return new_days[-1] if new_days else super().due_day(received, waits)  # type: ignore[return-value]


class JudgesByTheHandOver(SlowClerk):
    def judged(self, notes: _Notebook, now: datetime) -> datetime:
        return notes.collected or super().judged(notes, now)


class JudgesAWaitingDossierByNow(SlowClerk):
    def judged(self, notes: _Notebook, now: datetime) -> datetime:
        return notes.ended or now


class StopsTheClockForAReopenedResult(SlowClerk):
    def write_down(self, notes: _Notebook, step: Step) -> None:
        if step.word == "reopen" and not notes.gone and notes.ended is not None:
            notes.waits.append((notes.ended, step.moment))
        super().write_down(notes, step)


class LetsTheClockRunWhileWithdrawn(SlowClerk):
    def write_down(self, notes: _Notebook, step: Step) -> None:
        if step.word == "reopen":
            notes.gone, notes.waiting_since = False, None
        super().write_down(notes, step)


class EndsATermWithTheHourOfClosing(SlowClerk):
    def is_late(self, moment: datetime, due: datetime) -> bool:
        return moment > due


class ForgetsTheHalfDay(SlowClerk):
    def timing(self, notes: _Notebook, judged: datetime, due: datetime, late: bool) -> str:
        told = super().timing(notes, judged, due, late)
        return "early" if told == "on_time" and judged < due else told


class ForgetsTheStorm(SlowClerk):
    def write_down(self, notes: _Notebook, step: Step) -> None:
        if step.word != "storm":
            super().write_down(notes, step)


class BlamesTheDeskForEverything(SlowClerk):
    def late_seconds(self, notes: _Notebook, due: datetime, judged: datetime) -> dict[str, int]:
        return {"desk": sum(super().late_seconds(notes, due, judged).values())}


class ForgivesEverySupplement(SlowClerk):
    def verdict(self, steps: Any, now: datetime) -> Verdict:
        told = super().verdict(steps, now)
        told.scored_on_time = told.timing not in ("late", "open_late")
        return told


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        (CountsTheDayOfTheRequest, "decides"),
        (ForgetsTheWeekendOfAWait, "decides"),
        (LetsAnApologyMoveTheDay, "decides"),
        (JudgesByTheHandOver, "kind"),
        (JudgesAWaitingDossierByNow, "kind"),
        (StopsTheClockForAReopenedResult, "decides"),
        (LetsTheClockRunWhileWithdrawn, "decides"),
        (EndsATermWithTheHourOfClosing, "kind"),
        (ForgetsTheHalfDay, "kind"),
        (ForgetsTheStorm, "decides"),
        (BlamesTheDeskForEverything, "late"),
        (ForgivesEverySupplement, "qd766"),
    ],
)
def test_the_comparison_catches_a_clerk_wrong_in_one_rule(broken: type[SlowClerk], word: str) -> None:
    """Control: among the same kind of lives a broken rule must show."""
    lives = random_lives(random.Random(3), 800)
    assert any(verdict_on(life, broken)[word] != program_on(life)[word] for life in lives)

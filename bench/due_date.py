"""Due dates: microseconds each, against a naive loop over days in the same run. Prints one JSON object.

Run from the project's folder: `python -m bench.due_date`.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock_time
from importlib.resources import files

from desk_app.domain.calendar import OFFICE_ZONE, Calendar, CalendarChange, calendar_from_json
from desk_app.domain.due_date import due_date_of
from desk_app.domain.explanation import explain
from desk_app.domain.procedure import Limit, Unit

ROUNDS = 7
LIMITS = {
    "working_day": Limit(5, Unit.WORKING_DAY),
    "working_day_45": Limit(45, Unit.WORKING_DAY),
    "calendar_day": Limit(15, Unit.CALENDAR_DAY),
    "same_day": Limit(1, Unit.SAME_DAY, clock_time(15)),
    "working_hour": Limit(12, Unit.WORKING_HOUR),
}


def naive_due(limit: Limit, calendar: Calendar, received_at: datetime) -> datetime:
    """Return the due date of a limit in working days as most programs compute it: one day after the other."""
    day = received_at.date()
    if not calendar.shifts_on(day) or received_at.time() > calendar.shifts_on(day)[-1].closes:
        day += timedelta(days=1)
        while not calendar.shifts_on(day):
            day += timedelta(days=1)
    for _ in range(limit.value):
        day += timedelta(days=1)
        while not calendar.shifts_on(day):
            day += timedelta(days=1)
    return datetime.combine(day, calendar.shifts_on(day)[-1].closes, OFFICE_ZONE)


def best_microseconds(act: Callable[[datetime], object], moments: list[datetime]) -> float:
    """Return the best of some rounds, in microseconds a call; the loop itself is inside."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for moment in moments:
            act(moment)
        best = min(best, time.perf_counter() - begun)
    return round(best / len(moments) * 1e6, 3)


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--moments", type=int, default=20_000)
    count = asked.parse_args().moments
    text = (files("desk_app.catalogue") / "calendar.json").read_text(encoding="utf-8")
    calendar = calendar_from_json(text)
    rng = random.Random(1)
    start = datetime(2026, 1, 1, tzinfo=OFFICE_ZONE)
    moments = [start + timedelta(minutes=rng.randrange(525_600)) for _ in range(count)]
    each = {
        name: best_microseconds(lambda moment, limit=limit: due_date_of(limit, calendar, moment), moments)  # type: ignore[misc]
        for name, limit in LIMITS.items()
    }
    five = LIMITS["working_day"]
    if any(naive_due(five, calendar, moment) != due_date_of(five, calendar, moment).due_at for moment in moments):
        raise AssertionError("the loop and the table disagree")
    naive = best_microseconds(lambda moment: naive_due(five, calendar, moment), moments)
    rebuilds = [best_microseconds(lambda _: calendar.with_changes([CalendarChange(start.date(), None)]), moments[:1])]
    figures = {
        "due_date_us": each,
        "naive_day_loop_us": naive,
        "ratio": round(each["working_day"] / naive, 3),
        "explanation_us": best_microseconds(lambda moment: explain(five, calendar, moment), moments[:2_000]),
        "rebuild_ms": round(rebuilds[0] / 1000, 3),
        "goals": {"due_date_us": 2.0, "rebuild_ms": 10.0},
    }
    met = max(each.values()) <= 2.0 and figures["rebuild_ms"] <= 10.0  # type: ignore[operator]
    print(json.dumps(figures | {"met": met}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

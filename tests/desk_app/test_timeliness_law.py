"""Early, on time, late: cases with the law they follow, on the shipped calendar (16/11/2026 is a Monday)."""

from datetime import datetime, time

import pytest

from desk_app.domain.events import Event, Finished, HandedOver, Refused, Started
from desk_app.domain.life_events import Accepted, Apologised, DueDateMoved, Forwarded, Registered, Reopened, Withdrawn
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.qd766 import Counted, Qd766, qd766_of
from desk_app.domain.timeliness import half_day_begins, timeliness_of
from tests.desk_app.lives import answered, asked, life, owed, promise_of, reception, seconds, stopped, terms_of
from tests.desk_app.office import at, shipped_calendar

CALENDAR = shipped_calendar()
DAYS, HOURS, SAME_DAY = Limit(3, Unit.WORKING_DAY), Limit(4, Unit.WORKING_HOUR), Limit(1, Unit.SAME_DAY, time(15))
DUE = at("2026-11-19 17:00")
RECEIVED = "2026-11-16 09:00"
NOW = at("2026-11-26 09:00")

# (what, law, limit, due, finished, class)
ENDS = [
    ("the day before is early", "TT 01/2018", DAYS, "2026-11-19 17:00", "2026-11-18 16:59", "early"),
    ("the morning of the day is on time", "QĐ 766", DAYS, "2026-11-19 17:00", "2026-11-19 07:30", "on_time"),
    ("after closing on the last day", "BLDS 148", DAYS, "2026-11-19 17:00", "2026-11-19 21:00", "on_time"),
    ("the last minute of the last day", "BLDS 148", DAYS, "2026-11-19 17:00", "2026-11-19 23:59:59", "on_time"),
    ("the first minute of the next day", "BLDS 148", DAYS, "2026-11-19 17:00", "2026-11-20 00:00", "late"),
    ("within the day, after closing", "Luật Hộ tịch 5.3", SAME_DAY, "2026-11-16 17:00", "2026-11-16 18:00", "on_time"),
    ("within the day, the next", "Luật Hộ tịch 5.3", SAME_DAY, "2026-11-16 17:00", "2026-11-17 07:31", "late"),
    ("hours: before the half-day", "BLDS 147", HOURS, "2026-11-16 14:30", "2026-11-16 11:30", "early"),
    ("hours: in the break before it", "BLDS 147", HOURS, "2026-11-16 14:30", "2026-11-16 13:29:59", "early"),
    ("hours: from the opening of the half-day", "BLDS 147", HOURS, "2026-11-16 14:30", "2026-11-16 13:30", "on_time"),
    ("hours: the due instant itself", "BLDS 147", HOURS, "2026-11-16 14:30", "2026-11-16 14:30", "on_time"),
    ("hours: one second after", "BLDS 147", HOURS, "2026-11-16 14:30", "2026-11-16 14:30:01", "late"),
    ("hours: due when the morning closes", "BLDS 147", HOURS, "2026-11-17 11:30", "2026-11-17 07:30", "on_time"),
    ("hours: the evening before", "BLDS 147", HOURS, "2026-11-17 11:30", "2026-11-16 17:00", "early"),
]


@pytest.mark.parametrize(("what", "law", "limit", "due", "finished", "kind"), ENDS, ids=[row[0] for row in ENDS])
def test_the_end_of_processing_decides(what: str, law: str, limit: Limit, due: str, finished: str, kind: str) -> None:
    dossier = life((RECEIVED, reception(limit, at(due))), (RECEIVED, Started()), (finished, Finished()))
    told = timeliness_of(dossier, NOW, CALENDAR)
    assert (told.kind, told.finished_at) == (kind, at(finished)), law


def test_the_day_of_collection_never_counts() -> None:
    dossier = life(
        (RECEIVED, reception(DAYS, DUE)), (RECEIVED, Started()), ("2026-11-19 10:00", Finished()),
        ("2026-12-30 10:00", HandedOver("Y Wơl Niê", "applicant", "slip")),
    )  # fmt: skip
    told = timeliness_of(dossier, at("2027-01-04 09:00"), CALENDAR)
    assert (told.kind, told.late_seconds) == ("on_time", 0)


@pytest.mark.parametrize(("body", "moment", "kind"), [
    (Withdrawn("đổi ý"), "2026-11-18 10:00", "early"),
    (stopped(), "2026-11-19 18:00", "on_time"),
    (Withdrawn("đổi ý"), "2026-11-20 10:00", "late"),
])  # fmt: skip
def test_withdrawn_and_stopped_end_at_that_moment(body: Event, moment: str, kind: str) -> None:
    told = timeliness_of(life((RECEIVED, reception(DAYS, DUE)), (moment, body)), NOW, CALENDAR)
    assert (told.kind, told.finished_at, told.paused_seconds) == (kind, at(moment), 0)


@pytest.mark.parametrize(
    ("request_at", "kind"), [("2026-11-19 20:00", "open_in_time"), ("2026-11-20 08:00", "open_late")]
)
def test_a_waiting_dossier_is_judged_as_at_the_request(request_at: str, kind: str) -> None:
    told = timeliness_of(life((RECEIVED, reception(DAYS, DUE)), (request_at, asked())), NOW, CALENDAR)
    assert (told.kind, told.finished_at, told.judged_at) == (kind, None, at(request_at))
    assert told.paused_seconds == int((NOW - at(request_at)).total_seconds())


def test_withdrawn_while_waiting_is_judged_as_at_the_request_too() -> None:
    dossier = life((RECEIVED, reception(DAYS, DUE)), ("2026-11-18 09:00", asked()), ("2026-11-25 09:00", Withdrawn("")))
    told = timeliness_of(dossier, NOW, CALENDAR)
    assert (told.kind, told.finished_at, told.paused_seconds) == ("early", at("2026-11-25 09:00"), seconds(days=7))


@pytest.mark.parametrize(("now", "kind"), [("2026-11-19 23:00", "open_in_time"), ("2026-11-20 00:00", "open_late")])
def test_an_open_dossier_is_judged_by_now(now: str, kind: str) -> None:
    assert timeliness_of(life((RECEIVED, reception(DAYS, DUE))), at(now), CALENDAR).kind == kind


def test_an_apology_never_moves_the_day_that_decides() -> None:
    sorry = Apologised("TT03/2025", 1, "mất điện", promise_of(at("2026-11-24 17:00")), "Lê An")
    dossier = life(
        (RECEIVED, reception(DAYS, DUE)), (RECEIVED, Started()), ("2026-11-18 09:00", sorry),
        ("2026-11-20 10:00", Finished()),
    )  # fmt: skip
    told = timeliness_of(dossier, NOW, CALENDAR)
    assert (told.kind, told.decides_due_at, told.original_due_at) == ("late", DUE, DUE)
    assert told.due_at == at("2026-11-24 17:00")


def test_a_wait_and_a_closure_move_the_day_that_decides_but_not_the_first_promise() -> None:
    dossier = life(
        (RECEIVED, reception(DAYS, DUE)),
        ("2026-11-17 09:00", asked()),
        ("2026-11-18 09:00", answered(at("2026-11-20 17:00"))),
        ("2026-11-18 10:00", DueDateMoved(9, promise_of(at("2026-11-23 17:00")))),
    )
    told = timeliness_of(dossier, NOW, CALENDAR)
    assert (told.due_at, told.decides_due_at, told.original_due_at) == (at("2026-11-23 17:00"),) * 2 + (DUE,)
    assert (told.paused_seconds, told.supplement_requests) == (seconds(days=1), 1)


def test_late_time_is_split_among_holders_and_adds_up() -> None:
    body, officer = Forwarded("body", "Thuế cơ sở", None), Forwarded("officer", "Hồ Bình", None)
    dossier = life(
        (RECEIVED, reception(DAYS, DUE)),
        (RECEIVED, Started()),
        ("2026-11-17 09:00", officer),
        ("2026-11-20 08:00:30", body),
        ("2026-11-20 10:00:30", officer),
        ("2026-11-20 11:00", Forwarded("desk", "", None)),
        ("2026-11-20 11:00:07", Finished()),
    )
    told = timeliness_of(dossier, NOW, CALENDAR)
    assert dict(told.late_seconds_by_holder) == {
        "officer: Hồ Bình": seconds(hours=15, seconds=30) + seconds(minutes=59, seconds=30),
        "body: Thuế cơ sở": seconds(hours=2),
        "desk": 7,
    }
    assert told.late_seconds == seconds(hours=18, seconds=7)


def test_a_dossier_that_promised_no_day_is_never_late() -> None:
    refused = Refused(b"s", "TT03/2025", terms_of(DAYS), Person("Y Wơl Niê"), None, (), "thiếu giấy")
    told = timeliness_of(life((RECEIVED, refused)), NOW, CALENDAR)
    assert (told.kind, told.due_at, told.finished_at, told.late_seconds) == ("on_time", None, at(RECEIVED), 0)
    registered = Registered(b"s", terms_of(DAYS), Person("Y Wơl Niê"), None, (), "post")
    assert timeliness_of(life((RECEIVED, registered)), NOW, CALENDAR).kind == "open_in_time"
    taken = Accepted("7K4P", 1, "TT03/2025", promise_of(DUE), (), "counter")
    accepted = life(("2026-11-12 09:00", registered), (RECEIVED, taken))
    assert timeliness_of(accepted, NOW, CALENDAR).original_due_at == DUE


def test_a_late_entry_counts_when_it_claims_to_have_happened() -> None:
    """A finish written down the next morning, claimed for the evening before, in a log that went on meanwhile."""
    dossier = life(
        (RECEIVED, reception(DAYS, DUE)), (RECEIVED, Started()), ("2026-11-20 08:00", Forwarded("desk", "", None)),
        ("2026-11-19 16:00", Finished()),
    )  # fmt: skip
    told = timeliness_of(dossier, NOW, CALENDAR)
    assert (told.kind, told.finished_at) == ("on_time", at("2026-11-19 16:00"))


@pytest.mark.parametrize(
    ("due", "begins"),
    [
        ("2026-11-16 14:30", "2026-11-16 13:30"),
        ("2026-11-16 11:30", "2026-11-16 07:30"),
        ("2026-11-16 07:30", "2026-11-16 00:00"),
        ("2026-11-15 10:00", "2026-11-15 00:00"),
    ],
)
def test_a_half_day_begins_with_its_session(due: str, begins: str) -> None:
    assert half_day_begins(CALENDAR, at(due)) == at(begins)


_FINISHED_IN_TIME = ("2026-11-19 10:00", Finished())
# (what, steps after the reception, on time by QĐ 766, its end, its rule); read at NOW as the end of the period
SCORED: list[tuple[str, list[tuple[str, Event]], bool, str | datetime, Counted]] = [
    ("in time", [(RECEIVED, Started()), _FINISHED_IN_TIME], True, "2026-11-19 10:00", Counted.FINISHED),
    ("late", [(RECEIVED, Started()), ("2026-11-20 10:00", Finished())], False, "2026-11-20 10:00", Counted.FINISHED),
    ("stopped", [("2026-11-18 10:00", stopped())], True, "2026-11-18 10:00", Counted.ENDED),
    ("one pending supplement", [("2026-11-18 10:00", asked())], True, "2026-11-18 10:00", Counted.PENDING_SUPPLEMENT),
    ("open at the end of the period", [(RECEIVED, Started())], False, NOW, Counted.OPEN_AT_PERIOD_END),
    ("a pending obligation is open", [(RECEIVED, Started()), (RECEIVED, owed())], False, NOW,
     Counted.OPEN_AT_PERIOD_END),
    ("two supplements, though in time",
     [(RECEIVED, asked()), (RECEIVED, answered(DUE)), (RECEIVED, asked(2)), (RECEIVED, answered(DUE)),
      _FINISHED_IN_TIME], False, "2026-11-19 10:00", Counted.MORE_THAN_ONE_SUPPLEMENT),
    ("reopened and open", [(RECEIVED, Started()), _FINISHED_IN_TIME, ("2026-11-20 10:00", Reopened("", "CT"))], False,
     NOW, Counted.OPEN_AT_PERIOD_END),
]  # fmt: skip


@pytest.mark.parametrize(("what", "steps", "on_time", "end", "rule"), SCORED, ids=[row[0] for row in SCORED])
def test_the_scoring_rules_of_2022_are_computed_beside(
    what: str, steps: list[tuple[str, Event]], on_time: bool, end: str | datetime, rule: Counted
) -> None:
    dossier = life((RECEIVED, reception(DAYS, DUE)), *steps)
    assert qd766_of(dossier, NOW) == Qd766(on_time, at(end) if isinstance(end, str) else end, rule)


def test_two_supplements_change_the_score_and_not_the_class() -> None:
    dossier = life((RECEIVED, reception(DAYS, DUE)), *SCORED[6][1])
    assert timeliness_of(dossier, NOW, CALENDAR).kind == "on_time"
    assert not qd766_of(dossier, NOW).on_time

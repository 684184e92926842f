"""The one new day, the day of the apology, and the lists of what will be late."""

from datetime import date

import pytest

from desk_app.domain.errors import NewDayClosedError, NewDayNotAfterError, NewDayPassedError
from desk_app.domain.events import Event, Finished, HandedOver, Started
from desk_app.domain.life_events import Apologised
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.reappointment import (
    Risk,
    apology_by,
    apology_is_due,
    check_new_day,
    default_new_day,
    new_day_after_wait,
    owes_apology,
    risk_of,
)
from tests.desk_app.lives import answered, asked, life, promise_of, reception
from tests.desk_app.office import at, shipped_calendar

CALENDAR = shipped_calendar()
DAYS, HOURS = Limit(3, Unit.WORKING_DAY), Limit(4, Unit.WORKING_HOUR)
DUE, RECEIVED = at("2026-11-19 17:00"), "2026-11-16 09:00"
SORRY = Apologised("TT03/2025", 1, "mất điện", promise_of(at("2026-11-23 17:00")), "Lê An")


def test_a_new_day_is_a_working_day_after_the_old_one_and_ends_with_service() -> None:
    assert check_new_day(CALENDAR, DUE, date(2026, 11, 20), at("2026-11-18 09:00")) == at("2026-11-20 17:00")


@pytest.mark.parametrize(
    ("new_on", "now", "error"),
    [
        (date(2026, 11, 19), "2026-11-18 09:00", NewDayNotAfterError),
        (date(2026, 11, 18), "2026-11-18 09:00", NewDayNotAfterError),
        (date(2026, 11, 21), "2026-11-18 09:00", NewDayClosedError),
        (date(2026, 9, 1), "2026-08-26 09:00", NewDayNotAfterError),
        (date(2027, 1, 1), "2026-11-18 09:00", NewDayClosedError),
        (date(2026, 11, 20), "2026-11-23 09:00", NewDayPassedError),
        (date(2026, 11, 20), "2026-11-20 17:00", NewDayPassedError),
    ],
)
def test_any_other_day_is_refused_with_facts(new_on: date, now: str, error: type[Exception]) -> None:
    with pytest.raises(error) as refused:
        check_new_day(CALENDAR, DUE, new_on, at(now))
    assert refused.value.facts["new_on"] == new_on  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("now", "days", "proposed"),
    [
        ("2026-11-18 09:00", 1, date(2026, 11, 20)),
        ("2026-11-18 09:00", 2, date(2026, 11, 23)),
        ("2026-11-25 09:00", 3, date(2026, 11, 30)),
        ("2026-11-28 09:00", 1, date(2026, 11, 30)),
    ],
)
def test_the_proposed_day_counts_from_the_old_day_or_from_today(now: str, days: int, proposed: date) -> None:
    assert default_new_day(CALENDAR, DUE, at(now), days) == proposed
    assert check_new_day(CALENDAR, DUE, proposed, at(now)).date() == proposed


@pytest.mark.parametrize(
    ("due", "by"),
    [
        ("2026-11-19 17:00", date(2026, 11, 18)),
        ("2026-11-16 17:00", date(2026, 11, 13)),
        ("2026-02-23 17:00", date(2026, 2, 13)),
    ],
)
def test_an_apology_is_drafted_a_working_day_before(due: str, by: date) -> None:
    """NĐ 61/2018: notice and apology at the latest one day before the due day; the office must be open on it."""
    assert apology_by(CALENDAR, at(due)) == by


@pytest.mark.parametrize(
    ("limit", "now", "risk"),
    [
        (DAYS, "2026-11-13 16:00", None),
        (DAYS, "2026-11-16 16:00", Risk.D3),
        (DAYS, "2026-11-17 16:00", Risk.D3),
        (DAYS, "2026-11-18 07:00", Risk.D1),
        (DAYS, "2026-11-19 07:00", Risk.D0),
        (DAYS, "2026-11-19 23:00", Risk.D0),
        (DAYS, "2026-11-20 00:00", Risk.LATE),
        (HOURS, "2026-11-19 17:00", Risk.D0),
        (HOURS, "2026-11-19 17:01", Risk.LATE),
    ],
)
def test_how_near_a_dossier_is_to_its_day(limit: Limit, now: str, risk: Risk | None) -> None:
    standing = life((RECEIVED, reception(limit, DUE)), (RECEIVED, Started())).standing
    assert risk_of(standing, limit, CALENDAR, at(now)) is risk
    assert apology_is_due(standing, limit, CALENDAR, at(now)) == (risk in (Risk.D1, Risk.D0, Risk.LATE))


def test_on_a_sunday_the_dossiers_of_monday_are_a_day_away() -> None:
    standing = life((RECEIVED, reception(DAYS, at("2026-11-23 17:00")))).standing
    assert risk_of(standing, DAYS, CALENDAR, at("2026-11-22 09:00")) is Risk.D1


@pytest.mark.parametrize("body", [asked(), Finished()])
def test_a_stopped_clock_and_a_result_are_at_no_risk(body: Event) -> None:
    standing = life((RECEIVED, reception(DAYS, DUE)), (RECEIVED, Started()), (RECEIVED, body)).standing
    assert risk_of(standing, DAYS, CALENDAR, at("2026-11-26 09:00")) is None


def test_one_apology_is_enough_and_a_late_result_without_one_is_held_back() -> None:
    late = ((RECEIVED, reception(DAYS, DUE)), (RECEIVED, Started()), ("2026-11-20 09:00", Finished()))
    sorry = life(*late[:2], ("2026-11-18 09:00", SORRY))
    assert not apology_is_due(sorry.standing, DAYS, CALENDAR, at("2026-11-18 10:00"))
    assert owes_apology(life(*late).standing, DAYS)
    assert not owes_apology(life(*late, ("2026-11-20 10:00", SORRY)).standing, DAYS)
    in_time = life(*late[:2], ("2026-11-19 19:00", Finished()))
    assert not owes_apology(in_time.standing, DAYS)
    given = life(*late, ("2026-11-20 10:00", HandedOver("Y Wơl Niê", "applicant", "slip")))
    assert not owes_apology(given.standing, DAYS)


def test_a_wait_moves_the_one_new_day_too_and_never_makes_one() -> None:
    moved = new_day_after_wait(CALENDAR, at("2026-11-23 17:00"), at("2026-11-18 10:00"), at("2026-11-20 10:00"))
    assert moved.due_at == at("2026-11-26 17:00")  # two working days; the 24th is closed until somebody confirms it
    steps = ((RECEIVED, reception(DAYS, DUE)), (RECEIVED, Started()))
    answer = ("2026-11-20 10:00", answered(at("2026-11-23 17:00"), promise_of(moved.due_at)))
    waited = life(*steps, ("2026-11-18 09:00", SORRY), ("2026-11-18 10:00", asked()), answer).standing
    assert (waited.due_at, waited.promised_at) == (at("2026-11-23 17:00"), moved.due_at)
    without = life(*steps, ("2026-11-18 10:00", asked()), answer).standing
    assert without.reappointed_at is None

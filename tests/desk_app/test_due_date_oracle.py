"""Due dates and their explanations against the slow office, over random calendars and instants."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.calendar import Calendar, CalendarChange, Certainty, DayMark, DayType, Shift, calendar_of
from desk_app.domain.due_date import due_date_of
from desk_app.domain.errors import DeskError
from desk_app.domain.explanation import due_from_explanation, explain, parse_explanation
from desk_app.domain.procedure import Limit, Unit
from tests.desk_app.office import OFFICE, shipped_calendar
from tests.desk_app.slow_office import SlowOffice
from tests.scale import many

FIRST_DAY = date(2025, 11, 1)
SPAN = 500
DUES_PER_CALENDAR = 40
NAMES = ["Tết Âm lịch", "Nghỉ bù (làm ngày 22/08/2026)", "Giỗ Tổ; lễ hội", "Mất điện (khu", "", "Lễ và 01/01/2027"]


def random_case(rng: random.Random) -> tuple[Calendar, SlowOffice]:
    """Return a calendar and, made from the same drawn facts, the slow office."""
    week = _random_week(rng)
    closed: set[date] = set()
    worked: set[date] = set()
    marks: list[DayMark] = []
    for offset in rng.sample(range(SPAN), rng.randint(0, 60)):
        day = FIRST_DAY + timedelta(days=offset)
        kind, sure = rng.choice(list(DayType)), rng.choice(list(Certainty))
        marks.append(DayMark(day, kind, rng.choice(NAMES), sure))
        (worked if kind is DayType.WORKING and sure is not Certainty.UNCONFIRMED else closed).add(day)
    weekly = [tuple(Shift(opens, closes) for opens, closes in week[weekday]) for weekday in range(7)]
    calendar, office = calendar_of("thử", weekly, marks), SlowOffice(week, closed, worked)
    changed = [_random_change(rng, office) for _ in range(rng.randint(0, 4))]
    return calendar.with_changes(changed), office


def _random_change(rng: random.Random, office: SlowOffice) -> CalendarChange:
    day = FIRST_DAY + timedelta(days=rng.randrange(SPAN))
    office.closed.discard(day)
    office.worked.discard(day)
    kind = rng.choice([None, *DayType])
    if kind is not None:
        (office.worked if kind is DayType.WORKING else office.closed).add(day)
    return CalendarChange(day, kind, rng.choice(NAMES))


def _random_week(rng: random.Random) -> dict[int, list[tuple[time, time]]]:
    shipped = [(time(7, 30), time(11, 30)), (time(13, 30), time(17))]
    early = [(time(7), time(11, 30)), (time(13), time(16, 30))]
    three = [(time(6, 45), time(9)), (time(9), time(11)), (time(14, 20), time(17, 50))]
    week = {weekday: list(rng.choice([shipped, shipped, early, three])) for weekday in range(5)}
    week[5] = rng.choice([[], [], [], [(time(7, 30), time(11))]])
    week[6] = rng.choice([[], [], [], [], [(time(8), time(9))]])
    if rng.random() < 0.2:
        week[rng.randrange(5)] = []
    return week


def random_limit(rng: random.Random) -> Limit:
    unit = rng.choice(list(Unit))
    if unit is Unit.SAME_DAY:
        return Limit(1, unit, rng.choice([None, time(15), time(15), time(10, 30), time(12)]))
    most = {Unit.WORKING_DAY: 45, Unit.CALENDAR_DAY: 60, Unit.WORKING_HOUR: 20, Unit.IMMEDIATE: 1}[unit]
    return Limit(rng.randint(1, most), unit)


def random_instant(rng: random.Random, unit: Unit) -> datetime:
    day = FIRST_DAY + timedelta(days=rng.randrange(SPAN))
    edges = [time(7, 30), time(11, 30), time(13, 30), time(15), time(17), time(0), time(9)]
    clock = rng.choice(edges) if rng.random() < 0.4 else time(rng.randrange(24), rng.randrange(60))
    moment = datetime.combine(day, clock)
    if unit is not Unit.WORKING_HOUR and rng.random() < 0.5:  # the oracle walks whole minutes
        seconds, microseconds = rng.choice([-1, 1, 0, rng.randint(-59, 59)]), rng.choice([0, 0, 1, -1])
        moment += timedelta(seconds=seconds, microseconds=microseconds)
    return moment


def cases(rng: random.Random, count: int) -> Iterator[tuple[Calendar, SlowOffice, Limit, datetime]]:
    for number in range(count):
        if number % DUES_PER_CALENDAR == 0:
            calendar, office = random_case(rng)
        limit = random_limit(rng)
        yield calendar, office, limit, random_instant(rng, limit.unit)


def test_due_dates_agree_with_a_slow_office_and_explanations_lead_to_them() -> None:
    for calendar, office, limit, moment in cases(random.Random(20261121), many(3_000, 50_000)):
        due_at = due_date_of(limit, calendar, moment.replace(tzinfo=OFFICE)).due_at
        expected = office.due(limit.unit.value, limit.value, limit.cutoff, moment)
        assert due_at == expected.replace(tzinfo=OFFICE), (limit, moment, calendar.weekly)
        text = explain(limit, calendar, moment.replace(tzinfo=OFFICE))
        assert due_from_explanation(parse_explanation(text), calendar.weekly) == due_at, text


def test_a_kept_hour_is_explained_and_read_back() -> None:
    for calendar, office, limit, moment in cases(random.Random(7), many(1_000, 10_000)):
        due_at = due_date_of(limit, calendar, moment.replace(tzinfo=OFFICE), keep_hour=True).due_at
        text = explain(limit, calendar, moment.replace(tzinfo=OFFICE), keep_hour=True)
        assert due_from_explanation(parse_explanation(text), calendar.weekly) == due_at, text
        assert office.serves(due_at.replace(tzinfo=None))


CALENDAR = shipped_calendar()
SHIPPED_OFFICE = SlowOffice(
    {weekday: [(time(7, 30), time(11, 30)), (time(13, 30), time(17))] for weekday in range(5)},
    {day for day, mark in CALENDAR.marks.items() if mark.type is DayType.OFF},
    {day for day, mark in CALENDAR.marks.items() if mark.type is DayType.WORKING},
)


@given(
    moment=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    value=st.integers(1, 60),
    unit=st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.SAME_DAY]),
)
@settings(max_examples=many(300, 5_000), deadline=None)
def test_any_instant_on_the_shipped_calendar_agrees(moment: datetime, value: int, unit: Unit) -> None:
    limit = Limit(1, unit, time(15)) if unit is Unit.SAME_DAY else Limit(value, unit)
    due_at = due_date_of(limit, CALENDAR, moment.replace(tzinfo=OFFICE)).due_at
    assert due_at == SHIPPED_OFFICE.due(unit.value, limit.value, limit.cutoff, moment).replace(tzinfo=OFFICE)


@given(
    moment=st.datetimes(timezones=st.sampled_from([UTC, OFFICE, timezone(timedelta(hours=-11))])),
    value=st.integers(1, 1_000),
    unit=st.sampled_from(Unit),
    keep_hour=st.booleans(),
)
@settings(max_examples=many(150, 2_000), deadline=None)
def test_any_instant_of_all_time_has_an_explained_date_or_one_sentence(
    moment: datetime, value: int, unit: Unit, keep_hour: bool
) -> None:
    limit = Limit(1 if unit in (Unit.SAME_DAY, Unit.IMMEDIATE) else value, unit)
    try:
        due_at = due_date_of(limit, CALENDAR, moment, keep_hour).due_at
    except DeskError:
        assert moment.year in (1, 9996, 9997, 9998, 9999) or value > 300
        return
    assert due_at > moment
    text = explain(limit, CALENDAR, moment, keep_hour)
    assert due_from_explanation(parse_explanation(text), CALENDAR.weekly) == due_at


@pytest.mark.parametrize("seconds", [1, 29, 59])
def test_hours_keep_the_seconds(seconds: int) -> None:
    """A span of service is as long from 09:00:29 as from 09:00:00, until it crosses a break."""
    for hours, minutes in [(1, 60), (2, 120), (8, 480), (15, 900)]:
        moment = datetime(2026, 11, 2, 9, 0, tzinfo=OFFICE)
        whole = due_date_of(Limit(hours, Unit.WORKING_HOUR), CALENDAR, moment).due_at
        shifted = due_date_of(Limit(hours, Unit.WORKING_HOUR), CALENDAR, moment + timedelta(seconds=seconds)).due_at
        assert shifted - whole == timedelta(seconds=seconds), minutes


class ForgetsDayZero(SlowOffice):
    def counted_from(self, received: datetime) -> datetime:
        return super().counted_from(received - timedelta(days=1))


class ClosesAtTheClosingInstant(SlowOffice):
    def serves(self, moment: datetime) -> bool:
        return any(opens <= moment.time() < closes for opens, closes in self.sessions(moment.date()))


class ForgetsWorkedSaturdays(SlowOffice):
    def sessions(self, day: date) -> list[tuple[time, time]]:
        return [] if day in self.closed else self.week.get(day.weekday(), [])


@pytest.mark.parametrize("broken", [ForgetsDayZero, ClosesAtTheClosingInstant, ForgetsWorkedSaturdays])
def test_the_comparison_catches_a_broken_office(broken: type[SlowOffice]) -> None:
    """Control: an office wrong in one rule must disagree somewhere among the same kind of cases."""
    disagreements = 0
    for calendar, office, limit, moment in cases(random.Random(3), 1_000):
        wrong = broken(office.week, office.closed, office.worked)
        due_at = due_date_of(limit, calendar, moment.replace(tzinfo=OFFICE)).due_at.replace(tzinfo=None)
        disagreements += wrong.due(limit.unit.value, limit.value, limit.cutoff, moment) != due_at
    assert disagreements > 0

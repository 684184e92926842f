"""Dossier numbers: their form, the growth past a thousand, and no number twice whatever happens to a desk."""

import random
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.dossier_number import (
    DESKS,
    OTHER_ISSUER,
    DossierNumber,
    after_rebuild,
    desk_of,
    first_counter,
    next_counter,
)
from desk_app.domain.errors import DeskNumberError, DossierNumberError, FirstNumberError
from tests.scale import many

AGENCY = "000.00.18.H32"


def test_a_number_is_written_and_read() -> None:
    number = DossierNumber(AGENCY, date(2026, 11, 21), 1042)
    assert str(number) == "000.00.18.H32-261121-1042"
    assert DossierNumber.parse(" 000.00.18.H32-261121-1042\n") == number
    assert DossierNumber(AGENCY, date(2026, 12, 4), 1042).tail == "…261204-1042"


@pytest.mark.parametrize(
    "foreign", ["000.00.06.H56-231027-0361", "H55.242-260101-00000361", "H01-260101-12345", "1.2.3-991231-0000"]
)
def test_a_foreign_number_stays_as_received(foreign: str) -> None:
    assert str(DossierNumber.parse(foreign)) == foreign


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1042",
        "000.00.18.H32-261121-104",
        "000.00.18.H32-261121-123456789",
        "000.00.18.H32-261321-1042",
        "000.00.18.H32-260230-1042",
        "H3-261121-1042",
        "000.00.18.h32-261121-1042",
        "000.00.18.H32-261121-１042",
        "000.00.18.H32_261121_1042",
        "A" * 21 + "-261121-1042",
    ],
)
def test_another_text_is_no_number(text: str) -> None:
    with pytest.raises(DossierNumberError) as refused:
        DossierNumber.parse(text)
    assert refused.value.facts == {"text": text}


@given(st.text())
def test_any_text_is_a_number_or_one_sentence(text: str) -> None:
    with suppress(DossierNumberError):
        assert str(DossierNumber.parse(text)) == text.strip()


@pytest.mark.parametrize(
    ("desk", "first", "counter"),
    [(1, 38, 1038), (1, 1038, 1038), (1, 1, 1001), (1, 0, 1000), (8, 999, 8999), (8, 8001, 8001), (2, 21000, 21000)],
)
def test_a_day_begins_where_the_paper_book_ended(desk: int, first: int, counter: int) -> None:
    assert first_counter(desk, first) == counter


@pytest.mark.parametrize(("desk", "first"), [(1, 2038), (1, -1), (1, 10038), (2, 1000), (1, 123456789), (9, 90000)])
def test_a_first_number_of_another_desk_is_refused(desk: int, first: int) -> None:
    with pytest.raises(FirstNumberError):
        first_counter(desk, first)


@pytest.mark.parametrize("desk", [0, 10, -1])
def test_there_are_desks_1_to_9(desk: int) -> None:
    with pytest.raises(DeskNumberError):
        first_counter(desk, 1)


@pytest.mark.parametrize(
    ("desk", "highest", "counter"),
    [(1, 1041, 1042), (1, 1999, 11000), (1, 11000, 11001), (1, 19999, 110000), (1, 199999, 1100000), (8, 8999, 81000)],
)
def test_numbers_grow_and_are_never_refused(desk: int, highest: int, counter: int) -> None:
    assert next_counter(desk, highest, 1) == counter


def test_a_higher_first_number_is_taken_up_during_the_day() -> None:
    assert next_counter(1, None, 38) == 1038
    assert next_counter(1, 1040, 38) == 1041
    assert next_counter(1, 1040, 60) == 1060
    assert next_counter(1, 1999, 60) == 11000


def test_a_highest_number_of_another_desk_is_an_error() -> None:
    with pytest.raises(FirstNumberError):
        next_counter(1, 2000, 1)
    with pytest.raises(FirstNumberError):
        after_rebuild(361, 20)
    with pytest.raises(FirstNumberError):
        after_rebuild(1040, 0)


def test_a_rebuilt_desk_goes_on_above_a_gap() -> None:
    assert after_rebuild(1040, 20) == 1060
    assert after_rebuild(1990, 20) == 11010


@pytest.mark.parametrize("counter", [0, 38, 361, 999, 10500, 100_000, 1_000_000_000])
def test_what_no_desk_allots_is_left_to_others(counter: int) -> None:
    assert desk_of(counter) == OTHER_ISSUER


def test_every_desk_counts_for_itself_through_every_length() -> None:
    """Nine desks walk 120,000 numbers each: rising, read back to their desk, and none of them in common."""
    allotted: set[int] = set()
    for desk in DESKS:
        counter = None
        for _ in range(many(12_000, 120_000)):
            following = next_counter(desk, counter, 0)
            assert counter is None or following > counter
            assert desk_of(following) == desk
            assert str(following)[0] == str(desk)
            allotted.add(following)
            counter = following
    assert len(allotted) == len(DESKS) * many(12_000, 120_000)


class Desk:
    """A desk with its own files, which a rebuild may lose, and slips already in people's hands."""

    def __init__(self, number: int, rng: random.Random) -> None:
        self.number, self.rng = number, rng
        self.today = date(2026, 11, 21)
        self.files: dict[date, int] = {}
        self.district: dict[date, int] = {}
        self.slips: dict[date, list[int]] = {}
        self.starts: dict[date, int] = {}

    def allot(self) -> DossierNumber:
        first = self.starts.get(self.today, self.rng.choice([1, 38]))
        counter = next_counter(self.number, self.files.get(self.today), first)
        self.files[self.today] = counter
        self.slips.setdefault(self.today, []).append(counter)
        return DossierNumber(AGENCY, self.today, counter)

    def sync(self) -> None:
        self.district = dict(self.files)

    def rebuild(self, gap: int) -> None:
        """Lose every file; go on above what the district or the last slip shows, with a gap.

        The clerk is shown a slip of each day, at most nine numbers below the very last.
        """
        seen = dict(self.district)
        for day, counters in self.slips.items():
            late = [counter for counter in counters[-10:] if own_count(counters[-1]) - own_count(counter) < 10]
            seen[day] = max(seen.get(day, 0), self.rng.choice(late))
        self.files = seen
        self.starts = {day: after_rebuild(counter, gap) for day, counter in seen.items()}

    def change_clock(self) -> None:
        self.today += timedelta(days=self.rng.choice([-2, -1, -1, 1, 1, 2]))


def own_count(counter: int) -> int:
    return int(str(counter)[1:])


def duplicates(numbers: int, gap: int) -> int:
    rng = random.Random(20261121)
    desks = [Desk(number, rng) for number in range(1, 9)]
    seen: set[DossierNumber] = set()
    for _ in range(numbers):
        desk = rng.choice(desks)
        chance = rng.random()
        if chance < 0.001:
            desk.rebuild(gap)
        elif chance < 0.003:
            desk.change_clock()
        elif chance < 0.01:
            desk.sync()
        seen.add(desk.allot())
    return numbers - len(seen)


def test_no_number_is_given_twice_over_8_desks_rebuilds_and_clock_changes() -> None:
    assert duplicates(many(60_000, 1_000_000), gap=20) == 0


def test_without_the_safety_gap_numbers_would_be_given_twice() -> None:
    """Control: the simulation does produce collisions when a rebuilt desk trusts what it was shown."""
    assert duplicates(60_000, gap=1) > 0

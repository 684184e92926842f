"""A dossier that two desks write: the district's row and its events are of one transaction, wherever it dies."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import DeskStore
from desk_app.domain.errors import DeskError
from desk_app.domain.events import NumberViewed
from desk_app.domain.life_events import Amended
from desk_app.domain.person import Person
from tests.db.commune_desks import commune_desk, give, take_over, write
from tests.sync.real_district import RealDistrict
from tests.sync.test_commune import round_of, taken_in


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[DeskStore]]:
    agency = f"000.00.{secrets.token_hex(3).upper()}.H32"
    stores = [commune_desk(tmp_path / str(desk), desk, agency) for desk in (1, 2)]
    yield stores
    for store in stores:
        store.close()


def test_a_district_that_dies_in_the_fold_does_not_hold_what_it_has_not_folded(
    own_district: RealDistrict, desks: list[DeskStore]
) -> None:
    district, (first, second) = own_district, desks
    taken_in(district, desks)
    number = str(give(first).header.dossier)
    for store in desks:
        round_of(store, district.url)
    take_over(second, number)
    amend(second, number, "Sớm")
    seq = second.outbox.head()[0]
    for _ in range(5):  # its clock runs on: what it writes then is the later one, though it comes first
        write(first, number, NumberViewed("hồ sơ"))
    amend(first, number, "Muộn")
    round_of(first, district.url)
    district.stop()
    plain, district.program = district.program, (sys.executable, "-m", "tests.sync.district_dying_in_the_fold")
    district.start()
    with pytest.raises(DeskError):
        round_of(second, district.url)
    assert district.is_dead(within=10)
    district.kill()
    district.program = plain
    district.start()
    assert (is_held(district, second, seq), name_of(district, number)) == (False, "Muộn")
    round_of(second, district.url)
    assert (is_held(district, second, seq), name_of(district, number)) == (True, "Muộn")


def is_held(district: RealDistrict, store: DeskStore, seq: int) -> bool:
    """Does the district have this event of the desk?"""
    return seq in {event[0] for event in district.events(store.outbox.identity().device)}


def name_of(district: RealDistrict, number: str) -> str:
    """Return the applicant as the district's list shows it."""
    return str(next(row for row in district.dossiers() if row["number"] == number)["name"])


def amend(store: DeskStore, number: str, name: str) -> None:
    """Correct the applicant's name."""
    write(store, number, Amended("nhầm", True, applicant=Person(name, "046185001234")))

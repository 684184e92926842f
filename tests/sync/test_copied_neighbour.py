"""Two machines with one identity in a commune: the other desks hear both histories, whichever they heard first."""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from db.desk_home import open_desk
from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from sync.errors import ForkError
from tests.db.codec import PlainCodec
from tests.db.commune_desks import acquainted, commune_desk, give, passed, take_over
from tests.db.desk import OFFICER, PASSWORD, TestChance, TestClock
from tests.sync.real_district import RealDistrict
from tests.sync.test_commune import round_of, taken_in
from tests.sync.test_neighbours import asked

_NEVER_BAD = random.Random(4)


class Commune:
    """Desk 1 (`one`), a machine that began as a copy of its disk (`double`), and desks 2 and 3."""

    def __init__(self, folder: Path) -> None:
        self._agency = f"000.00.{secrets.token_hex(3).upper()}.H32"
        self._folder = folder
        self.one, self.two, self.three = (commune_desk(folder / str(desk), desk, self._agency) for desk in (1, 2, 3))
        self.double = self.one

    def copy_one(self) -> None:
        """Copy the disk of desk 1 and start both, the copy an hour later."""
        self.one.close()
        shutil.copytree(self._folder / "1", self._folder / "double")
        self.one, self.double = _opened(self._folder / "1", 9), _opened(self._folder / "double", 10)

    def close(self) -> None:
        for store in (self.one, self.two, self.three, self.double):
            store.close()


def _opened(home: Path, hour: int) -> DeskStore:
    clock = TestClock(datetime(2026, 11, 21, hour, tzinfo=OFFICE_ZONE))
    return open_desk(
        home, codec=PlainCodec(), clock=clock, chance=TestChance(9), officer=OFFICER, password=PASSWORD
    ).store  # fmt: skip


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Commune]:
    made = Commune(tmp_path)
    yield made
    made.close()


def _all_asked(here: DeskStore, there: DeskStore) -> None:
    for _ in range(12):
        asked(here, there, _NEVER_BAD)


def _chains(store: DeskStore, device: bytes) -> set[bytes]:
    rows = store.connection.execute("SELECT chain FROM foreign_events WHERE device = ?", (device,)).fetchall()
    return {bytes(chain) for (chain,) in rows}


def _own(store: DeskStore) -> set[bytes]:
    return {bytes(chain) for (chain,) in store.connection.execute("SELECT chain FROM events").fetchall()}


def test_both_machines_are_heard_over_the_desks_own_network(commune: Commune) -> None:
    give(commune.one)
    commune.copy_one()
    acquainted([commune.one, commune.two, commune.three])
    acquainted([commune.double])
    for _ in range(3):
        give(commune.double, "Người của bản sao")
    give(commune.one, "Người của bản chính")
    acquainted([commune.double, commune.two])
    acquainted([commune.one, commune.two, commune.three])
    _all_asked(commune.two, commune.double)
    assert _own(commune.double) <= _chains(commune.two, commune.one.commune.device)
    _all_asked(commune.two, commune.one)
    assert _own(commune.one) | _own(commune.double) == _chains(commune.two, commune.one.commune.device)


def test_what_is_passed_on_of_two_histories_is_one_of_them_without_a_gap(commune: Commune) -> None:
    commune.copy_one()
    for store, count in ((commune.double, 3), (commune.one, 1)):
        for _ in range(count):
            give(store, f"Người thứ {count}")
    acquainted([commune.one, commune.two, commune.three])
    for store in (commune.double, commune.one):
        _all_asked(commune.two, store)
    passed(commune.two, commune.three, 50_000)
    assert _chains(commune.three, commune.one.commune.device) == _own(commune.one)


def test_a_desk_that_heard_the_copy_first_gets_the_other_history_from_the_district(
    district: RealDistrict, commune: Commune
) -> None:
    taken_in(district, [commune.one, commune.two])
    commune.copy_one()
    for _ in range(5):
        give(commune.double, "Người của bản sao")
    round_of(commune.two, district.url)
    _all_asked(commune.two, commune.double)  # longer than what the district gets of the other
    give(commune.one, "Người của bản chính")
    round_of(commune.one, district.url)
    round_of(commune.two, district.url)
    device = commune.one.commune.device
    assert _chains(commune.two, device) >= _own(commune.one) - _last(commune.one)
    with pytest.raises(ForkError):
        round_of(commune.double, district.url)
    round_of(commune.double, district.url)
    round_of(commune.two, district.url)
    assert _chains(commune.two, device) >= _own(commune.double) - _last(commune.double)


def _last(store: DeskStore) -> set[bytes]:
    """The receipt's own anchor waits for the next round."""
    return {store.outbox.head()[1]}


@pytest.mark.parametrize("is_copy_first", [True, False])
def test_one_number_given_by_both_machines_is_the_same_dossier_at_the_district_and_at_the_desks(
    district: RealDistrict, commune: Commune, is_copy_first: bool
) -> None:
    taken_in(district, [commune.one, commune.two])
    commune.copy_one()
    numbers = {str(give(store, name).header.dossier) for store, name in ((commune.one, "An"), (commune.double, "Bình"))}
    assert len(numbers) == 1
    first, second = (commune.double, commune.one) if is_copy_first else (commune.one, commune.double)
    round_of(first, district.url)
    with pytest.raises(ForkError):
        round_of(second, district.url)
    round_of(commune.two, district.url)
    (number,) = numbers
    there = {row["number"]: row["name"] for row in district.dossiers()}
    row = commune.two.register.row(number)
    assert row.conflicts == 1
    assert there[number] == row.name == "An 1"


def test_a_number_of_which_others_wrote_is_not_given_again_by_a_machine_that_does_not_know_it(commune: Commune) -> None:
    """The double gave it, and this machine never hears its double; that others carry it on tells that it was given."""
    give(commune.one)
    commune.copy_one()
    acquainted([commune.double, commune.two])
    number = str(give(commune.double, "Người của bản sao").header.dossier)
    _all_asked(commune.two, commune.double)
    take_over(commune.two, number)
    acquainted([commune.one, commune.two])
    _all_asked(commune.one, commune.two)
    assert str(give(commune.one, "Người của bản chính").header.dossier) > number

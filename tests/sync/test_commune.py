"""Desks of one commune through the district: each gets what the others wrote, and only desks of its commune do."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import DeskStore
from db.verify import verify
from desk_app.commune_ports import concerns_the_commune
from desk_app.domain.events import SettingChanged, Started
from desk_app.domain.lifecycle import State
from sync.desk.exchange import RoundResult, run_round
from sync.wire.commune import CommuneContent
from tests.db.commune_desks import acquainted, commune_desk, give, random_act, take_over, write
from tests.db.test_commune import shown
from tests.sync.clocks import StillClock
from tests.sync.real_district import RealDistrict
from tests.sync.test_neighbours import asked


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[DeskStore]]:
    agency = f"000.00.{secrets.token_hex(3).upper()}.H32"  # the district of the tests serves many communes
    stores = [commune_desk(tmp_path / str(desk), desk, agency) for desk in (1, 2, 3)]
    yield stores
    for store in stores:
        store.close()


def round_of(store: DeskStore, url: str, code: str = "") -> RoundResult:
    """Do one round of a desk."""
    return run_round(store.outbox, store.signer, url, code, clock=StillClock(), patience=20.0, commune=store.commune)


def taken_in(district: RealDistrict, stores: list[DeskStore]) -> None:
    for store in stores:
        settings = store.settings()
        round_of(store, district.url, district.code(settings.desk, settings["agency_code"]))


def test_every_desk_gets_what_the_others_wrote(district: RealDistrict, desks: list[DeskStore]) -> None:
    taken_in(district, desks)
    number = str(give(desks[0], "Đào Thị Hoà").header.dossier)
    give(desks[1])
    for store in (*desks, *desks):
        round_of(store, district.url)
    assert [len(store.register.find("261121")) for store in desks] == [2, 2, 2]
    assert desks[2].register.row(number).held_by == 1
    assert shown(desks[0]) == shown(desks[1]) == shown(desks[2])
    assert [each.desk for each in desks[0].commune.neighbours()] == [2, 3]
    assert all(verify(store).sound for store in desks)


def test_a_desk_enrolled_later_gets_the_whole_past(district: RealDistrict, desks: list[DeskStore]) -> None:
    taken_in(district, desks[:2])
    numbers = [str(give(desks[0], f"Người {place}").header.dossier) for place in range(30)]
    round_of(desks[0], district.url)
    taken_in(district, desks[2:])
    assert {desks[2].register.row(number).held_by for number in numbers} == {1}


def test_custody_moves_through_the_district(district: RealDistrict, desks: list[DeskStore]) -> None:
    taken_in(district, desks)
    number = str(give(desks[0]).header.dossier)
    round_of(desks[0], district.url)
    round_of(desks[1], district.url)
    take_over(desks[1], number)
    write(desks[1], number, Started())
    for store in (desks[1], desks[0]):
        assert round_of(store, district.url).pending == 0
    row = desks[0].register.row(number)
    assert (row.held_by, row.state) == (2, State.IN_PROGRESS)
    assert {each["number"]: each["status"] for each in district.dossiers()}[number] == int(State.IN_PROGRESS)


def test_the_district_and_the_desks_tell_the_same_of_what_two_wrote_at_once(
    district: RealDistrict, desks: list[DeskStore]
) -> None:
    taken_in(district, desks)
    chance = random.Random(7)
    for _ in range(120):
        store = chance.choice(desks)
        if chance.random() < 0.12:
            round_of(store, district.url)
        else:
            random_act(chance, store, desks)
    for _ in range(2):
        for store in desks:
            round_of(store, district.url)
    told = [shown(store) for store in desks]
    assert told[0] == told[1] == told[2]
    assert any(each[2] for each in told[0]), "nobody contradicted anybody: the seed proves nothing"
    there = {row["number"]: row for row in district.dossiers()}
    for (number,) in desks[0].connection.execute("SELECT number FROM dossiers").fetchall():
        row = desks[0].register.row(str(number))
        assert (row.state, row.name) == (there[number]["status"], there[number]["name"])


def test_four_desks_without_the_district_and_then_with_it_all_tell_the_same(
    district: RealDistrict, desks: list[DeskStore], tmp_path: Path
) -> None:
    fourth = commune_desk(tmp_path / "4", 4, desks[0].settings()["agency_code"])
    stores, chance = [*desks, fourth], random.Random(11)
    acquainted(stores)
    for _ in range(120):
        one, other = chance.sample(stores, 2)
        if chance.random() < 0.3:
            asked(one, other, chance)
        else:
            random_act(chance, one, stores)
    chance.shuffle(stores)
    taken_in(district, stores)
    for store in (*stores, *stores):
        assert round_of(store, district.url).pending == 0
    told = [shown(store) for store in stores]
    assert all(each == told[0] for each in told)
    there = {row["number"]: row for row in district.dossiers()}
    for number in [str(each[0]) for each in told[0]]:
        row = fourth.register.row(number)
        assert (row.state, row.name) == (there[number]["status"], there[number]["name"])
    assert all(verify(store).sound for store in stores)
    fourth.close()


def test_a_round_without_news_of_others_asks_for_none(
    district: RealDistrict, desks: list[DeskStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in(district, desks)
    give(desks[0])
    for store in (*desks, *desks):
        round_of(store, district.url)
    asked: list[int] = []

    def fetched(*_: object) -> int:
        asked.append(1)
        return 0

    monkeypatch.setattr("sync.desk.exchange.fetch_commune", fetched)
    round_of(desks[2], district.url)
    assert asked == []
    give(desks[0])
    round_of(desks[0], district.url)
    round_of(desks[2], district.url)
    assert asked == [1]


def test_a_desk_of_another_commune_gets_nothing(district: RealDistrict, desks: list[DeskStore]) -> None:
    give(desks[0])
    taken_in(district, desks[:1])
    with desks[1].unit_of_work("hoa") as work:
        work.append(SettingChanged("agency_code", "000.00.19.H32"))
        work.commit()
    round_of(desks[1], district.url, district.code(2, "000.00.19.H32"))
    assert desks[1].commune.neighbours() == () and desks[1].commune.held() == ()


def test_what_is_no_dossier_of_the_commune_comes_without_its_body(
    district: RealDistrict, desks: list[DeskStore]
) -> None:
    give(desks[0])
    taken_in(district, desks[:2])
    rows = desks[1].connection.execute("SELECT kind, body IS NULL FROM foreign_events").fetchall()
    assert rows and all(bool(empty) is not concerns_the_commune(kind) for kind, empty in rows)


def test_a_page_names_only_what_it_must() -> None:
    assert CommuneContent.__struct_fields__ == ("neighbours", "stretches")

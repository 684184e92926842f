"""`desk restore`: from the second copy, a copied folder, or the keys alone with the district, no number twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.command import PASSWORD, desk, init, line, one_sentence, records
from ui.composition.embedded_district import EmbeddedDistrict


@dataclass
class Lost:
    """A desk whose machine died: its second copy of noon, what it had received, and the recovery code."""

    stick: Path
    noon: list[str]
    evening: list[str]
    code: str
    district: EmbeddedDistrict


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lost]:
    folder = tmp_path_factory.mktemp("lost")
    with EmbeddedDistrict(folder / "district") as district:
        home = folder / "desk"
        code = init(home, "--district", district.url, "--enrol", district.enrol_code("000.00.18.H32", 1))
        noon = _receive(home, "Sáng", 3)
        records(desk("sync", "--home", str(home)))
        shutil.copytree(home / "second-copy", folder / "stick")
        evening = _receive(home, "Chiều", 4)
        records(desk("sync", "--home", str(home)))
        shutil.rmtree(home)
        yield Lost(folder / "stick", noon, evening, code, district)


def _receive(home: Path, name: str, count: int) -> list[str]:
    names = ("Một", "Hai", "Ba", "Bốn")[:count]
    feed = "".join(line(f"{name} {each}") for each in names)
    return [row["number"] for row in records(desk("receive", "--home", str(home), "-", feed=feed))]


def _counter(number: str) -> int:
    return int(number.rsplit("-", 1)[1])


def test_the_end_that_the_stick_lacks_comes_from_the_district(lost: Lost, tmp_path: Path) -> None:
    home = tmp_path / "new"
    asked = ("restore", "--home", str(home), "--from", str(lost.stick), "--json")
    (came,) = records(desk(*asked, DESK_RECOVERY_CODE=lost.code))
    assert came["from_folder"] > 0 and came["from_district"] >= 4
    found = {row["number"] for row in records(desk("find", "--home", str(home), "1001", "--json"))}
    assert found == {lost.noon[0]}
    for number in lost.evening:
        assert records(desk("show", "--home", str(home), number, "--json"))
    (verdict,) = records(desk("verify", "--home", str(home), "--json"))
    assert verdict["sound"]
    [following] = _receive(home, "Mới", 1)
    assert _counter(following) > max(map(_counter, lost.evening)) + 19
    (synced,) = records(desk("sync", "--home", str(home)))
    assert synced["pending"] == 0
    numbers = [row for row in lost.district.dossiers() if following in row]
    assert len(numbers) == 1


def test_the_keys_alone_are_enough_when_the_district_has_the_rest(lost: Lost, tmp_path: Path) -> None:
    keys, home = tmp_path / "keys", tmp_path / "new"
    keys.mkdir()
    shutil.copy(lost.stick / "keys.json", keys)
    asked = ("restore", "--home", str(home), "--from", str(keys), "--json")
    nothing = desk(*asked, DESK_RECOVERY_CODE=lost.code)
    assert nothing.returncode == 1 and one_sentence(nothing)
    (came,) = records(desk(*asked, "--district", lost.district.url, DESK_RECOVERY_CODE=lost.code))
    assert came["from_folder"] == 0
    for number in (*lost.noon, *lost.evening):
        assert records(desk("show", "--home", str(home), number, "--json"))


def test_when_nothing_is_left_the_district_has_it_all(lost: Lost, tmp_path: Path) -> None:
    home, code = tmp_path / "new", lost.district.enrol_code("000.00.18.H32", 1)
    where = ("--district", lost.district.url, "--agency-code", "000.00.18.H32")
    asked = ("restore", "--home", str(home), *where, "--json")
    unknown = desk(*asked, "--enrol", "AAAA-BBBB-CCCC-DDDD", DESK_RECOVERY_CODE=lost.code)
    assert unknown.returncode == 1 and one_sentence(unknown)
    other = desk(*asked, "--desk", "2", "--enrol", code, DESK_RECOVERY_CODE=lost.code)
    assert other.returncode == 1 and one_sentence(other)
    nowhere = desk("restore", "--home", str(home), DESK_RECOVERY_CODE=lost.code)
    assert nowhere.returncode == 2 and one_sentence(nowhere)
    (came,) = records(desk(*asked, "--enrol", code, DESK_RECOVERY_CODE=lost.code))
    assert (came["from_folder"], came["from_district"] > 7) == (0, True)
    again = desk("officer", "recover", "--home", str(home), DESK_RECOVERY_CODE=lost.code, DESK_NEW_PASSWORD=PASSWORD)
    assert again.returncode == 0, again.stderr
    for number in (*lost.noon, *lost.evening):
        assert records(desk("show", "--home", str(home), number, "--json"))
    (verdict,) = records(desk("verify", "--home", str(home), "--json"))
    assert verdict["sound"]


def test_without_the_district_the_last_slip_in_hand_keeps_numbers_apart(lost: Lost, tmp_path: Path) -> None:
    home = tmp_path / "new"
    asked = ("restore", "--home", str(home), "--from", str(lost.stick), "--without-district", "--json")
    (came,) = records(desk(*asked, "--last-slip", lost.evening[-1], DESK_RECOVERY_CODE=lost.code))
    assert came["from_district"] == 0
    [following] = _receive(home, "Mới", 1)
    assert _counter(following) == _counter(lost.evening[-1]) + 21


def test_a_desk_that_is_there_is_never_written_over(lost: Lost, tmp_path: Path) -> None:
    home = tmp_path / "new"
    asked = ("restore", "--home", str(home), "--from", str(lost.stick), "--without-district")
    wrong = desk(*asked, DESK_RECOVERY_CODE=lost.code[::-1])
    assert wrong.returncode != 0 and one_sentence(wrong) and not (home / "keys.json").exists()
    records(desk(*asked, "--json", DESK_RECOVERY_CODE=lost.code))
    again = desk(*asked, DESK_RECOVERY_CODE=lost.code)
    assert again.returncode == 1 and one_sentence(again)

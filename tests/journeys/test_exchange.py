"""At night everything reaches the district exactly once, by the commands a script would use."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command import desk, init, line, one_sentence, records
from ui.composition.embedded_district import EmbeddedDistrict, free_port


@pytest.fixture
def district(tmp_path: Path) -> Iterator[EmbeddedDistrict]:
    with EmbeddedDistrict(tmp_path / "district") as running:
        yield running


def test_what_was_received_without_a_line_reaches_the_district_once(district: EmbeddedDistrict, tmp_path: Path) -> None:
    home = tmp_path / "desk"
    init(home, "--district", district.url, "--enrol", district.enrol_code("000.00.18.H32", 1))
    district.stop()
    received = records(desk("receive", "--home", str(home), "-", feed=line("Một") + line("Hai") + line("Ba")))
    down = desk("sync", "--home", str(home))
    assert down.returncode == 1
    assert one_sentence(down)
    (waiting,) = records(desk("status", "--home", str(home)))
    assert (waiting["only_here"], waiting["last_exchange_at"]) == (3, None)
    district.start()
    (first,) = records(desk("sync", "--home", str(home)))
    assert first["pending"] == 0
    assert first["acknowledged"] >= 3
    (second,) = records(desk("sync", "--home", str(home)))
    assert (second["sent"], second["pending"]) == (0, 0)
    (done,) = records(desk("status", "--home", str(home)))
    assert done["only_here"] == 0
    assert done["last_exchange_at"].endswith("+07:00")
    there = [json.loads(row) for row in district.dossiers()]
    assert sorted(row["number"] for row in there) == sorted(row["number"] for row in received)
    assert all(row["due_at"].startswith(received[0]["due_at"][:10]) for row in there)
    counted = json.loads(district.status())
    assert (counted["desks"], counted["dossiers"]) == (1, 3)


def test_the_district_sees_what_became_of_a_dossier(district: EmbeddedDistrict, tmp_path: Path) -> None:
    home = tmp_path / "desk"
    init(home, "--district", district.url, "--enrol", district.enrol_code("000.00.18.H32", 1))
    (received,) = records(desk("receive", "--home", str(home), "-", feed=line()))
    records(desk("sync", "--home", str(home)))
    records(desk("finish", "--home", str(home), received["number"], "--json"))
    records(desk("sync", "--home", str(home)))
    (there,) = [json.loads(row) for row in district.dossiers()]
    assert there["status"] in (9, "9")


def test_a_desk_without_a_district_says_so(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    init(home)
    done = desk("sync", "--home", str(home))
    assert done.returncode in (1, 2)
    assert one_sentence(done)


def test_a_wrong_code_and_a_silent_address_are_one_sentence(district: EmbeddedDistrict, tmp_path: Path) -> None:
    for name, url, code in (
        ("code", district.url, "AAAA-AAAA-AAAA"),
        ("nobody", f"http://127.0.0.1:{free_port()}", "AAAA"),
    ):
        init(tmp_path / name, "--district", url, "--enrol", code)
        done = desk("sync", "--home", str(tmp_path / name))
        assert done.returncode in (1, 2)
        assert one_sentence(done)


def test_plain_http_to_another_machine_is_refused_when_it_is_typed(tmp_path: Path) -> None:
    done = desk(
        "init", "--home", str(tmp_path / "plain"), "--agency-code", "000.00.18.H32", "--agency-name", "xã Suối Hương",
        "--officer", "Trần Thị Mỹ Hạnh", "--district", "http://district.example", "--enrol", "AAAA",
    )  # fmt: skip
    assert done.returncode == 2
    assert "https" in one_sentence(done)
    assert not (tmp_path / "plain" / "keys.json").exists()

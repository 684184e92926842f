"""The night courier: a commune without a line sends its day on a stick, by the commands a script would use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command import desk, init, line, one_sentence, records, run
from ui.composition.embedded_district import EmbeddedDistrict

NAMES = ("Nguyễn Thị Ánh Nguyệt", "Y Wơl Niê Kđăm", "H'Hen Niê")


@pytest.fixture
def district(tmp_path: Path) -> Iterator[EmbeddedDistrict]:
    with EmbeddedDistrict(tmp_path / "district") as running:
        yield running


def test_a_day_goes_to_the_district_and_its_proof_comes_back_on_a_stick(
    district: EmbeddedDistrict, tmp_path: Path
) -> None:
    home, stick = tmp_path / "desk", tmp_path / "stick"
    stick.mkdir()
    init(home, "--district", district.url, "--enrol", district.enrol_code("000.00.18.H32", 1))
    records(desk("sync", "--home", str(home)))
    district.stop()
    received = records(desk("receive", "--home", str(home), "-", feed="".join(map(line, NAMES))))
    assert "chưa có trả lời" in one_sentence(desk("bundle", "import", str(stick), "--home", str(home)))
    (out,) = records(desk("bundle", "export", str(stick), "--home", str(home), "--json"))
    assert (out["dossiers"], out["files"]) == (3, 1)
    (waiting,) = records(desk("status", "--home", str(home)))
    assert waiting["only_here"] == 3, "what lies on a stick is still only here"
    _nothing_in_the_clear(stick, *NAMES, "000.00.18.H32", received[0]["number"])

    there = run("sync.district.command", "bundle", str(stick), "--home", str(district.home), "--json")
    (told,) = records(there)
    assert (told["taken"], told["not_taken"], told["answered"]) == (1, 0, True)
    _nothing_in_the_clear(stick, *NAMES, "000.00.18.H32", received[0]["number"])

    (back,) = records(desk("bundle", "import", str(stick), "--home", str(home), "--json"))
    assert (back["only_here"], back["again"], back["old"]) == (0, False, False)
    (again,) = records(desk("bundle", "import", str(stick), "--home", str(home), "--json"))
    assert again["acknowledged"] == 0
    (done,) = records(desk("status", "--home", str(home)))
    assert done["only_here"] == 0 and done["last_exchange_at"]
    assert len(district.dossiers()) == 3
    (shown,) = records(desk("show", received[0]["number"], "--home", str(home), "--json"))
    assert shown["district_received_at"].endswith("+07:00") and shown["district_refused"] is None
    (sound,) = records(desk("verify", "--home", str(home), "--json"))
    assert sound["sound"]


def test_what_does_not_belong_on_a_stick_is_named_and_the_rest_is_taken(
    district: EmbeddedDistrict, tmp_path: Path
) -> None:
    home, stick = tmp_path / "desk", tmp_path / "stick"
    stick.mkdir()
    init(home, "--district", district.url, "--enrol", district.enrol_code("000.00.18.H32", 1))
    records(desk("sync", "--home", str(home)))
    records(desk("receive", "--home", str(home), "-", feed=line()))
    records(desk("bundle", "export", str(stick), "--home", str(home), "--json"))
    (own,) = (stick / "quay-mot-cua").iterdir()
    (own / "1-1-2.events").symlink_to("/etc/passwd")
    (own.parent / ("ab" * 16)).symlink_to(tmp_path)
    there = run("sync.district.command", "bundle", str(stick), "--home", str(district.home))
    assert there.returncode == 1
    assert [said.split(";")[0] for said in sorted(there.stderr.splitlines())] == [
        "district: 1-1-2.events on the stick is a link or no plain file",
        f"district: {'ab' * 16} on the stick is a link or no plain file",
    ]
    records(desk("bundle", "import", str(stick), "--home", str(home), "--json"))
    assert len(district.dossiers()) == 1
    shutil.rmtree(stick)
    for done in (
        desk("bundle", "export", str(stick), "--home", str(home)),
        desk("bundle", "import", str(stick), "--home", str(home)),
        run("sync.district.command", "bundle", str(stick), "--home", str(district.home)),
    ):
        assert done.returncode == 1
        assert str(stick) in one_sentence(done)


def test_a_desk_that_never_had_a_line_is_taken_in_by_two_visits(district: EmbeddedDistrict, tmp_path: Path) -> None:
    home, stick = tmp_path / "desk", tmp_path / "stick"
    stick.mkdir()
    init(home, "--enrol", district.enrol_code("000.00.18.H32", 1))
    district.stop()
    records(desk("receive", "--home", str(home), "-", feed="".join(map(line, NAMES))))
    (out,) = records(desk("bundle", "export", str(stick), "--home", str(home), "--json"))
    assert (out["asks_in"], out["events"], out["files"]) == (True, 0, 0)
    _nothing_in_the_clear(stick, *NAMES)
    (told,) = _at_the_district(stick, district)
    assert (told["taken_in"], told["answered"]) == (True, False)
    (back,) = records(desk("bundle", "import", str(stick), "--home", str(home), "--json"))
    (status,) = records(desk("status", "--home", str(home)))
    assert back["comparison"] == status["comparison"] != "" and status["only_here"] == 3

    (out,) = records(desk("bundle", "export", str(stick), "--home", str(home), "--json"))
    assert (out["asks_in"], out["dossiers"]) == (False, 3)
    (told,) = _at_the_district(stick, district)
    assert "taken_in" not in told and told["answered"]
    (back,) = records(desk("bundle", "import", str(stick), "--home", str(home), "--json"))
    assert (back["only_here"], back["comparison"]) == (0, "")
    assert len(district.dossiers()) == 3


def test_a_code_that_the_district_never_gave_takes_nobody_in(district: EmbeddedDistrict, tmp_path: Path) -> None:
    home, stick = tmp_path / "desk", tmp_path / "stick"
    stick.mkdir()
    init(home, "--enrol", "AAAA-BBBB-CCCC-DDDD")
    district.stop()
    records(desk("bundle", "export", str(stick), "--home", str(home), "--json"))
    refused = run("sync.district.command", "bundle", str(stick), "--home", str(district.home), "--json")
    told = json.loads(refused.stdout)
    assert (refused.returncode, told["taken_in"]) == (1, False)
    assert "the one-time code is not good" in one_sentence(refused) and told["device"] in refused.stderr
    again = run("sync.district.command", "bundle", str(stick), "--home", str(district.home))
    assert (again.returncode, again.stderr) == (0, ""), "the code was taken away, and what was said of it stays"
    assert "mã ghi danh" in one_sentence(desk("bundle", "import", str(stick), "--home", str(home)))
    without = tmp_path / "without"
    init(without)
    assert "mã ghi danh" in one_sentence(desk("bundle", "export", str(stick), "--home", str(without)))


def _at_the_district(stick: Path, district: EmbeddedDistrict) -> list[dict[str, Any]]:
    return records(run("sync.district.command", "bundle", str(stick), "--home", str(district.home), "--json"))


def _nothing_in_the_clear(stick: Path, *words: str) -> None:
    files = [path for path in stick.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert not [word for word in words if word.encode() in content or word in path.name]

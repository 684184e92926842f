"""Two desks of one commune by the commands a script would use: found, taken over, printed, contradicted, settled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command import PASSWORD, desk, init, line, one_sentence
from ui.cli.desk import main
from ui.composition.embedded_district import EmbeddedDistrict

AGENCY = "000.00.18.H32"


@pytest.fixture
def homes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[tuple[Path, Path]]:
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    with EmbeddedDistrict(tmp_path / "district") as district:
        places = tmp_path / "1", tmp_path / "2"
        for number, home in enumerate(places, 1):
            code = district.enrol_code(AGENCY, number)
            init(home, "--desk", str(number), "--district", district.url, "--enrol", code)
        said(capsys, "sync", places[0])
        yield places


def said(capsys: pytest.CaptureFixture[str], command: str, home: Path, *more: str) -> list[dict[str, Any]]:
    """Run a command in this process; return its records."""
    capsys.readouterr()
    status = main([command, "--home", str(home), *more, "--json"])
    shown = capsys.readouterr()
    assert status == 0, shown.err
    return [json.loads(row) for row in shown.out.splitlines()]


def exchanged(capsys: pytest.CaptureFixture[str], *homes: Path) -> None:
    for home in (*homes, *homes):
        said(capsys, "sync", home)


def received(capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path) -> str:
    """Receive one dossier; return its number."""
    file = tmp_path / "one.jsonl"
    file.write_text(line("Lò Thị Mỷ"), encoding="utf-8")
    return str(said(capsys, "receive", home, str(file))[0]["number"])


def test_another_desk_takes_over_finishes_and_hands_over(
    homes: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = homes
    number = received(capsys, one, tmp_path)
    exchanged(capsys, one, two)
    (found,) = said(capsys, "find", two, "lo thi my")
    assert (found["number"], found["held_by"]) == (number, 1)
    refused = desk("finish", "--home", str(two), number)
    assert refused.returncode == 1 and "đang do quầy 1 giữ" in one_sentence(refused)
    (taken,) = said(capsys, "take-over", two, number, "--reason", "quầy 1 nghỉ")
    assert "held_by" not in taken
    said(capsys, "finish", two, number)
    assert main(["print", "--home", str(two), number, "--out", str(tmp_path / "slip.pdf")]) == 0
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    said(capsys, "hand-over", two, number, "--to", "Lò Thị Mỷ")
    exchanged(capsys, two, one)
    (shown,) = said(capsys, "show", one, number)
    assert (shown["status"], shown["held_by"]) == (10, 2)
    assert [event["desk"] for event in shown["history"]] == [1, 2, 2, 2, 2, 2]
    for home in homes:
        assert said(capsys, "verify", home)[0]["sound"] is True


def test_what_two_desks_did_at_once_is_shown_and_a_person_chooses(
    homes: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = homes
    number = received(capsys, one, tmp_path)
    said(capsys, "start", one, number)
    exchanged(capsys, one, two)
    said(capsys, "take-over", two, number)
    assert main(["act", "--home", str(two), number, "finish"]) == 0
    assert main(["act", "--home", str(one), number, "finish"]) == 0
    exchanged(capsys, one, two, one)
    (waiting,) = said(capsys, "conflicts", one)
    assert (waiting["number"], waiting["kind"], waiting["held_by"]) == (number, "move", 2)
    assert {waiting["first"]["desk"], waiting["second"]["desk"]} == {"Quầy 1", "Quầy 2"}
    assert main(["conflicts", "--home", str(one)]) == 0
    assert "first:  Quầy" in capsys.readouterr().out
    refused = desk("settle", "--home", str(one), number, waiting["name"], "first")
    assert "đang do quầy 2 giữ" in one_sentence(refused)
    (settled,) = said(capsys, "settle", two, number, waiting["name"][:8], "first", "--note", "đã hỏi quầy 1")
    assert "conflicts" not in settled
    exchanged(capsys, two, one)
    assert said(capsys, "conflicts", one) == []


def test_all_of_a_desk_that_broke_are_taken_over_and_one_is_given_back(
    homes: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = homes
    numbers = {received(capsys, one, tmp_path) for _ in range(3)}
    exchanged(capsys, one, two)
    assert {row["number"] for row in said(capsys, "take-over", two, "--all-of", "1")} == numbers
    number = min(numbers)
    assert said(capsys, "give", two, number, "--desk", "1")[0]["held_by"] == 1
    exchanged(capsys, two, one)
    said(capsys, "finish", one, number)
    assert desk("give", "--home", str(one), number, "--desk", "7").returncode == 2
    assert "đang giữ" in one_sentence(desk("take-over", "--home", str(one), number))

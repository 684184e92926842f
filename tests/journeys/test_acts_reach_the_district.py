"""What became of a dossier at the desk is what the district's list says of it after the next exchange."""

import json
from pathlib import Path

import pytest

from tests.desks import PASSWORD, SetClock, make_office
from tests.journeys.act_desk import ActDesk
from ui.composition import opening
from ui.composition.embedded_district import EmbeddedDistrict


def test_a_life_with_a_supplement_and_an_apology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = SetClock()
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    monkeypatch.setattr(opening, "SystemClock", lambda: clock)
    with EmbeddedDistrict(tmp_path / "district") as district:
        enrolled = {"district_url": district.url, "enrol_code": district.enrol_code("000.00.18.H32", 1)}
        make_office(tmp_path / "desk", clock, enrolled).store.close()
        desk = ActDesk(tmp_path / "desk", clock, monkeypatch, capsys)
        desk.at("2026-12-09 08:00")
        number, other = desk.receive("Y Một"), desk.receive("Y Hai")
        paper = desk.run("show", number, "--json").record["papers"][0]["name"]
        desk.at("2026-12-10 09:00")
        assert desk.act(number, "supplement", items=[paper], reason="bị mờ").status == 0
        assert desk.run("sync", "--json").record["pending"] == 0
        there = {row["number"]: row for row in map(json.loads, district.dossiers())}
        assert (there[number]["status"], there[other]["status"]) == (5, 2)
        desk.at("2026-12-11 09:00")
        assert desk.act(number, "supplemented").status == 0
        assert desk.act(number, "forward", to="Lê An").status == 0
        assert desk.act(number, "apologise", reason="quá tải", new_on="2026-12-21").status == 0
        assert desk.act(other, "withdraw", reason="đổi ý").status == 0
        desk.at("2026-12-17 09:00")
        assert desk.act(number, "finish").status == 0
        assert desk.run("sync", "--json").record["pending"] == 0
        there = {row["number"]: row for row in map(json.loads, district.dossiers())}
    mine = desk.run("timeliness", number, "--json").record
    assert (mine["class"], mine["supplement_requests"]) == ("late", 1)
    row = there[number]
    assert (row["status"], row["status_word"], there[other]["status"]) == (9, "Đã xử lý xong", 7)
    assert row["due_at"] == mine["decides_due_at"] == "2026-12-15T17:00:00+07:00"  # a day later by the wait
    assert row["original_due_at"] == mine["original_due_at"] == "2026-12-14T17:00:00+07:00"
    assert row["reappointed_at"] == mine["due_at"] == "2026-12-21T17:00:00+07:00"
    assert (row["finished_at"], row["handed_over_at"], row["ended_at"]) == (mine["finished_at"], None, None)
    assert (row["holder_kind"], row["holder"], row["conflicts"]) == ("desk", "", [])
    assert there[other]["ended_at"] == "2026-12-11T09:00:00+07:00"

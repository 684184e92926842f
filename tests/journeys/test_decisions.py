"""What the district decides on a dossier that was passed on comes down, is logged, and goes up again as an event."""

import json
from typing import Any

from tests.db.desk import AGENCY
from tests.journeys.act_desk import ActDesk
from tests.journeys.command import run
from ui.composition.embedded_district import EmbeddedDistrict


def decide(district: EmbeddedDistrict, number: str, *words: str) -> tuple[int, str, str]:
    done = run(
        "sync.district.command", "decide", number, *words, "--by", "Lê Thị Hòa", "--agency-code", AGENCY,
        "--home", str(district.home),
    )  # fmt: skip
    return done.returncode, done.stdout.strip(), done.stderr


def there(district: EmbeddedDistrict, number: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [json.loads(line) for line in district.dossiers()]
    return {row["number"]: row for row in rows}[number]


def synced(desk: ActDesk) -> None:
    assert desk.run("sync", "--json").record["pending"] == 0


def passed_on(desk: ActDesk, name: str) -> str:
    number = desk.receive(name)
    assert desk.act(number, "forward", to="UBND cấp trên", to_kind="body").status == 0
    synced(desk)
    return number


def kinds(desk: ActDesk, number: str) -> list[str]:
    return [event["what"] for event in desk.run("show", number, "--json").record["history"]]


def test_a_decision_comes_down_asks_for_the_next_step_and_goes_up_again(
    desk: ActDesk, district: EmbeddedDistrict
) -> None:
    number = passed_on(desk, "Y Một")
    assert there(district, number)["holder_kind"] == "body"
    status, taken, _ = decide(district, number, "taken")
    assert status == 0
    status, asked, _ = decide(district, number, "supplement", "--reason", "thiếu bản chính", "--item", "Giấy khai sinh")
    assert status == 0 and asked != taken
    synced(desk)
    (waiting,) = desk.run("decisions", "--json").records
    assert (waiting["decision"], waiting["number"], waiting["verdict"]) == (asked, number, "supplement")
    assert (waiting["next"], waiting["unfit"], waiting["items"]) == ("supplement", "", ["Giấy khai sinh"])
    assert (waiting["reason"], waiting["decided_by"]) == ("thiếu bản chính", "Lê Thị Hòa")
    assert kinds(desk, number)[-2:] == ["DistrictDecided", "DistrictDecided"]
    row = there(district, number)
    assert (row["holder_kind"], row["conflicts"]) == ("desk", [])  # it is the desk's turn, and both ends say so
    paper = desk.run("show", number, "--json").record["papers"][0]["name"]
    assert desk.act(number, "supplement", items=[paper], reason="bị mờ").status == 0
    assert desk.run("decisions", "--json").records == []


def test_the_same_page_again_logs_nothing_twice(desk: ActDesk, district: EmbeddedDistrict) -> None:
    number = passed_on(desk, "Y Hai")
    assert decide(district, number, "granted", "--result-number", "12/GP")[0] == 0
    synced(desk)
    before = kinds(desk, number)
    synced(desk)
    assert kinds(desk, number) == before and before.count("DistrictDecided") == 1
    assert desk.act(number, "finish").status == 0
    assert desk.run("decisions", "--json").records == []


def test_a_decision_that_comes_too_late_is_kept_and_shown(desk: ActDesk, district: EmbeddedDistrict) -> None:
    number = passed_on(desk, "Y Ba")
    assert decide(district, number, "denied", "--reason", "không đủ điều kiện")[0] == 0
    assert desk.act(number, "withdraw", reason="đổi ý").status == 0
    synced(desk)
    (waiting,) = desk.run("decisions", "--json").records
    assert (waiting["unfit"], waiting["next"], waiting["here"]) == ("state", None, True)
    assert desk.run("show", number, "--json").record["status"] == 7
    seen = desk.run("decisions", "--seen", waiting["decision"], "--note", "đã hỏi lại", "--json")
    assert seen.status == 0
    assert desk.run("decisions", "--json").records == []
    assert desk.run("decisions", "--seen", waiting["decision"]).status == 2
    synced(desk)
    assert there(district, number)["conflicts"] == []
    assert desk.run("verify", "--json").status == 0


def test_what_no_desk_passed_on_is_not_decided(desk: ActDesk, district: EmbeddedDistrict) -> None:
    number = desk.receive("Y Bốn")
    synced(desk)
    status, out, said = decide(district, number, "granted")
    assert (status, out) == (2, "") and "not with another body" in said
    status, out, said = decide(district, number, "denied")
    assert (status, out) == (2, "") and "--reason" in said

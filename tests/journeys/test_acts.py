"""`desk act`: every move with its facts, what it answers, and one sentence for every refusal."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.act_desk import ActDesk, act_desk
from ui.cli.act_line import READERS

PAPER = "Tờ khai đề nghị hỗ trợ chi phí mai táng"  # the first of the checklist
KEYS = {"number", "state", "word", "at", "due_at", "seq", "print_id"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[ActDesk]:
    yield from act_desk(tmp_path / "desk", monkeypatch, capsys)


def test_a_whole_life_by_acts(desk: ActDesk, tmp_path: Path) -> None:
    number = desk.receive()
    steps: list[tuple[str, str, dict[str, Any], int]] = [
        ("2026-12-09 08:10", "fees", {"lines": [{"name": "Lệ phí", "amount": 8000}], "paid_by": "cash"}, 2),
        ("2026-12-09 08:20", "shelve", {"place": "Kệ 3"}, 2),
        ("2026-12-09 08:30", "amend", {"reason": "sai số", "phone": "0905111222"}, 2),
        ("2026-12-09 09:00", "start", {"note": "chuyển chuyên môn"}, 4),
        ("2026-12-09 10:00", "supplement", {"items": [PAPER], "reason": "mờ"}, 5),
        ("2026-12-09 15:00", "supplemented", {"papers": [{"name": PAPER, "originals": 1}], "paper": "a5"}, 4),
        ("2026-12-10 08:00", "obligation", {"notice": "TB 12", "amount": 150000}, 6),
        ("2026-12-10 09:00", "settled", {"receipt": "BL 77"}, 4),
        ("2026-12-10 10:00", "forward", {"to_kind": "body", "to": "Chi nhánh VPĐK", "paper": "a4"}, 4),
        ("2026-12-11 08:00", "tell", {"channel": "sms"}, 4),
        ("2026-12-11 09:00", "apologise", {"reason": "chờ xác minh", "new_on": "2026-12-16"}, 4),
        ("2026-12-14 09:00", "publish", {"place": "trang tin xã"}, 4),
        ("2026-12-15 09:00", "finish", {"result": "Quyết định", "result_number": "12/QĐ"}, 9),
        ("2026-12-15 10:00", "reopen", {"reason": "sai tên", "approved_by": "Y Chủ Tịch"}, 4),
        ("2026-12-15 11:00", "finish", {}, 9),
        ("2026-12-15 14:00", "post", {"tracking": "EB1VN", "manifest": "M1"}, 9),
        ("2026-12-16 09:00", "post-returned", {"reason": "đi vắng"}, 9),
        ("2026-12-16 10:00", "post", {"tracking": "EB2VN"}, 9),
        ("2026-12-17 10:00", "delivered", {"to": "Nguyễn Thị Ánh"}, 10),
    ]
    for place, (at, move, facts, state) in enumerate(steps):
        desk.at(at)
        if place % 2:
            file = tmp_path / "facts.json"
            file.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
            done = desk.run("act", number, move, "--json", str(file)).record
        else:
            done = desk.act(number, move, **facts).record
        assert set(done) == KEYS, move
        assert (done["number"], done["state"]) == (number, state), move
        assert (done["print_id"] is not None) == (move in ("amend", "supplement", "supplemented", "apologise") or
                                                  move == "forward"), move  # fmt: skip
    found = desk.run("timeliness", number, "--json").record
    assert set(found) == {
        "number", "class", "due_at", "original_due_at", "decides_due_at", "finished_at", "paused_seconds",
        "supplement_requests", "late_seconds", "late_seconds_by_holder",
    }  # fmt: skip
    assert found["class"] == "late" and found["supplement_requests"] == 1
    assert sum(found["late_seconds_by_holder"].values()) == found["late_seconds"] > 0
    assert found["due_at"].startswith("2026-12-16") and found["original_due_at"].startswith("2026-12-14")
    assert desk.run("verify", "--json").record["sound"] is True


def test_the_other_ways_to_an_end(desk: ActDesk) -> None:
    withdrawn, stopped = desk.receive("Y Một"), desk.receive("Y Hai")
    assert desk.act(withdrawn, "withdraw", reason="đổi ý").record["state"] == 7
    done = desk.act(stopped, "stop", reason="theo đơn", asked_way="qua điện thoại", fees_returned=8000).record
    assert (done["state"], done["print_id"] is None) == (8, False)
    assert desk.act(withdrawn, "reopen", reason="nộp lại", approved_by="Y Chủ").record["state"] == 4
    given = desk.receive("Y Ba")
    desk.act(given, "finish")
    handed = desk.act(
        given, "hand-over", to="Lò Văn Sáu", relation="representative", proof="card", authority="GUQ 3",
        statement="mất phiếu", returned=[{"name": "Sổ", "originals": 1}], paper="a5",
    ).record  # fmt: skip
    assert (handed["state"], handed["print_id"] is None) == (10, False)


def test_an_act_entered_late_keeps_its_true_time(desk: ActDesk) -> None:
    number = desk.receive()
    desk.at("2026-12-11 09:00")
    done = desk.act(number, "finish", claimed_at="2026-12-10T16:00:00+07:00").record
    assert done["at"].startswith("2026-12-10T16:00:00")
    assert desk.act(number, "hand-over", to="Ánh", claimed_at="2026-12-10T15:00:00").sentence
    assert desk.act(number, "hand-over", to="Ánh", claimed_at="2026-12-12T15:00:00").sentence


def test_a_second_apology_is_one_sentence(desk: ActDesk) -> None:
    number = desk.receive()
    desk.act(number, "apologise", reason="quá tải")
    before = desk.seq()
    again = desk.act(number, "apologise", reason="quá tải", new_on="2026-12-30")
    assert again.status == 1 and "một lần" in again.sentence
    assert desk.seq() == before


def test_an_illegal_move_names_those_that_are_possible(desk: ActDesk) -> None:
    number = desk.receive()
    refused = desk.act(number, "delivered", to="Ánh")
    assert refused.status == 1
    for word in ("Được tiếp nhận", "Yêu cầu bổ sung", "Có kết quả", "Rút hồ sơ"):
        assert word in refused.sentence
    assert "hand_over" not in refused.sentence


def test_a_move_that_would_be_refused_is_not_called_possible(desk: ActDesk) -> None:
    number = desk.receive()
    desk.act(number, "finish")
    sentence = desk.act(number, "supplement", items=[PAPER], reason="x").sentence
    assert "Trả kết quả" in sentence
    for word in ("Bưu chính đã phát", "Bưu chính trả lại", "Xin lỗi"):
        assert word not in sentence
    assert "không quá hạn" in desk.act(number, "apologise", reason="x").sentence


BAD: list[tuple[str, dict[str, Any]]] = [
    *((move, {"colour": "red"}) for move in READERS),
    *((move, {"claimed_at": 7}) for move in READERS),
    *((move, {"claimed_at": "2026-02-30T10:00:00"}) for move in READERS),
    *((move, {"claimed_at": "2999-01-01T10:00:00"}) for move in READERS),
    ("supplement", {"items": "Đơn", "reason": "x"}),
    ("supplement", {"items": [7], "reason": "x"}),
    ("supplement", {"items": [], "reason": "x"}),
    ("supplement", {"items": [{"note": "x"}], "reason": "x"}),
    ("supplement", {"items": [{"name": "Đơn", "shade": "x"}], "reason": "x"}),
    ("supplement", {"items": ["Giấy khen"], "reason": "x"}),
    ("supplement", {"items": ["Đơn"]}),
    ("supplement", {"items": ["Đơn"], "reason": "x", "answer_by": "tomorrow"}),
    ("supplement", {"items": [PAPER], "reason": "x", "answer_by": "2026-12-08"}),
    ("supplement", {"items": [PAPER], "reason": "x", "answer_by": "2996-12-08"}),
    ("supplemented", {"papers": "all"}),
    ("obligation", {}),
    ("obligation", {"notice": "TB", "amount": -1}),
    ("obligation", {"notice": "TB", "amount": 10**30}),
    ("obligation", {"notice": "TB", "amount": 1.5}),
    ("forward", {}),
    ("forward", {"to_kind": "bird", "to": "Y"}),
    ("forward", {"to": "Y", "word": "soon"}),
    ("forward", {"to": "Y", "their_due_at": "soon"}),
    ("forward", {"to": "Y", "to_kind": "body", "their_due_at": "2026-12-01T17:00:00"}),
    ("apologise", {}),
    ("apologise", {"reason": "x", "new_on": "2026-12-12"}),
    ("apologise", {"reason": "x", "new_on": "2026-12-01"}),
    ("apologise", {"reason": "x", "new_on": "9999-12-31"}),
    ("apologise", {"reason": ["x"]}),
    ("tell", {}),
    ("tell", {"channel": "pigeon"}),
    ("tell", {"channel": "sms", "about": "weather"}),
    ("hand-over", {}),
    ("hand-over", {"to": "   "}),
    ("hand-over", {"to": "Ánh", "relation": "friend"}),
    ("hand-over", {"to": "Ánh", "returned": [{"name": "Sổ", "originals": -1}]}),
    ("post", {}),
    ("delivered", {}),
    ("post-returned", {}),
    ("withdraw", {}),
    ("withdraw", {"reason": "x", "returned": [{"name": "Sổ", "originals": 10**30}]}),
    ("withdraw", {"reason": "x", "returned": [{"name": "", "originals": 1}]}),
    ("stop", {}),
    ("stop", {"reason": "x", "fees_returned": -5}),
    ("stop", {"reason": "x", "fees_returned": 10**30}),
    ("stop", {"reason": "x", "asked_at": "2999-01-01"}),
    ("stop", {"reason": "x", "returned": {"name": "Sổ"}}),
    ("reopen", {"reason": "x"}),
    ("amend", {"reason": "x"}),
    ("amend", {"name": "Y"}),
    ("amend", {"reason": "x", "name": ""}),
    ("amend", {"reason": "x", "name": "A\u202eB"}),
    ("amend", {"reason": "x", "procedure": "9.999999"}),
    ("amend", {"reason": "x", "return_by": "bird"}),
    ("amend", {"reason": "x", "submitter": "Y"}),
    ("amend", {"reason": "x", "submitter": {"name": ""}}),
    ("amend", {"reason": "x", "papers": [{"name": "A\u202eB"}]}),
    ("amend", {"reason": "x", "personal_number": "０６６"}),
    ("amend", {"reason": "x", "phone": "x" * 5000}),
    ("accept", {"return_by": "bird"}),
    ("refuse", {}),
    ("fees", {"lines": "all"}),
    ("fees", {"lines": [7]}),
    ("fees", {"lines": [{"amount": 7}]}),
    ("fees", {"lines": [{"name": "Lệ phí", "units": 10**30, "amount": 1}]}),
    ("fees", {"lines": [{"name": "Lệ phí", "amount": 10**30}]}),
    ("fees", {"lines": [{"name": "Lệ phí", "amount": True}]}),
    ("fees", {"lines": [{"name": "Lệ phí", "amount": 1}], "paid_by": "cow"}),
    ("fees", {"lines": [{"name": "Lệ phí", "amount": 1}] * 51}),
    ("shelve", {"place": "x" * 301}),
    ("finish", {"note": "x" * 301}),
    ("finish", {"note": "\ud800"}),
    ("finish", {"signed_on": "yesterday"}),
]


def test_bad_facts_are_one_sentence_and_leave_no_trace(desk: ActDesk) -> None:
    number = desk.receive()
    before = desk.seq()
    for move, facts in BAD:
        done = desk.run("act", number, move, "--json", "-", feed=json.dumps(facts))
        assert done.status in (1, 2) and done.sentence, (move, facts)
        if "colour" in facts or "claimed_at" in facts:
            assert done.status == 2, (move, facts)
    assert desk.seq() == before


@pytest.mark.parametrize("feed", ["", "{", "[]", "7", '"x"', "null", "[" * 100_000])
def test_what_is_no_object_is_one_sentence(desk: ActDesk, feed: str) -> None:
    number = desk.receive()
    done = desk.run("act", number, "start", "--json", "-", feed=feed)
    assert (done.status, bool(done.sentence)) == (2, True)


def test_a_file_that_is_not_there_and_a_number_nobody_has(desk: ActDesk, tmp_path: Path) -> None:
    number = desk.receive()
    assert desk.run("act", number, "start", "--json", str(tmp_path / "none.json")).status == 2
    assert desk.run("act", "000.00.18.H32-261209-1999", "start").sentence
    assert desk.run("timeliness", "000.00.18.H32-261209-1999", "--json").sentence
    assert desk.run("act", number, "fly").status == 2
    assert desk.run("act", number, "start").record["state"] == 4  # no facts are needed for it


def test_a_likely_duplicate_is_taken_in_and_told(desk: ActDesk) -> None:
    first = desk.receive("Nguyễn Thị Ánh")

    def line(**more: Any) -> str:
        brought = {"procedure": "1.001731", "applicant": {"name": "nguyen thi anh"}, **more}
        return json.dumps(brought, ensure_ascii=False) + "\n"

    second = desk.run("receive", "-", feed=line()).record
    assert second["possible_duplicates"] == [first]
    named = {"duplicate_of": first, "duplicate_reason": "hai người"}
    assert desk.run("receive", "-", feed=line(**named)).record["possible_duplicates"] == [second["number"]]
    other = desk.receive("Lò Văn Bảy")
    assert "possible_duplicates" not in desk.run("show", other, "--json").record
    assert "Lò Văn Bảy" in desk.run("receive", "-", feed=line(**{**named, "duplicate_of": other})).sentence


def test_a_field_written_twice_is_refused(desk: ActDesk) -> None:
    line = '{"procedure": "1.001731", "applicant": {"name": "Y Một", "name": "Y Hai"}}'
    assert "hai lần" in desk.run("receive", "-", feed=line + "\n").sentence

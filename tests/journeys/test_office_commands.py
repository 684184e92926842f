"""The desk's day by commands: lists, closures, bags, pads, papers, the closing; one sentence for every trouble."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_app.life_desk import text_of
from tests.journeys.act_desk import ActDesk, act_desk
from ui.composition.reference import shipped_calendar

SIGNED = ("--signed-by", "Trần Thị Mỹ Hạnh", "--witnessed-by", "Lê Văn Bình")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[ActDesk]:
    yield from act_desk(tmp_path / "desk", monkeypatch, capsys)


def test_the_four_lists(desk: ActDesk) -> None:
    late, ready = desk.receive("Y Muộn"), desk.receive("Y Sẵn")
    desk.act(ready, "finish")
    desk.at("2026-12-15 08:00")
    today = desk.receive("Y Hôm Nay")
    found = {name: desk.run("lists", name, "--json").records for name in ("today", "late", "apology", "uncollected")}
    assert [(row["number"], row["why"]) for row in found["today"]] == [(late, "late"), (today, "d3")]
    assert [row["number"] for row in found["late"]] == [late]
    assert [row["number"] for row in found["apology"]] == [late]
    assert [(row["number"], row["why"]) for row in found["uncollected"]] == [(ready, "uncollected")]
    assert late in desk.run("lists", "late").out
    assert desk.run("lists", "tomorrow").status == 2


def test_a_storm_is_planned_declared_listed_and_undone(desk: ActDesk) -> None:
    number, before = desk.receive(), desk.seq()
    (affected,) = desk.run("closures", "plan", "2026-12-10", "2026-12-11", "--reason", "bão số 9", "--json").records
    assert desk.seq() == before
    assert affected["number"] == number
    assert (affected["due_at"][:10], affected["new_due_at"][:10]) == ("2026-12-14", "2026-12-16")
    done = desk.run("closures", "declare", "2026-12-10", "2026-12-11", "--reason", "bão số 9", "--notices", "--json")
    assert (done.record["moved"], done.record["notices"]) == ([number], 1)
    (listed,) = desk.run("closures", "list", "--json").records
    assert (listed["days"], listed["undone_at"]) == (["2026-12-10", "2026-12-11"], None)
    back = desk.run("closures", "undo", str(done.record["closure"]), "--reason", "bão tan", "--json").record
    assert back["moved_back"] == [number]
    assert desk.run("show", number, "--json").record["due_at"].startswith("2026-12-14")
    for words in (
        ("undo", str(done.record["closure"]), "--reason", "lần nữa"),
        ("undo", "99999", "--reason", "x"),
        ("declare", "2026-12-12", "--reason", "chủ nhật"),
        ("declare", "2026-12-11", "2026-12-10", "--reason", "ngược"),
        ("plan", "2026-12-10", "2099-12-10", "--reason", "dài"),
        ("plan", "soon", "--reason", "x"),
    ):
        assert desk.run("closures", *words).sentence, words


def test_a_calendar_file_moves_promised_days_only_when_told(desk: ActDesk, tmp_path: Path) -> None:
    number = desk.receive()
    calendar = json.loads(shipped_calendar())
    calendar["days"].append({"date": "2026-12-10", "type": "off", "name": "Nghỉ bù", "certainty": "official"})
    file = tmp_path / "calendar.json"
    file.write_text(json.dumps(calendar), "utf-8")
    desk.run("calendar", "import", str(file))
    assert desk.run("show", number, "--json").record["due_at"].startswith("2026-12-14")
    (affected,) = desk.run("closures", "calendar", "--plan", "--json").records
    assert (affected["number"], affected["new_due_at"][:10]) == (number, "2026-12-15")
    assert desk.run("closures", "calendar").status == 2  # no reason
    done = desk.run("closures", "calendar", "--reason", "lịch 2026 sửa", "--json").record
    assert done["moved"] == [number]
    assert desk.run("show", number, "--json").record["due_at"].startswith("2026-12-15")
    assert desk.run("closures", "undo", str(done["closure"]), "--reason", "x").sentence
    assert desk.run("closures", "calendar", "--reason", "lần nữa").sentence


def test_every_paper_of_a_dossier_says_its_own_words(desk: ActDesk, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    done, stopped = desk.receive("Y Xong"), desk.receive("Y Dừng")
    paper = desk.run("show", done, "--json").record["papers"][0]["name"]
    desk.act(done, "supplement", items=[paper], reason="bị mờ")
    desk.act(done, "supplemented")
    desk.act(done, "forward", to_kind="body", to="Chi nhánh VPĐK")
    desk.act(done, "apologise", reason="mất điện", new_on="2026-12-16")
    desk.run("closures", "declare", "2026-12-10", "--reason", "bão số 9")
    desk.act(done, "finish", result="Quyết định")
    desk.act(done, "hand-over", to="Y Xong")
    desk.act(stopped, "stop", reason="theo đơn")
    words = {
        (done, "receipt"): "GIẤY TIẾP NHẬN HỒ SƠ", (done, "supplement"): "bị mờ", (done, "apology"): "mất điện",
        (done, "control"): "Chi nhánh VPĐK", (done, "closure-notice"): "bão số 9",
        (done, "return-receipt"): "Quyết định", (stopped, "stop"): "theo đơn",
    }  # fmt: skip
    for (number, form), word in words.items():
        said = desk.run("print", number, "--form", form, "--out", str(out), "--paper", "a4", "--json").record
        assert (said["form"], said["print_number"]) == (form, 1)  # one that waits in the queue is that first print
        text = text_of(out.read_bytes())
        assert word.casefold() in text.casefold(), form
        assert number in text, form
    again = desk.run("print", done, "--form", "supplement", "--out", str(out), "--json").record
    assert again["print_number"] == 2
    for form in ("refusal", "stop"):
        refused = desk.run("print", done, "--form", form, "--out", str(tmp_path / "none.pdf"))
        assert refused.sentence and not (tmp_path / "none.pdf").exists()
    assert desk.run("print", done, "--form", "poem", "--out", str(out)).status == 2
    assert desk.run("verify", "--json").record["sound"] is True


def test_the_slips_of_a_day_in_one_file(desk: ActDesk, tmp_path: Path) -> None:
    numbers = [desk.receive(f"Y {name}") for name in ("Một", "Hai", "Ba")]
    out = tmp_path / "day.pdf"
    assert desk.run("print-day", "--out", str(out), "--json").record["slips"] == 3
    text = text_of(out.read_bytes())
    assert all(number in text for number in numbers)
    assert desk.run("print-day", "--from", "3", "--out", str(out), "--json").status == 0
    text = text_of(out.read_bytes())
    assert numbers[2] in text and numbers[0] not in text
    out.unlink()
    before = desk.seq()
    for words in (("--from", "4"), ("--from", "0"), ("--on", "2026-12-01"), ("--on", "soon"), ("--from", "-1")):
        assert desk.run("print-day", *words, "--out", str(out)).sentence, words
    assert desk.run("print-day", "--out", str(tmp_path / "none" / "day.pdf")).status == 2
    assert not out.exists() and desk.seq() == before


def test_a_day_is_closed_by_two(desk: ActDesk) -> None:
    desk.receive()
    assert desk.run("close-day", "--signed-by", "Y Một", "--witnessed-by", "y một").status == 2
    done = desk.run("close-day", *SIGNED, "--json").record
    assert (done["on"], done["received"], len(done["head"])) == ("2026-12-09", 1, 64)
    assert desk.run("close-day", *SIGNED).status == 1
    assert desk.run("close-day", *SIGNED, "--again", "--json").status == 0
    assert desk.run("close-day", "--signed-by", "Y Một").status == 2
    assert desk.run("close-day", *SIGNED, "--gap", "words").status == 2
    assert "1043" in desk.run("close-day", *SIGNED, "--again", "--gap", "1043=hỏng giấy").sentence


def test_a_gap_is_explained_by_its_whole_number(desk: ActDesk) -> None:
    pad = desk.run("pad", "reserve", "2", "--json").record
    number = f"000.00.18.H32-261209-{pad['first']}"
    assert desk.run("close-day", *SIGNED, "--gap", f"{number}=mất điện", "--json").status == 0


def test_a_range_of_days_turned_round_has_its_own_sentence(desk: ActDesk) -> None:
    sentence = desk.run("closures", "plan", "2026-12-11", "2026-12-10", "--reason", "bão").sentence
    assert "10/12/2026 ở trước ngày đầu 11/12/2026" in sentence


@pytest.mark.parametrize("url", ["http://example.com", "http://127.0.0.1.example.com", "http://192.168.1.5:8000"])
def test_plain_http_to_another_machine_is_refused_where_it_is_typed(desk: ActDesk, url: str) -> None:
    assert "https" in desk.run("settings", "district_url", url).sentence
    for good in ("http://127.0.0.1:8000", "https://huyen.example:8443", ""):
        assert desk.run("settings", "district_url", good).status == 0, good


def test_a_bag_goes_out_and_is_opened(desk: ActDesk) -> None:
    one, two, three = (desk.receive(name) for name in ("Y Một", "Y Hai", "Y Ba"))
    first = desk.run("bag", "pack", one, two, "--to", "Lê An", "--json").record["bag"]
    refused = desk.run("bag", "pack", one, two, "--to", "Đỗ Bình")
    assert first in refused.sentence and "Lê An" in refused.sentence
    packed = desk.run("bag", "pack", one, two, "--to", "Đỗ Bình", "--again", "--json").record
    assert packed["dossiers"] == 2
    assert desk.run("bag", "receive", first, "--by", "Lê An", "--json").record["missing"] == [one, two]
    opened = desk.run("bag", "receive", packed["bag"], "--by", "Lê An", "--missing", two, "--surplus", three, "--json")
    assert (opened.record["missing"], opened.record["surplus"]) == ([two], [three])
    for words in (
        ("receive", packed["bag"], "--by", "Lê An"),
        ("receive", "T1-999999-1", "--by", "Lê An"),
        ("pack", one, "--to", "  "),
        ("pack", "000.00.18.H32-261209-1999", "--to", "Lê An"),
    ):
        assert desk.run("bag", *words).sentence, words


def test_a_pad_is_reserved_and_a_sheet_spoiled(desk: ActDesk) -> None:
    pad = desk.run("pad", "reserve", "3", "--json").record
    assert (pad["on"], pad["last"] - pad["first"]) == ("2026-12-09", 2)
    sheet = f"000.00.18.H32-261209-{pad['first']}"
    assert desk.run("pad", "spoil", sheet, "--reason", "rách", "--json").record["spoiled"] is True
    for words in (
        ("spoil", sheet, "--reason", "rách"),
        ("spoil", "abc", "--reason", "rách"),
        ("reserve", "0"),
        ("reserve", "201"),
    ):
        assert desk.run("pad", *words).sentence, words

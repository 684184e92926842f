"""What `desk print` writes: the newest slip or a certain one, labels from a free place on, rolls as PDF or as dots."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_app.life_desk import text_of
from tests.journeys.act_desk import ActDesk, act_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[ActDesk]:
    yield from act_desk(tmp_path / "desk", monkeypatch, capsys)


def test_after_an_amendment_the_new_slip_comes_out_and_the_first_is_still_there(desk: ActDesk, tmp_path: Path) -> None:
    out = tmp_path / "slip.pdf"
    number = desk.receive("Y Nhầm")
    taken = desk.seq()
    first = desk.run("print", number, "--out", str(out), "--json").record
    assert (first["form"], first["print_number"]) == ("receipt", 1)
    done = desk.act(number, "amend", reason="ghi nhầm tên", name="Y Đúng").record
    desk.run("print", number, "--out", str(out), "--json")
    assert "Y Đúng" in text_of(out.read_bytes()) and "ĐÃ SỬA" in text_of(out.read_bytes())
    again = desk.run("print", number, "--out", str(out), "--form", f"receipt@{done['seq']}", "--json").record
    assert again["print_number"] == 2
    desk.run("print", number, "--out", str(out), "--form", f"receipt@{taken}", "--json")
    assert "Y Nhầm" in text_of(out.read_bytes()) and "ĐÃ SỬA" not in text_of(out.read_bytes())
    assert desk.run("print", number, "--out", str(out), "--form", "receipt@9999").status == 1


def test_a_label_begins_at_the_free_place_of_the_sheet_in_the_settings(desk: ActDesk, tmp_path: Path) -> None:
    out = tmp_path / "label.pdf"
    number = desk.receive()
    assert desk.run("settings", "label_format", "3x8").status == 0
    words = ("print", number, "--form", "label", "--out", str(out), "--json")
    said = desk.run(*words, "--start", "24").record
    assert (said["form"], said["paper"]) == ("label", "a4")
    assert number in text_of(out.read_bytes())
    assert "1 đến 24" in desk.run(*words, "--start", "25").sentence
    assert desk.run("print", number, "--out", str(out), "--start", "2").sentence
    for wrong in ("4x9", ""):
        assert desk.run("settings", "label_format", wrong).sentence
    assert desk.run("settings", "label_down", "1,5").sentence


def test_a_roll_is_written_as_pdf_or_as_the_dots_of_its_printer(desk: ActDesk, tmp_path: Path) -> None:
    out = tmp_path / "roll"
    number = desk.receive()
    words = ("print", number, "--out", str(out), "--json")
    for paper, stride in (("roll80", 72), ("roll58", 48)):
        assert desk.run(*words, "--paper", paper).record["paper"] == paper
        assert number in text_of(out.read_bytes())
        assert desk.run(*words, "--paper", paper, "--raw").record["paper"] == paper
        sent = out.read_bytes()
        assert sent.startswith(b"\x1b@\x1dv0\x00" + bytes([stride, 0])) and sent.endswith(b"\x1dVB\x00")
    assert desk.run("settings", "roll_cut", "no").status == 0
    assert desk.run("settings", "paper", "roll58").status == 0
    assert desk.run(*words, "--raw").record["paper"] == "roll58"
    assert out.read_bytes().endswith(b"\x1bd\x04")
    out.unlink()
    before = desk.seq()
    assert "giấy cuộn" in desk.run(*words, "--paper", "a5", "--raw").sentence
    assert not out.exists() and desk.seq() == before


def test_a_month_in_one_file_goes_on_at_the_page_that_did_not_come_out(desk: ActDesk, tmp_path: Path) -> None:
    out = tmp_path / "month.pdf"
    numbers = []
    for day in ("2026-12-02", "2026-12-09", "2026-12-10"):
        desk.at(f"{day} 08:00")
        numbers += [desk.receive(f"Y {name}") for name in ("Một", "Hai")]
    words = ("print-day", "--month", "2026-12", "--out", str(out), "--json")
    whole = desk.run(*words).record
    assert (whole["on"], whole["slips"], whole["pages"], whole["from"], whole["paper"]) == ("2026-12", 6, 6, 1, "a5")
    assert all(number in text_of(out.read_bytes()) for number in numbers)
    before = desk.seq()
    rest = desk.run(*words, "--from-page", "5").record
    text = text_of(out.read_bytes())
    assert rest["from"] == 5 and all((number in text) == (number in numbers[4:]) for number in numbers)
    assert desk.seq() == before + 2  # only what this file holds was printed again
    assert desk.run("print", numbers[0], "--out", str(tmp_path / "one.pdf"), "--json").record["print_number"] == 2
    for wrong in (("--from-page", "7"), ("--from", "7"), ("--from-page", "0"), ("--on", "2026-12-09")):
        assert desk.run(*words, *wrong).status == 2, wrong
    assert desk.run("print-day", "--month", "2026-13", "--out", str(out)).status == 2
    assert desk.run("print-day", "--month", "2026-11", "--out", str(out)).status == 2

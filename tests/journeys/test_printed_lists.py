"""Lists from the command line and from the window: on paper, in a folder, or opened where there is no printer."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.usecases import intake, list_papers, progress
from desk_app.usecases.list_papers import ListPaper
from tests.desks import SetClock, application, make_office
from tests.journeys.command import PASSWORD, init
from ui.application.papers import Papers
from ui.cli.desk import main


def test_a_script_writes_the_list_of_results_that_lie_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, out = tmp_path / "desk", tmp_path / "list.pdf"
    init(home)
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    wanted = ["print-list", "--home", str(home), "uncollected", "--out", str(out), "--json"]
    assert main(wanted) == 1
    assert capsys.readouterr().err == "Danh sách không có hồ sơ nào. Không có gì để in.\n"
    assert not out.exists()
    line = tmp_path / "one.jsonl"
    line.write_text('{"procedure": "1.004873", "applicant": {"name": "Lò Thị Mỷ"}}\n', encoding="utf-8")
    assert main(["receive", "--home", str(home), str(line), "--json"]) == 0
    number = json.loads(capsys.readouterr().out)["number"]
    assert main(["finish", "--home", str(home), number]) == 0
    capsys.readouterr()
    assert main(wanted) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 1
    assert out.read_bytes().startswith(b"%PDF")


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[tuple[ListPaper, ...]]:
    office = make_office(tmp_path / "desk", SetClock(datetime(2026, 12, 9, 8, 30, tzinfo=OFFICE_ZONE)))
    progress.finish(office, intake.receive(office, application()).number)
    yield list_papers.uncollected(office)
    office.store.close()


def test_the_window_prints_a_list_at_once(tmp_path: Path, lists: tuple[ListPaper, ...]) -> None:
    papers = Papers(tmp_path / "out")
    try:
        assert papers.print_now(lists) == "Danh sách đã gửi ra máy in."
    finally:
        papers.close()
    (written,) = (tmp_path / "out").iterdir()
    assert written.name == "danh-sach-chua-nhan-ket-qua.pdf"
    assert written.read_bytes().startswith(b"%PDF")


def test_without_a_printer_a_list_opens_as_pdf(lists: tuple[ListPaper, ...]) -> None:
    opened: list[Path] = []

    def shown(path: Path) -> bool:
        opened.append(path)
        return False

    papers = Papers(None, shown)
    papers.printer_name = "no-such-printer-here"
    try:
        said = papers.print_now(lists)
        assert "Danh sách chưa in, máy không mở được tệp PDF" in said and str(opened[0]) in said
        assert opened[0].read_bytes().startswith(b"%PDF")
        assert [path.name for path in opened] == ["danh-sach-chua-nhan-ket-qua.pdf"]
    finally:
        papers.close()

"""A machine whose clock went wrong overnight: the command line says so once, and goes on."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.command import PASSWORD, init
from ui.cli.desk import main
from ui.composition import machine, opening


class FlatBattery(machine.SystemClock):
    """A machine that woke up in the year 2000."""

    def now(self) -> datetime:
        return super().now() - timedelta(days=9600)

    def boot(self) -> int:
        return super().boot() ^ 1


def test_one_calm_sentence_and_the_counter_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "desk"
    init(home)
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    assert main(["status", "--home", str(home)]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(opening, "SystemClock", FlatBattery)
    line = tmp_path / "one.jsonl"
    line.write_text('{"procedure": "1.004873", "applicant": {"name": "Á"}}\n', encoding="utf-8")
    assert main(["receive", "--home", str(home), str(line)]) == 0
    told = capsys.readouterr()
    assert told.err == "Đồng hồ máy lệch 9600 ngày; xin chỉnh giờ. Vẫn nhận hồ sơ được.\n"
    assert "-1001" in told.out
    monkeypatch.undo()
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    assert main(["status", "--home", str(home)]) == 0
    assert capsys.readouterr().err == ""

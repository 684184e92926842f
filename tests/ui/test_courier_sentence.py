"""What the courier says in the morning is for people."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk_app.domain.errors import DeskError
from sync.desk.courier import Delivery
from sync.errors import DistrictUnreachableError
from ui.cli import courier


@pytest.mark.parametrize("trouble", [DistrictUnreachableError(url="https://huyen.vn", reason="x"), None])
def test_the_last_trouble_is_told_in_words(
    trouble: DeskError | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def left(home: Path, keep_trying: timedelta) -> Delivery:
        return Delivery(0, 2, trouble)

    monkeypatch.setattr(courier, "spool_delivered", left)
    assert courier.main(["--home", str(tmp_path), "--json"]) == 1
    said = capsys.readouterr().err
    assert "còn 2 gói" in said and "Error" not in said and "()" not in said and ".)" not in said

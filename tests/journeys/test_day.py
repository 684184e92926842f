"""The whole day: real window, real keys, a kill -9, a line that drops twice; nothing lost, nothing doubled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.command import ROOT


@pytest.mark.xdist_group("day")
def test_a_day_at_the_counter_ends_with_everything_at_the_district(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.day", "--out", str(tmp_path / "demo")],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False, timeout=600,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
    )  # fmt: skip
    log = tmp_path / "demo" / "clerk.log"
    assert done.returncode == 0, done.stderr + (log.read_text(encoding="utf-8") if log.exists() else "")
    assert len(list((tmp_path / "demo" / "slips").glob("*_1.pdf"))) == 40
    pictures = {path.stem for path in (tmp_path / "demo" / "screens").glob("*.png")}
    assert pictures >= {
        "sign_in",
        "intake_ready",
        "after_crash",
        "dossiers",
        "hand_over",
        "today",
        "prints",
        "exchange_done",
    }
    page = (tmp_path / "demo" / "README.md").read_text(encoding="utf-8")
    assert "| Hồ sơ mất sau khi ngắt điện | 0 |" in page
    assert "| Số bị cấp hai lần | 0 |" in page

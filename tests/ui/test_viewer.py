"""A viewer is believed only when it says that it took the file."""

from pathlib import Path

import pytest

from ui.application.viewer import shown_outside


@pytest.fixture
def opener(tmp_path: Path) -> Path:
    path = tmp_path / "opener"
    path.touch(0o755)
    return path


@pytest.mark.parametrize(("script", "shown"), [("exit 0", True), ("exit 4", False), ("exec sleep 1", True)])
def test_what_the_opener_says_is_believed(opener: Path, script: str, shown: bool) -> None:
    opener.write_text(f"#!/bin/sh\n{script}\n")
    assert shown_outside(opener, str(opener), seconds=0.3 if "sleep" in script else 10) is shown


def test_a_machine_without_an_opener_shows_nothing(tmp_path: Path) -> None:
    assert shown_outside(tmp_path / "x.pdf", str(tmp_path / "none")) is False

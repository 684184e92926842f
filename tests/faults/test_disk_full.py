"""A full disk: one sentence, nothing lost, and work goes on once there is room, without a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.db.desk import make_desk
from tests.faults.programs import told_by
from tests.faults.story import opened


@pytest.mark.parametrize("how", ["file limit", "small disk"])
def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(tmp_path: Path, how: str) -> None:
    home = tmp_path / "disk" / "home"
    told = run("fill", home, how)
    if told["refused"] == "no mount":  # a machine that allows no mounts has the file limit alone
        assert how == "small disk"
        return
    assert told["refused"] == "DiskFullError"
    assert told["saved"] >= 5
    assert told["after"] == told["saved"] + 1, "with room again the next save works in the same session"
    assert told["held"] == told["after"]
    assert told["numbers"] == told["held"], "no number twice"
    assert told["sound"] is True


def test_a_desk_on_a_full_disk_can_still_be_read(tmp_path: Path) -> None:
    told = run("read", tmp_path / "home", "file limit")
    assert (told["dossiers"], told["found"], told["sound"]) == (3, 3, True)
    assert told["refused"] == "DiskFullError"
    assert told["held"] == told["after"] == 4


def test_a_second_copy_that_is_full_stops_nobody_and_is_named(tmp_path: Path) -> None:
    told = run("copy full", tmp_path / "home", "")
    assert told["saved"] == 8
    assert told["problem"]
    make_sure = opened(tmp_path / "home").store
    assert make_sure.second_copy_problem is None
    assert make_sure.register.status().dossiers == 8
    make_sure.close()


def test_the_harness_sees_a_desk_that_swallows_the_error(tmp_path: Path) -> None:
    told = run("careless", tmp_path / "home", "file limit")
    assert told["held"] < told["saved"]


def run(scene: str, home: Path, how: str) -> dict[str, Any]:
    if scene != "fill" or how == "file limit":
        make_desk(home)
    return told_by("full_disk", scene, home, how)

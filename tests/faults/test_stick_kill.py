"""Kill -9 while a stick is written, answered or read, and a stick without room: nothing is lost, nothing is half."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.programs import told_by
from tests.scale import many


@pytest.mark.parametrize("scene", ["writing", "answering", "reading"])
def test_a_kill_at_any_call_leaves_whole_files_and_a_desk_that_tries_again(bench_disk: Path, scene: str) -> None:
    tally = told_by("stick_kills", bench_disk, many(4, 1), scene)
    assert tally["wrong"] == []
    least = {"writing": many(5, 20), "answering": many(2, 4), "reading": many(2, 4)}[scene]
    assert tally["killed"] >= least, tally["by_call"]


def test_the_harness_sees_files_that_are_written_where_they_belong(bench_disk: Path) -> None:
    tally = told_by("stick_kills", bench_disk, 1, "careless writing")
    assert any("half a file" in wrong for wrong in tally["wrong"])


def test_a_stick_without_room_is_said_and_what_it_has_is_whole(bench_disk: Path) -> None:
    done = told_by("stick_kills", bench_disk, 1, "small disk")
    if done["refused"] == "no mount":  # a machine that allows no mounts: a failing write is tried in tests/sync
        return
    assert (done["refused"], done["whole"], done["left"]) == ("StickFullError", True, 0)
    assert done["waiting"] > 0

"""Kill -9 while a clerk receives, finishes, hands over, and a receipt comes in."""

from pathlib import Path

import pytest

from tests.faults.programs import told_by
from tests.scale import many


def test_a_kill_at_any_write_or_sync_loses_nothing_that_was_said_to_be_saved(bench_disk: Path) -> None:
    tally = told_by("kill_trials", bench_disk, many(3, 1), "saving")
    assert tally["wrong"] == []
    assert tally["by_call"]["pwrite64"] >= many(40, 120) and tally["by_call"]["fsync"] >= many(3, 9)


def test_a_kill_while_the_desk_opens_and_closes_loses_nothing(bench_disk: Path) -> None:
    tally = told_by("kill_trials", bench_disk, many(6, 1), "opening")
    assert tally["wrong"] == [] and tally["killed"] >= many(15, 150)


def test_a_kill_while_a_desk_is_made_leaves_a_whole_desk_or_none(bench_disk: Path) -> None:
    tally = told_by("kill_trials", bench_disk, many(6, 1), "creating")
    assert tally["wrong"] == [] and tally["killed"] >= many(15, 90)


@pytest.mark.parametrize(("broken", "seen_as"), [("early word", "lost"), ("two commits", "partial")])
def test_the_harness_sees_a_broken_desk(bench_disk: Path, broken: str, seen_as: str) -> None:
    tally = told_by("kill_trials", bench_disk, 20, broken)
    assert any(seen_as in wrong for wrong in tally["wrong"])

"""Kill -9 while the night's envelopes are sealed, carried and taken in."""

from pathlib import Path

import pytest

from tests.faults.programs import told_by
from tests.scale import many


def test_a_kill_at_any_call_loses_nothing_that_was_sealed_and_oversells_nothing(bench_disk: Path) -> None:
    tally = told_by("spool_trials", bench_disk, many(3, 1), "well")
    assert tally["wrong"] == []
    assert tally["killed"] >= many(25, 200)
    assert all(tally["by_call"][call] for call in ("fsync", "rename", "unlink", "pwrite64"))


@pytest.mark.parametrize(
    ("broken", "call", "stride", "seen_as"),
    [("deletes first", "fsync", 2, "lost from the spool"), ("trusts 200", "unlink", 5, "oversold"),
     ("drops before it logs", "pwrite64", 2, "lost from the spool")],
)  # fmt: skip
def test_the_harness_sees_a_broken_spool(bench_disk: Path, broken: str, call: str, stride: int, seen_as: str) -> None:
    tally = told_by("spool_trials", bench_disk, stride, broken, call)
    assert any(seen_as in wrong for wrong in tally["wrong"]), tally

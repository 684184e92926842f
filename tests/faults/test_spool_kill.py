"""Kill -9 while the night's envelopes are sealed, carried and taken in."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scale import many

HOUSE = Path(__file__).parents[2]


def trials(folder: Path, stride: int, scene: str, *calls: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.spool_trials", str(folder), str(stride), scene, *calls],
        cwd=HOUSE, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    tally: dict[str, Any] = json.loads(done.stdout)
    return tally


def test_a_kill_at_any_call_loses_nothing_that_was_sealed_and_oversells_nothing(bench_disk: Path) -> None:
    tally = trials(bench_disk, many(3, 1), "well")
    assert tally["wrong"] == []
    assert tally["killed"] >= many(25, 200)
    assert all(tally["by_call"][call] for call in ("fsync", "rename", "unlink", "pwrite64"))


@pytest.mark.parametrize(
    ("broken", "call", "stride", "seen_as"),
    [("deletes first", "fsync", 2, "lost from the spool"), ("trusts 200", "unlink", 5, "oversold"),
     ("drops before it logs", "pwrite64", 2, "lost from the spool")],
)  # fmt: skip
def test_the_harness_sees_a_broken_spool(bench_disk: Path, broken: str, call: str, stride: int, seen_as: str) -> None:
    tally = trials(bench_disk, stride, broken, call)
    assert any(seen_as in wrong for wrong in tally["wrong"]), tally

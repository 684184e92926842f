"""Every bench runs, at a small size, and prints one JSON object with its ratio. No time is judged here."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.places import ROOT

SMALL = {
    "bad_line_day": ("--days", "1", "--events", "30", "--history", "300", "--without-line"),
    "batch": ("--history", "300"),
    "duplicates": ("300",),
    "codes_read": ("--slips", "1", "--dpi", "203"),
    "due_date": ("--moments", "200"),
    "first_paint": ("--runs", "1"),
    "ingest": ("--batches", "1"),
    "lookup": ("--events", "60", "--seconds", "0.3"),
    "memory": ("--times", "2"),
    "save": ("5",),
    "scans": ("--kib", "48", "--kbit", "8000", "--round-trip", "0.01"),
    "search": ("300",),
    "slip": ("--slips", "2", "--many", "3"),
    "thousand_desks": ("--desks", "3"),
}
# strace and smaps are Linux.
LINUX_ONLY = {"memory", "save"}


def benches() -> set[str]:
    return {path.stem for path in (ROOT / "bench").glob("*.py")} - {"timing", "bad_line"}  # what they measure with


def test_every_bench_is_run_here() -> None:
    assert benches() == set(SMALL)


def test_the_page_of_figures_names_every_bench() -> None:
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert [name for name in sorted(benches()) if f"bench.{name}" not in page] == []


@pytest.mark.parametrize("name", sorted(name for name in SMALL if name not in LINUX_ONLY or sys.platform == "linux"))
def test_a_bench_prints_one_object_with_its_ratio(name: str) -> None:
    assert figures(name, *SMALL[name])["ratio"] > 0


def figures(name: str, *options: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *options],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout)
    return found

"""Kill -9 at every write, sync and rename of a scan: what was attached is whole, and nothing is left over."""

from pathlib import Path

from tests.faults.programs import told_by
from tests.scale import many


def test_a_kill_at_any_write_leaves_every_scan_whole_or_away(bench_disk: Path) -> None:
    tally = told_by("scan_trials", bench_disk, many(3, 1), "attaching")
    assert tally["wrong"] == []
    assert tally["by_call"]["rename"] >= 1 and tally["by_call"]["fsync"] >= 2 and tally["killed"] >= many(15, 50)


def test_the_harness_sees_an_event_before_its_file(bench_disk: Path) -> None:
    tally = told_by("scan_trials", bench_disk, 2, "event first")
    assert any("without its file" in wrong for wrong in tally["wrong"])

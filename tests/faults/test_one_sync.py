"""The click of a save costs one sync, also after a pause in which the desk checkpointed."""

from pathlib import Path

from bench.save import counted_syncs
from tests.scale import many


def test_a_save_costs_one_sync_with_pauses_between(tmp_path: Path) -> None:
    counted = counted_syncs(tmp_path, many(6, 60))
    assert counted["syncs_in_the_click"] == {"most": 1, "mean": 1, "clicks": many(6, 60)}


def test_the_count_sees_a_checkpoint_that_was_not_followed_by_a_commit(tmp_path: Path) -> None:
    counted = counted_syncs(tmp_path, 4, part="quiet, not re-armed")
    clicks = counted["syncs_in_the_click"]
    assert isinstance(clicks, dict) and clicks["most"] == 2

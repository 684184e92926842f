"""The district's keys change in the middle of any trouble: desks follow by themselves, and follow nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.scale import many
from tests.sync.simulation.broken_commune import BROKEN_KEYS
from tests.sync.simulation.ran import ran


@pytest.mark.parametrize(("world", "quick", "full"), [((), 8, 1_000), (("--night",), 4, 300), (("--commune",), 1, 100)])
def test_nothing_is_lost_when_the_districts_keys_change(world: tuple[str, ...], quick: int, full: int) -> None:
    status, said = ran("--keys", *world, "--seeds", "1", str(many(quick, full)))
    sums: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert status == 0, said
    assert (sums["lost"], sums["duplicated"], sums["unexpected"], sums["wrong"]) == (0, 0, 0, 0)
    assert "keys_rotated" in sums["met"]
    if many(False, not world):
        assert {"keys_put_back", "thief_comes", "district_restored"} <= set(sums["met"])


@pytest.mark.parametrize("seed", ["7", "39"])
def test_what_once_went_wrong_goes_well(seed: str) -> None:
    """The district had gone on with new keys and was put back to a day before it knew the desk."""
    status, said = ran("--keys", seed)
    assert status == 0, said


def test_a_seed_in_which_keys_change_replays_exactly() -> None:
    assert ran("--keys", "5") == ran("--keys", "5")


@pytest.mark.parametrize("broken", sorted(BROKEN_KEYS))
def test_a_desk_that_follows_anybody_is_caught(broken: str) -> None:
    status, said = ran("--keys", "--seeds", "1", "40", "--broken", broken, "--until-bad")
    assert status == 1, said

"""Desks of one commune through any trouble: in the end all tell the same, and whatever contradicts waits for people."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.scale import many
from tests.sync.simulation.broken_commune import BROKEN_COMMUNES
from tests.sync.simulation.commune_line import LAN_FAULTS
from tests.sync.simulation.ran import ran

_CAUGHT_AT = {"remembering-district": "4", "silent-custody": "3"}


def test_desks_of_one_commune_and_the_district_tell_the_same_after_any_trouble() -> None:
    status, said = ran("--commune", "--seeds", "1", str(many(4, 600)))
    sums: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert status == 0, said
    assert (sums["lost"], sums["duplicated"], sums["unexpected"], sums["wrong"]) == (0, 0, 0, 0)
    happened = {"neighbours_meet", "parted", "desk_cut_off", "restarted", "district_restored", "disk_cloned"}
    contradicted = {f"conflict about {what}" for what in ("field", "custody", "move")}
    wanted = {"neighbours_meet", "custody moved"} | many(set(), happened | contradicted)
    assert wanted <= set(sums["met"])
    assert set(LAN_FAULTS) & set(sums["met"])


@pytest.mark.parametrize("seed", ["1025", "1072"])
def test_what_once_went_wrong_goes_well(seed: str) -> None:
    """1025: a copied desk was heard before the district knew of the copy; 1072: both machines gave one number."""
    status, said = ran("--commune", seed)
    assert status == 0, said


def test_a_seed_of_a_commune_replays_exactly() -> None:
    assert ran("--commune", "3") == ran("--commune", "3")


@pytest.mark.parametrize("broken", sorted(BROKEN_COMMUNES))
def test_a_commune_that_is_built_wrong_is_caught(broken: str) -> None:
    status, said = ran("--seeds", _CAUGHT_AT.get(broken, "1"), "40", "--broken", broken, "--until-bad")
    assert status == 1, said

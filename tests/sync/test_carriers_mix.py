"""Desks of a commune that carry for each other through any trouble: what was taken along is never missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.scale import many
from tests.sync.simulation.carriers import BROKEN_CARRIERS
from tests.sync.simulation.ran import ran

_CAUGHT_AT = {"giving-up-early": "1", "believing-neighbours": "27"}


def test_what_desks_carry_for_each_other_reaches_the_district_or_waits_with_its_reason() -> None:
    status, said = ran("--carriers", "--seeds", "1", str(many(4, 300)))
    sums: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert status == 0, said
    assert (sums["lost"], sums["duplicated"], sums["unexpected"], sums["wrong"]) == (0, 0, 0, 0)
    assert {"delivered for another", "proven by another", "night", "morning"} <= set(sums["met"])


@pytest.mark.parametrize("broken", sorted(BROKEN_CARRIERS))
def test_a_carrier_that_is_built_wrong_is_caught(broken: str) -> None:
    status, said = ran("--seeds", _CAUGHT_AT[broken], "20", "--broken", broken, "--until-bad")
    assert status == 1, said

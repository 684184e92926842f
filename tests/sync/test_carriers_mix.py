"""Desks of a commune that carry for each other through any trouble: what was taken along is never missing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.scale import many
from tests.sync.real_district import ROOT
from tests.sync.simulation.carriers import BROKEN_CARRIERS

_CAUGHT_AT = {"giving-up-early": "1", "believing-neighbours": "27"}


def _run(*arguments: str) -> tuple[int, str]:
    line = (sys.executable, "-m", "tests.sync.simulation", *arguments)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_what_desks_carry_for_each_other_reaches_the_district_or_waits_with_its_reason() -> None:
    status, said = _run("--carriers", "--seeds", "1", str(many(4, 300)))
    sums: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert status == 0, said
    assert (sums["lost"], sums["duplicated"], sums["unexpected"], sums["wrong"]) == (0, 0, 0, 0)
    assert {"delivered for another", "proven by another", "night", "morning"} <= set(sums["met"])


@pytest.mark.parametrize("broken", sorted(BROKEN_CARRIERS))
def test_a_carrier_that_is_built_wrong_is_caught(broken: str) -> None:
    status, said = _run("--seeds", _CAUGHT_AT[broken], "20", "--broken", broken, "--until-bad")
    assert status == 1, said

"""Desk and district two versions apart, in either direction, over whole rounds: nothing is lost, doubled or blocked."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.sync.real_district import ROOT


def _told(*arguments: str) -> tuple[int, dict[str, list[str]]]:
    line = (sys.executable, "-m", "tests.sync.simulation.ages", *arguments)
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_ends_of_any_two_ages_understand_each_other() -> None:
    status, wrong = _told()
    assert len(wrong) == 25
    assert {pair: what for pair, what in wrong.items() if what} == {}
    assert status == 0


def test_an_end_that_wants_no_field_it_does_not_know_is_caught() -> None:
    status, wrong = _told("--strict")
    assert status == 1
    assert wrong["desk +0 district +0"] == [] == wrong["desk +2 district +2"]
    assert wrong["desk -1 district +0"] and wrong["desk +0 district +1"] and wrong["desk +1 district +0"]

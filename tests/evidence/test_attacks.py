"""Every attack gets the verdict that the fraud corpus expects, also where that is: not caught."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.sync.real_district import ROOT

EXPECTED: dict[str, dict[str, Any]] = {
    "control": {"said": "well", "status": 0},
    "19": {"before": ["CLOCK_OFF"], "silent": ["LONG_SILENT"], "waiting": True},
    "20": {"said": "ForkError", "status": 1, "named": True},
    "21": {"said": ["EnrolCodeMissingError", "EnrolCodeRefusedError", "EnrolCodeRefusedError"], "events": True},
    "22": {"said": "well", "status": 0},  # not caught
    "24": {"alone": 0, "said": "DistrictContradictedError", "reason": "contradicted", "healed": True, "evidence": True},
    "25": {"status": 2, "dated": True, "said": "DistrictContradictedError"},
    "26": {"said": "well", "status": 0},  # not caught
    "27": {"same": True, "rows": True, "status": 0},
    "28": {"said": "ForkError", "kept": True, "quarantined": 1},
    "30": {"said": "well", "contradictions": [], "linked": 1},
}


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    """What was noticed of each attack."""
    done = subprocess.run(
        (sys.executable, "-m", "tests.evidence.attacks"), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("row", EXPECTED)
def test_an_attack_gets_the_verdict_that_is_expected(row: str, found: dict[str, dict[str, Any]]) -> None:
    assert found[row] == EXPECTED[row]


def test_figures_that_were_edited_where_they_are_shown_are_named(found: dict[str, dict[str, Any]]) -> None:
    assert found["23"]["status"] == 2 and "dossier 000.00.18.H32-" in found["23"]["first"]
    assert found["23"]["file"] == []
    (edited,) = found["23"]["edited"]
    assert "000.00.81.H32" in edited and edited.endswith("is not as it was signed: Mã")


def test_a_number_that_never_came_is_named(found: dict[str, dict[str, Any]]) -> None:
    assert found["29"]["status"] == 1 and len(found["29"]["named"]) == 1

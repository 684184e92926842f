"""Any mix of stick and line, sticks lost, copied, old, damaged, mixed up: the same state in the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk_app.scan_ports import ScanRow
from sync.desk import stick_scans
from tests.scale import many
from tests.sync.courier import Hand
from tests.sync.real_district import RealDistrict
from tests.sync.scan_mix import ScanMix
from tests.sync.simulation.ran import ran


def test_any_mix_of_stick_and_line_brings_every_event_to_the_district_exactly_once() -> None:
    status, said = ran("--sticks", "--seeds", "1", str(many(40, 4_000)))
    sums: dict[str, Any] = json.loads(said.splitlines()[-1])
    assert status == 0, said
    assert (sums["lost"], sums["duplicated"], sums["unexpected"], sums["wrong"]) == (0, 0, 0, 0)
    happened = {"written", "carried", "come_back", "stick_lost", "stick_put_back", "file_damaged", "files_mixed_up"}
    assert happened | {"round", "district_restored", "disk_cloned", "disk_put_back"} <= set(sums["met"])


def test_a_seed_with_sticks_replays_exactly() -> None:
    assert ran("--sticks", "7") == ran("--sticks", "7")


@pytest.mark.parametrize("broken", ["hasty-stick", "forgetful-export"])
def test_an_end_that_takes_a_stick_too_lightly_is_caught(broken: str) -> None:
    status, said = ran("--sticks", "--seeds", "1", "100", "--broken", broken, "--until-bad")
    assert status == 1, said


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """A hand at a district that may never complain."""
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    hand = Hand(district)
    yield hand
    hand.rest()
    assert district.stop() == ""


@pytest.mark.parametrize("seed", range(1, many(6, 200)))
def test_any_mix_of_stick_and_line_brings_every_scan_whole(town: Hand, tmp_path: Path, seed: int) -> None:
    mix = ScanMix(town, tmp_path, seed)
    try:
        mix.live(many(25, 60))
        mix.heal()
        assert mix.faults() == [], mix.trace
    finally:
        mix.close()


def test_a_desk_that_counts_scans_on_a_stick_as_sent_is_caught(
    town: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay = stick_scans._Laying.lay

    def hasty(laying: stick_scans._Laying, place: int, row: ScanRow) -> None:
        lay(laying, place, row)
        laying.scans.sent(row.root, laying.clock.now())

    monkeypatch.setattr(stick_scans._Laying, "lay", hasty)
    found = []
    for seed in range(900, 910):
        mix = ScanMix(town, tmp_path / str(seed), seed)
        try:
            mix.live(25)
            mix.heal()
            found += mix.faults()
        finally:
            mix.close()
    assert found

"""A desk at the command line and a district in the test's own folder, for journeys from one to the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.desk import AGENCY
from tests.desks import PASSWORD, SetClock, make_office
from tests.journeys.act_desk import ActDesk
from ui.composition import opening
from ui.composition.embedded_district import EmbeddedDistrict


@pytest.fixture
def district(tmp_path: Path) -> Iterator[EmbeddedDistrict]:
    with EmbeddedDistrict(tmp_path / "district") as running:
        yield running


@pytest.fixture
def desk(
    district: EmbeddedDistrict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> ActDesk:
    clock = SetClock()
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    monkeypatch.setattr(opening, "SystemClock", lambda: clock)
    enrolled = {"district_url": district.url, "enrol_code": district.enrol_code(AGENCY, 1)}
    make_office(tmp_path / "desk", clock, enrolled).store.close()
    made = ActDesk(tmp_path / "desk", clock, monkeypatch, capsys)
    made.at("2026-12-09 08:00")
    return made

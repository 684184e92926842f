"""Districts to try the wire with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.real_district import RealDistrict


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    """A district on its own SQLite file, shared by a module: every test takes a desk (and commune) of its own."""
    running = RealDistrict(tmp_path_factory.mktemp("district")).start()
    yield running
    assert running.stop() == ""


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    """A folder for a district of one test alone."""
    return tmp_path / "district"

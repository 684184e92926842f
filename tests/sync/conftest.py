"""Districts to try the wire with: every contract holds on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql

MakeDistrict = Callable[[], RealDistrict]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[RealPostgresql]:
    """A PostgreSQL that runs while tests do."""
    with RealPostgresql() as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def make_district(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeDistrict]:
    """Starts districts, each with a home and a database of its own; none may have complained at the end."""
    started: list[RealDistrict] = []

    def make() -> RealDistrict:
        home = tmp_path_factory.mktemp("district")
        database = None if request.param == "sqlite" else request.getfixturevalue("postgresql").new_database()
        started.append(RealDistrict(home, database).start())
        return started[-1]

    yield make
    assert [district.stop() for district in started] == ["" for _ in started]


@pytest.fixture(scope="module")
def district(make_district: MakeDistrict) -> RealDistrict:
    """A district shared by a module: every test takes a commune of its own."""
    return make_district()


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    """A folder for a district of one test alone."""
    return tmp_path / "district"

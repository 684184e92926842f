"""Districts to try the wire with: every contract holds on SQLite and on PostgreSQL.

A slow run holds every test against both. A quick one takes the tests of a file on one and the other in turn.
"""

import itertools
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.scale import many
from tests.sync.courier import Courier, Hand
from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql
from tests.sync.spool_desk import MakeDesk, SpoolDesk, SpoolOutbox

MakeDistrict = Callable[[], RealDistrict]
DATABASES = ("postgresql", "sqlite")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the databases of a test that asks for a district."""
    if "make_district" in metafunc.fixturenames:
        tests = [name for name in vars(metafunc.module) if name.startswith("test_")]
        turn = DATABASES[tests.index(metafunc.function.__name__) % 2]
        metafunc.parametrize("make_district", many((turn,), DATABASES), indirect=True, scope="module")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[RealPostgresql]:
    """A PostgreSQL that runs while tests do."""
    with RealPostgresql() as running:
        yield running


@pytest.fixture(scope="module")
def make_district(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MakeDistrict:
    """Makes districts, each with a home and a database of its own; whoever starts one stops it."""

    def make() -> RealDistrict:
        home = tmp_path_factory.mktemp("district")
        database = None if request.param == "sqlite" else request.getfixturevalue("postgresql").new_database()
        return RealDistrict(home, database)

    return make


@pytest.fixture(scope="module")
def district(make_district: MakeDistrict) -> Iterator[RealDistrict]:
    """A running district shared by a module: every test takes a commune of its own. It may never complain."""
    running = make_district().start()
    yield running
    assert running.stop() == ""


@pytest.fixture
def own_district(make_district: MakeDistrict) -> Iterator[RealDistrict]:
    """A running district for one test alone, which may treat it badly."""
    running = make_district().start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def hand(district: RealDistrict) -> Iterator[Hand]:
    """Somebody at the district who takes the sticks of a module's tests."""
    hand = Hand(district)
    yield hand
    hand.rest()


@pytest.fixture
def courier(hand: Hand, tmp_path: Path) -> Courier:
    """A stick of one test, on its way between desks and the district that the module shares."""
    return Courier(tmp_path / "stick", hand)


@pytest.fixture
def own_courier(own_district: RealDistrict, tmp_path: Path) -> Iterator[Courier]:
    """A courier to a district of this test alone."""
    courier = Courier(tmp_path / "stick", Hand(own_district))
    yield courier
    courier.hand.rest()


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    """A folder for a district of one test alone."""
    return tmp_path / "district"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    """A running district for desks with spools. It may never complain."""
    running = RealDistrict(tmp_path_factory.mktemp("district")).start()
    yield running
    assert running.stop() == ""


@pytest.fixture
def make_desk(town: RealDistrict, tmp_path: Path, request: pytest.FixtureRequest) -> MakeDesk:
    """Desks of communes of their own, enrolled, with nothing waiting."""

    seeds = itertools.count(10 * zlib.crc32(request.node.nodeid.encode()))  # a commune of its own each time

    def make() -> SpoolDesk:
        seed = next(seeds)
        outbox = SpoolOutbox(seed=seed % 251, agency_code=f"{seed}", key_seed=seed.to_bytes(32, "big"))
        desk = SpoolDesk(tmp_path / f"spool-{seed}", outbox, town.url)
        assert desk.round(town.code(1, outbox.agency_code)).pending == 0
        return desk

    return make

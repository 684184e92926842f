"""One real desk a test, its clock at the test's hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.usecases.office import Office
from tests.desks import SetClock, make_office


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def office(tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    office = make_office(tmp_path / "desk", clock)
    yield office
    office.store.close()

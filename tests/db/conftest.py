"""One real desk a test, opened by its first officer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import DeskStore
from tests.db.desk import make_desk, open_the_desk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    yield store
    store.close()

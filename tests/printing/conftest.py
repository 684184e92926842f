"""The typeface is found and cut once for all tests of the room."""

from pathlib import Path

import pytest

from printing.fonts import Typeface, find_typeface


@pytest.fixture(scope="session")
def typeface(tmp_path_factory: pytest.TempPathFactory) -> Typeface:
    return find_typeface(Path(tmp_path_factory.mktemp("faces")))

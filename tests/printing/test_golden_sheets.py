"""Every line, box, code and word of the desk's own papers stands where a person saw it stand."""

import json

import pytest

from printing.fonts import Typeface, find_typeface, packaged_files
from tests.printing.golden_sheets import CASES, FOLDER, facts, place


@pytest.fixture(scope="module")
def packaged() -> Typeface:
    return find_typeface(None, [packaged_files()])


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_drawn_as_it_was_looked_at(name: str, packaged: Typeface) -> None:
    assert facts(name, packaged) == json.loads(place(name).read_text(encoding="utf-8"))


def test_there_is_no_golden_without_its_paper() -> None:
    assert {path.name for path in FOLDER.glob("sheet_*.json")} == {place(name).name for name in CASES}

"""Every line, box, code and word of the statutory papers stands where a person saw it stand."""

import json
from dataclasses import replace

import pytest

from printing.fonts import Typeface, find_typeface, packaged_files
from printing.forms.registry import FORMS, form_of
from printing.press import press_form
from tests.printing.drawn import facts_of
from tests.printing.golden_papers import CASES, FOLDER, facts, place
from tests.printing.paper_samples import supplement
from tests.printing.samples import PRINTED_AT


@pytest.fixture(scope="module")
def packaged() -> Typeface:
    return find_typeface(None, [packaged_files()])


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_drawn_as_it_was_looked_at(name: str, packaged: Typeface) -> None:
    assert facts(name, packaged) == json.loads(place(name).read_text(encoding="utf-8"))


def test_there_is_no_golden_without_its_paper() -> None:
    assert {path.name for path in FOLDER.glob("paper_*.json")} == {place(name).name for name in CASES}


def test_every_statutory_form_has_a_golden() -> None:
    drawn = {form_of(make()).name for make, _ in CASES.values()}
    assert {form.name for form in FORMS} <= drawn


def test_a_golden_notices_a_changed_word_and_a_moved_line(packaged: Typeface) -> None:
    golden = json.loads(place("supplement").read_text(encoding="utf-8"))
    changed = replace(supplement(), officer_name="Trần Văn Bính")
    moved = replace(supplement(), reason="ngắn.")
    for content in (changed, moved):
        assert facts_of(press_form(content, print_number=1, printed_at=PRINTED_AT, typeface=packaged)) != golden

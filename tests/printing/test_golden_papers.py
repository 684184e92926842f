"""Every line, box, code and word of every paper stands where a person saw it stand."""

from dataclasses import replace

import pytest

from desk_app.domain.papers.supplement_letter import SupplementLetter
from printing.fonts import Typeface, find_typeface, packaged_files
from printing.forms.registry import FORMS, form_of
from printing.press import press_form
from tests.printing.golden_papers import CASES, FOLDER, facts, place
from tests.printing.page_facts import Fact, differences, facts_of, from_json
from tests.printing.paper_samples import CODES, supplement
from tests.printing.samples import PRINTED_AT


@pytest.fixture(scope="module")
def packaged() -> Typeface:
    return find_typeface(None, [packaged_files()])


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_drawn_as_it_was_looked_at(name: str, packaged: Typeface) -> None:
    assert differences(facts(name, packaged), golden(name)) == []


def test_there_is_no_golden_without_its_paper() -> None:
    assert {path.name for path in FOLDER.glob("paper_*.json")} == {place(name).name for name in CASES}


def test_every_form_has_a_golden() -> None:
    drawn = {form_of(make()).name for make, _ in CASES.values()}
    assert {form.name for form in FORMS} <= drawn


@pytest.mark.parametrize(
    "changed",
    [
        replace(supplement(), officer_name="Trần Văn Bính"),
        replace(supplement(), reason="ngắn."),
        replace(supplement(), codes=replace(CODES, number="000.00.18.H32-260424-10427")),
        replace(supplement(), head=replace(supplement().head, agency_name="Bộ phận Một cửa")),
    ],
    ids=["a tone mark", "a shorter line", "a wider barcode", "a shorter head"],
)
def test_a_golden_notices_a_change(changed: SupplementLetter, packaged: Typeface) -> None:
    pdf = press_form(changed, print_number=1, printed_at=PRINTED_AT, typeface=packaged)
    assert differences(facts_of(pdf), golden("supplement"))


def test_a_golden_notices_a_rule_that_moves_half_a_millimetre() -> None:
    pages = golden("control")
    moved = [[replace(fact, top=fact.top + 0.5) if number == 9 else fact for number, fact in enumerate(pages[0])]]
    assert len(differences(moved, pages)) == 2
    assert differences(pages, pages) == []


def golden(name: str) -> list[list[Fact]]:
    """The golden of that name."""
    return from_json(place(name).read_text(encoding="utf-8"))

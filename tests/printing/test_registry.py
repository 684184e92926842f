"""Every form is found by its name and by its content, and the documents list the same ones."""

import dataclasses
from pathlib import Path

import pytest

from desk_app.domain.slip import LegalProfile
from printing.fonts import Typeface
from printing.forms.profiles import control_of, letters_of, register_of, wording_of
from printing.forms.registry import FORMS, form_named, form_of
from printing.paper import Paper
from printing.press import press_form, press_forms
from tests.printing.golden_papers import CASES
from tests.printing.pages import texts_of
from tests.printing.paper_samples import apology, control, refusal, return_receipt, supplement
from tests.printing.samples import PRINTED_AT, everyday

DOCUMENT = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")
OLD, NEW = LegalProfile.TT01_2018, LegalProfile.TT03_2025


def rows() -> dict[str, list[str]]:
    """The cells of each form's row in the document."""
    lines = [line for line in DOCUMENT.splitlines() if line.startswith("| `")]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


def test_a_form_is_found_by_name_and_by_content() -> None:
    assert form_named("supplement").draw is form_of(supplement()).draw
    assert form_of(everyday()).name == "receipt"
    assert len({form.name for form in FORMS}) == len(FORMS) == len({form.content for form in FORMS})
    with pytest.raises(KeyError):
        form_named("no such form")
    with pytest.raises(TypeError):
        form_of("no content")


def test_the_document_lists_every_form_with_its_content_and_sheets() -> None:
    assert {name: row[2:] for name, row in rows().items()} == {
        form.name: [form.content.__name__, " ".join(paper.value for paper in form.papers)] for form in FORMS
    }


def test_the_document_gives_the_numbers_that_the_foot_lines_print() -> None:
    feet = {
        "receipt": [wording_of(profile).foot for profile in (OLD, NEW)],
        "supplement": [letters_of(profile).supplement.foot for profile in (OLD, NEW)],
        "refusal": [letters_of(profile).refusal.foot for profile in (OLD, NEW)],
        "apology": [letters_of(profile).apology.foot for profile in (OLD, NEW)],
        "stop": ["–", words.foot if (words := letters_of(NEW).stop) else ""],
        "control": [control_of(profile).foot for profile in (OLD, NEW)],
        "register": [register_of(profile).foot for profile in (OLD, NEW)],
    }
    circulars = ("Thông tư số 01/2018/TT-VPCP", "Thông tư số 03/2025/TT-VPCP")
    for name, printed in feet.items():
        wanted = [
            f"Mẫu số {number}, {circular}" if number != "–" else number
            for number, circular in zip(rows()[name][:2], circulars, strict=True)
        ]
        assert printed == wanted, name


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_every_form_is_pressed_on_every_one_of_its_sheets(typeface: Typeface, form: object) -> None:
    make = next(make for make, _ in CASES.values() if form_of(make()) is form)
    for paper in form_of(make()).papers:
        assert press_form(make(), paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface).startswith(b"%PDF")


def test_papers_of_many_forms_share_one_file(typeface: Typeface) -> None:
    contents = [supplement(), refusal(), apology(), control(), return_receipt(), everyday()]
    pdf = press_forms([(content, 1) for content in contents], printed_at=PRINTED_AT, typeface=typeface)
    pages = texts_of(pdf)
    assert len(pages) == 6
    assert "PHIẾU XIN LỖI" in pages[2]
    alone = press_form(apology(), print_number=1, printed_at=PRINTED_AT, typeface=typeface)
    assert texts_of(alone) == pages[2:3]
    assert len(pdf) < 6 * len(alone)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_what_a_paper_says_cannot_change_after_it_was_decided(form: object) -> None:
    make = next(make for make, _ in CASES.values() if form_of(make()) is form)
    content = make()
    first = dataclasses.fields(content)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(content, first, None)
    assert Paper.A4 in form_of(content).papers

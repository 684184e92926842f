"""Everything on the statutory papers stands inside its margins, clear of the codes, and nothing on anything else."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from desk_app.domain.papers.control_slip import ControlHop
from desk_app.domain.papers.return_receipt import ReturnedPaper
from printing.fonts import Typeface
from printing.paper import A4_SHEET, A4_WIDE_SHEET, A5_SHEET, Sheet
from printing.parts.strip import low_strip_top
from printing.press import press_form
from tests.printing.glyphs import Glyph, glyphs_of, overlaps
from tests.printing.paper_samples import apology, control, refusal, register, return_receipt, stop, supplement
from tests.printing.samples import LONG_REQUEST, PRINTED_AT
from tests.printing.test_letters import HARD, hard


@dataclass(frozen=True)
class Case:
    """A paper to measure; `strip` are the rules that text keeps clear of, page 1 and the following."""

    content: Any
    sheet: Sheet
    strips: tuple[float, float] | None


LETTER_STRIPS = (A4_SHEET.strip_top, low_strip_top(A4_SHEET))
LONG = "Chi nhánh Văn phòng đăng ký đất đai khu vực Cam Lâm - Cam Ranh - Khánh Sơn"
HOP = ControlHop(LONG, LONG, control().hops[0].at, "H'Hen Niê Kđăm Êban", "Y", "Quá hạn", LONG_REQUEST[:80])
RESULTS = tuple(ReturnedPaper(LONG_REQUEST[: 40 + n * 9], 1, f"{n}/2026-QĐ-UBND", None) for n in range(9))
CASES = {
    **{f"{name}: {case}": Case(hard(name)[case], A4_SHEET, LETTER_STRIPS) for name, case in HARD},
    "two pages": Case(replace(supplement(), reason="Một lý do cần nói rõ. " * 120), A4_SHEET, LETTER_STRIPS),
    "control": Case(control(), A4_SHEET, (268.8, 268.8)),
    "control, long": Case(replace(control(), hops=(HOP,) * 6), A4_SHEET, (268.8, 268.8)),
    "register": Case(register(), A4_WIDE_SHEET, None),
    "register, long": Case(
        replace(register(), entries=(replace(register().entries[0], procedure=LONG_REQUEST * 2),) * 12),
        A4_WIDE_SHEET,
        None,
    ),
    "return": Case(return_receipt(), A5_SHEET, (A5_SHEET.strip_top, low_strip_top(A5_SHEET))),
    "return, long": Case(
        replace(return_receipt(), papers=RESULTS), A5_SHEET, (A5_SHEET.strip_top, low_strip_top(A5_SHEET))
    ),
}


def letters_of(case: Case, typeface: Typeface) -> list[list[Glyph]]:
    pdf = press_form(case.content, print_number=1, printed_at=PRINTED_AT, typeface=typeface)
    return glyphs_of(pdf, case.sheet.height)


@pytest.mark.parametrize("name", CASES)
def test_every_letter_stands_inside_the_margins_and_clear_of_the_codes(name: str, typeface: Typeface) -> None:
    case = CASES[name]
    for number, page in enumerate(letters_of(case, typeface)):
        for letter, left, top, right, bottom in page:
            assert left >= case.sheet.left - 0.6, letter
            assert right <= case.sheet.width - case.sheet.right + 0.6, letter
            assert top >= case.sheet.top * 0.3, letter
            assert bottom <= case.sheet.foot_baseline + 1.2, letter
            if case.strips:
                rule = case.strips[min(number, 1)]
                assert bottom <= rule - 1.5 or top >= rule + 0.5, (letter, top, bottom)


@pytest.mark.parametrize("name", CASES)
def test_no_two_letters_lie_on_each_other(name: str, typeface: Typeface) -> None:
    for page in letters_of(CASES[name], typeface):
        assert list(overlaps(page)) == []


@pytest.mark.parametrize("content", [refusal(), apology(), stop()], ids=["refusal", "apology", "stop"])
def test_justified_lines_end_at_the_right_margin(content: Any, typeface: Typeface) -> None:
    (page,) = letters_of(Case(content, A4_SHEET, None), typeface)
    edge = A4_SHEET.width - A4_SHEET.right
    flush = {round(bottom) for _, _, top, right, bottom in page if abs(right - edge) < 0.7 and 90 < top < 240}
    assert len(flush) >= 2

"""Everything stands where the geometry says: inside the margins, clear of the code strip, flush and centred."""

import pytest

from desk_app.domain.slip import Slip
from printing.fonts import Style, Typeface
from printing.forms.receipt import draw_receipt
from printing.paper import A4_SHEET, A5_SHEET, Paper, Sheet
from printing.parts.prints import Print
from printing.parts.strip import low_strip_top
from printing.press import press
from printing.text import POINT, Setter, Span
from tests.printing.glyphs import Glyph, glyphs_of, overlaps
from tests.printing.samples import PRINTED_AT
from tests.printing.test_receipt import HARD

SHEETS = pytest.mark.parametrize(("paper", "sheet"), [(Paper.A4, A4_SHEET), (Paper.A5, A5_SHEET)], ids=["a4", "a5"])


def letters_of(slip: Slip, paper: Paper, sheet: Sheet, typeface: Typeface) -> list[list[Glyph]]:
    return glyphs_of(press(slip, paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface), sheet.height)


@SHEETS
@pytest.mark.parametrize("case", HARD)
def test_every_letter_stands_inside_the_margins(case: str, paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    for page in letters_of(HARD[case], paper, sheet, typeface):
        for letter, left, top, right, bottom in page:
            assert left >= sheet.left - 0.6, letter
            assert right <= sheet.width - sheet.right + 0.6, letter
            assert top >= sheet.top * 0.3, letter
            assert bottom <= sheet.foot_baseline + 1.2, letter


@SHEETS
@pytest.mark.parametrize("case", HARD)
def test_the_form_stays_clear_of_the_code_strip(case: str, paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    pages = letters_of(HARD[case], paper, sheet, typeface)
    for number, page in enumerate(pages):
        rule = sheet.strip_top if number == 0 else low_strip_top(sheet)
        for letter, _, top, _, bottom in page:
            assert bottom <= rule - 1.5 or top >= rule + 0.5, (number, letter, top, bottom)


@SHEETS
@pytest.mark.parametrize("case", HARD)
def test_no_two_letters_lie_on_each_other(case: str, paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    for page in letters_of(HARD[case], paper, sheet, typeface):
        assert list(overlaps(page)) == []


def test_letters_that_lie_on_each_other_are_seen() -> None:
    assert len(list(overlaps([Glyph("a", 0, 0, 2, 3), Glyph("b", 1, 1, 3, 4), Glyph("c", 9, 1, 11, 4)]))) == 1


@SHEETS
def test_the_head_is_flush_with_the_right_margin(paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    (page,) = letters_of(HARD["everyday"], paper, sheet, typeface)
    first_line = [glyph for glyph in page if abs(glyph[4] - (sheet.top + 0.25 * sheet.head_size)) < 0.4]
    assert max(glyph[3] for glyph in first_line) == pytest.approx(sheet.width - sheet.right, abs=0.6)


def test_wrapped_lines_fit_and_lose_nothing(typeface: Typeface) -> None:
    setter = Setter(typeface)
    text = "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con " * 6 + "x" * 90 + " a/b-c " + "Ê\u0306" * 40
    for size, width in ((13, 165), (9, 40), (11, 123), (8, 12)):
        lines = setter.wrap([Span(text), Span("và đậm", Style.BOLD)], size, width)
        for line in lines:
            assert line.width * size * POINT <= width + 1e-6
        joined = "".join(run.text for line in lines for run in line.runs)
        assert joined.replace(" ", "") == (text + "và đậm").replace(" ", "")


def test_no_short_word_is_left_alone_on_a_last_line(typeface: Typeface) -> None:
    setter = Setter(typeface)
    words = ["chứng", "nhận", "quyền", "sử", "dụng", "đất", "cho", "hộ", "gia", "đình", "và", "cá", "nhân", "ở"]
    lonely = 0
    for width in range(40, 120, 3):
        lines = setter.wrap([Span(" ".join(words))], 13, width)
        last = lines[-1].runs[-1].text.split()
        lonely += len(lines) > 1 and len(last) == 1
    assert lonely == 0


def test_a_letter_with_a_composed_breve_takes_the_room_of_its_base(typeface: Typeface) -> None:
    setter = Setter(typeface)
    for base in "ÊÔƠƯêôơư":
        assert setter.width(base + "\u0306", Style.UPRIGHT, 13) == setter.width(base, Style.UPRIGHT, 13)


def test_two_halves_of_a_sheet_are_identical(typeface: Typeface) -> None:
    (page,) = draw_receipt(Setter(typeface), HARD["everyday"], Paper.A4_TWO, Print(1, PRINTED_AT))
    assert (page.width, page.height) == (297, 210)

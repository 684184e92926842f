"""Everything stands where the geometry says: inside the margins, clear of the code strip, flush and centred."""

import pypdfium2
import pytest

from desk_app.domain.slip import Slip
from printing.fonts import Style, Typeface
from printing.forms.receipt import draw_receipt
from printing.paper import A4_SHEET, A5_SHEET, Paper, Sheet
from printing.parts.prints import Print
from printing.parts.strip import low_strip_top
from printing.press import press
from printing.text import POINT, Setter, Span
from tests.printing.samples import PRINTED_AT
from tests.printing.test_receipt import HARD

SHEETS = pytest.mark.parametrize(("paper", "sheet"), [(Paper.A4, A4_SHEET), (Paper.A5, A5_SHEET)], ids=["a4", "a5"])
Glyph = tuple[str, float, float, float, float]


def glyphs_of(slip: Slip, paper: Paper, sheet: Sheet, typeface: Typeface) -> list[list[Glyph]]:
    """For each page its letters as (letter, left, top, right, bottom), mm from the top left corner."""
    pdf = press(slip, paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface)
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    try:
        for page in document:
            text = page.get_textpage()
            letters = []
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                letter = text.get_text_range(at, 1)
                if letter.strip():
                    down = sheet.height - top * POINT, sheet.height - bottom * POINT
                    letters.append((letter, left * POINT, down[0], right * POINT, down[1]))
            pages.append(letters)
    finally:
        document.close()
    return pages


@SHEETS
@pytest.mark.parametrize("case", HARD)
def test_every_letter_stands_inside_the_margins(case: str, paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    for page in glyphs_of(HARD[case], paper, sheet, typeface):
        for letter, left, top, right, bottom in page:
            assert left >= sheet.left - 0.6, letter
            assert right <= sheet.width - sheet.right + 0.6, letter
            assert top >= sheet.top * 0.3, letter
            assert bottom <= sheet.foot_baseline + 1.2, letter


@SHEETS
@pytest.mark.parametrize("case", HARD)
def test_the_form_stays_clear_of_the_code_strip(case: str, paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    pages = glyphs_of(HARD[case], paper, sheet, typeface)
    for number, page in enumerate(pages):
        rule = sheet.strip_top if number == 0 else low_strip_top(sheet)
        for letter, _, top, _, bottom in page:
            assert bottom <= rule - 1.5 or top >= rule + 0.5, (number, letter, top, bottom)


@SHEETS
@pytest.mark.parametrize("case", HARD)
def test_no_two_letters_lie_on_each_other(case: str, paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    for page in glyphs_of(HARD[case], paper, sheet, typeface):
        letters = [glyph for glyph in page if glyph[0].isalnum() and glyph[0].isascii()]
        letters.sort(key=lambda glyph: glyph[2])
        for number, (first, left, top, right, bottom) in enumerate(letters):
            for second, others_left, others_top, others_right, others_bottom in letters[number + 1 :]:
                if others_top >= bottom:
                    break
                across = min(right, others_right) - max(left, others_left)
                down = min(bottom, others_bottom) - max(top, others_top)
                assert across < 0.5 or down < 0.3, (first, second, left, top)


@SHEETS
def test_the_head_is_flush_with_the_right_margin(paper: Paper, sheet: Sheet, typeface: Typeface) -> None:
    (page,) = glyphs_of(HARD["everyday"], paper, sheet, typeface)
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

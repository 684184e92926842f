"""The codes of a slip are read back from the page: rasterised, with grain, blur and a turn."""

from dataclasses import replace

import pytest

from desk_app.domain.slip import Slip, SlipMark
from printing.codes import bars, matrix
from printing.document import to_pdf
from printing.fonts import Typeface
from printing.paper import A4_SHEET, A5_SHEET, SHEETS, Paper
from printing.parts.strip import bar_module, draw_strip, lay_strip
from printing.pen import Pen
from printing.press import press
from printing.text import Setter
from tests.printing.codes_reader import BARCODE, CLEAN, QR, WORN, Wear, pages_of, read, worn
from tests.printing.samples import NUMBER, PRINTED_AT, SEAL_TEXT, everyday, longest
from tests.scale import many

SIZES = {Paper.A4: A4_SHEET, Paper.A5: A5_SHEET}


def printed(slip: Slip, paper: Paper, typeface: Typeface) -> bytes:
    return press(slip, paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.value)
def test_both_codes_are_read_from_a_worn_page(paper: Paper, dpi: int, typeface: Typeface) -> None:
    page = pages_of(printed(everyday(), paper, typeface), dpi)[0]
    for wear in WORN:
        found = read(worn(page, wear), dpi)
        assert found[QR] == {SEAL_TEXT}, wear.name
        if dpi >= 300 or wear is CLEAN:
            assert found[BARCODE] == {NUMBER}, wear.name


def test_every_number_of_a_day_is_read_clean_at_203_dpi_on_a5(typeface: Typeface) -> None:
    for counter in range(1000, 1000 + many(8, 200)):
        number = f"000.00.18.H32-260424-{counter}"
        slip = replace(everyday(), number=number, barcode_text=number)
        assert read(pages_of(printed(slip, Paper.A5, typeface), 203)[0], 203)[BARCODE] == {number}


def test_the_second_page_carries_the_barcode_again(typeface: Typeface) -> None:
    pages = pages_of(printed(longest(), Paper.A4, typeface), 300)
    assert len(pages) == 2
    assert read(pages[1], 300)[BARCODE] == {NUMBER}


def test_training_words_and_boxes_stay_clear_of_the_codes(typeface: Typeface) -> None:
    slip = replace(everyday(), marks=frozenset(SlipMark))
    pdf = press(slip, Paper.A5, print_number=12, printed_at=PRINTED_AT, typeface=typeface)
    found = read(pages_of(pdf, 300)[0], 300)
    assert found == {QR: {SEAL_TEXT}, BARCODE: {NUMBER}}


def test_without_a_seal_the_qr_holds_the_number(typeface: Typeface) -> None:
    pdf = printed(replace(everyday(), seal_text=None), Paper.A5, typeface)
    assert read(pages_of(pdf, 300)[0], 300)[QR] == {NUMBER}


def test_no_personal_data_is_in_either_code(typeface: Typeface) -> None:
    slip = everyday()
    found = read(pages_of(printed(slip, Paper.A4, typeface), 300)[0], 300)
    told = " ".join(text for texts in found.values() for text in texts)
    for private in (slip.applicant.name, slip.applicant.phone, slip.applicant.address, "4321"):
        assert private not in told


def test_both_copies_on_one_sheet_carry_codes(typeface: Typeface) -> None:
    page = pages_of(printed(everyday(), Paper.A4_TWO, typeface), 300)[0]
    for half in (
        page.crop((0, 0, page.width // 2, page.height)),
        page.crop((page.width // 2, 0, page.width, page.height)),
    ):
        assert read(half, 300) == {QR: {SEAL_TEXT}, BARCODE: {NUMBER}}


def test_modules_have_the_widths_that_readers_were_tried_on() -> None:
    code = bars(NUMBER)
    assert code.modules == 288
    assert bar_module(A4_SHEET, code, 140) == 0.375
    assert bar_module(A5_SHEET, code, 98) == 0.30
    assert bar_module(A5_SHEET, code, 80) == 0.254
    assert bar_module(A5_SHEET, code, 60) is None


def test_a_qr_of_a_seal_has_49_modules_and_a_longer_one_grows(typeface: Typeface) -> None:
    assert matrix(SEAL_TEXT).side == 49
    longer = SEAL_TEXT + "A" * 40
    assert matrix(longer).side == 53
    pdf = printed(replace(everyday(), seal_text=longer), Paper.A5, typeface)
    assert read(pages_of(pdf, 203)[0], 203) == {QR: {longer}, BARCODE: {NUMBER}}


def test_a_number_too_long_for_a_barcode_still_prints_with_its_qr(typeface: Typeface) -> None:
    number = "ABCDEFGHIJKLMNOPQRST-260424-12345678"
    pdf = printed(replace(everyday(), number=number, barcode_text=number), Paper.A5, typeface)
    found = read(pages_of(pdf, 300)[0], 300)
    assert found[QR] == {SEAL_TEXT}
    assert found[BARCODE] <= {number}


def strip_alone(typeface: Typeface, module: float) -> bytes:
    """An A4 code strip whose bars are `module` mm wide, for the controls."""
    setter = Setter(typeface)
    sheet = replace(A4_SHEET, bar_module=0.375)
    strip = lay_strip(setter, sheet, bars=bars(NUMBER), number="", lookup="7K2P", qr=matrix("x"), notes=())
    pen = Pen(setter, sheet.width, sheet.height)
    draw_strip(pen, sheet, replace(strip, bars=None))
    pen.bars(40, sheet.strip_top + 4, module, sheet.bar_height, bars(NUMBER).runs)
    return to_pdf([pen], "control")


def test_control_bars_of_half_the_width_are_not_read(typeface: Typeface) -> None:
    fine = pages_of(strip_alone(typeface, 0.375), 203)[0]
    assert read(fine, 203)[BARCODE] == {NUMBER}
    narrow = pages_of(strip_alone(typeface, 0.19), 203)[0]
    assert read(narrow, 203)[BARCODE] == set()


def test_control_a_page_worn_beyond_reading_is_not_read(typeface: Typeface) -> None:
    page = pages_of(printed(everyday(), Paper.A5, typeface), 203)[0]
    found = read(worn(page, Wear("blurred away", blur=6)), 203)
    assert found == {QR: set(), BARCODE: set()}


def test_control_another_text_gives_another_code(typeface: Typeface) -> None:
    altered = replace(everyday(), seal_text=SEAL_TEXT[:-1] + "Z", barcode_text=NUMBER[:-1] + "3")
    found = read(pages_of(printed(altered, Paper.A4, typeface), 300)[0], 300)
    assert found[QR] != {SEAL_TEXT}
    assert found[BARCODE] != {NUMBER}

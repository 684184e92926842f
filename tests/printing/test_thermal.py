"""A slip on a thermal roll: bits only, every letter whole, codes on whole dots, bytes that decode to the picture."""

import io
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.narrow_barcode import narrow_barcode
from desk_app.domain.slip import LegalProfile, Slip, SlipFee, SlipMark, SlipPerson, SlipReappointment, SlipStage
from printing.codes import bars, matrix
from printing.document import to_pdf
from printing.errors import UnprintableCharacterError
from printing.fonts import FontFiles, Style, Typeface, find_typeface, packaged_files, places_to_look
from printing.letters import VIETNAMESE
from printing.paper import Paper
from printing.parts.on_roll import whole_dots
from printing.pen import Pen
from printing.press import press_form
from printing.raster import Dots, dots_of, page_count, picture_of, picture_of_dots
from printing.rolls import DPI, ROLL_58, ROLL_80, ROLLS, Roll
from printing.text import Setter
from printing.thermal import RollPrint, press_roll
from tests.printing.codes_reader import BARCODE, QR, Wear, read, worn
from tests.printing.pages import second_opinion, squeezed, text_of
from tests.printing.samples import NUMBER, PRINTED_AT, SEAL_TEXT, everyday, highland, longest
from tests.printing.test_receipt import LAW_ORDER, stored_texts

EVERY_ROLL = pytest.mark.parametrize("roll", ROLLS, ids=lambda roll: roll.kind.value)
CELL = 64
DIGITS = narrow_barcode(DossierNumber.parse(NUMBER))


def printed(slip: Slip, roll: Roll, typeface: Typeface, number: int = 1) -> RollPrint:
    return press_roll(slip, roll, print_number=number, printed_at=PRINTED_AT, typeface=typeface)


def seen(dots: Dots) -> Image.Image:
    """The dots as a picture, read by a library of others."""
    return Image.open(io.BytesIO(picture_of_dots(dots))).convert("L")


def as_a_printer_reads(sent: bytes) -> Image.Image:
    """What a printer burns: an independent reading of the bytes (GS v 0), bands put under each other."""
    assert sent.startswith(b"\x1b@")
    at, bands = 2, []
    while sent[at : at + 4] == b"\x1dv0\x00":
        stride, lines = struct.unpack("<HH", sent[at + 4 : at + 8])
        size = stride * lines
        bands.append(Image.frombytes("1", (stride * 8, lines), sent[at + 8 : at + 8 + size]))
        at += 8 + size
    assert sent[at:] in (b"\x1bd\x04\x1dVB\x00", b"\x1bd\x04")
    whole = Image.new("1", (bands[0].width, sum(band.height for band in bands)))
    y = 0
    for band in bands:
        whole.paste(band, (0, y))
        y += band.height
    return ImageChops.invert(whole.convert("L"))


@EVERY_ROLL
@pytest.mark.parametrize("make", [everyday, longest, highland])
def test_the_roll_says_everything_the_slip_says(roll: Roll, make: object, typeface: Typeface) -> None:
    slip: Slip = make()  # type: ignore[operator]
    text = squeezed(text_of(printed(slip, roll, typeface).pdf))
    for stored in stored_texts(slip):
        assert squeezed(stored) in text, stored


@EVERY_ROLL
def test_fees_stages_and_a_second_date_are_on_the_roll_too(roll: Roll, typeface: Typeface) -> None:
    slip = replace(
        everyday(),
        fees=(SlipFee("Lệ phí đăng ký khai sinh", 8000), SlipFee("Phí bản sao", 0, "miễn: hộ nghèo")),
        stage=SlipStage("Công an xã Cam Lâm", everyday().due_at),
        reappointment=SlipReappointment(everyday().received_at, "09/PXL"),
        footer="Trung tâm làm việc cả sáng Thứ Bảy.",
        marks=frozenset(SlipMark),
    )
    text = squeezed(text_of(printed(slip, roll, typeface).pdf))
    for told in ("8.000", "miễn: hộ nghèo", "Công an xã Cam Lâm", "09/PXL", slip.footer, "TỪ TẬP PHIẾU GIẤY", "ĐÃ SỬA"):
        assert squeezed(told) in text, told


@EVERY_ROLL
@pytest.mark.parametrize("profile", list(LegalProfile))
def test_the_lines_stand_in_the_order_of_the_law(roll: Roll, profile: LegalProfile, typeface: Typeface) -> None:
    text = squeezed(text_of(printed(replace(everyday(), legal_profile=profile), roll, typeface).pdf))
    places = [text.find(squeezed(line)) for line in LAW_ORDER]
    assert -1 not in places, LAW_ORDER[places.index(-1)]
    assert places == sorted(places)


@EVERY_ROLL
def test_what_is_sent_is_the_picture_that_is_shown(roll: Roll, typeface: Typeface) -> None:
    done = printed(longest(), roll, typeface)
    picture = as_a_printer_reads(done.printer_bytes())
    assert picture.size == (roll.dots, done.dots.height)
    assert ImageChops.difference(picture, seen(done.dots)).getbbox() is None
    assert done.printer_bytes(has_cutter=False).endswith(b"\x1bd\x04")
    assert set(Image.open(io.BytesIO(done.picture())).convert("L").tobytes()) == {0, 255}


@EVERY_ROLL
def test_no_line_reaches_over_the_edge_of_the_roll(roll: Roll, typeface: Typeface) -> None:
    for slip in (everyday(), longest(), replace(everyday(), marks=frozenset({SlipMark.TRAINING}))):
        left, top, right, bottom = ImageChops.invert(seen(printed(slip, roll, typeface, 2).dots)).getbbox() or (0,) * 4
        assert left > 0 and top > 0 and right < roll.dots
        assert printed(slip, roll, typeface, 2).dots.height - bottom < 24


@EVERY_ROLL
@pytest.mark.parametrize(
    "wear", [Wear("clean"), Wear("blur 1 px", blur=1), Wear("turned", turn=2)], ids=lambda w: w.name
)
def test_both_codes_are_read_back(roll: Roll, wear: Wear, typeface: Typeface) -> None:
    found = read(worn(seen(printed(everyday(), roll, typeface).dots), wear), 203)
    assert found == {QR: {SEAL_TEXT}, BARCODE: {DIGITS}}


@EVERY_ROLL
def test_every_module_of_the_codes_is_a_whole_number_of_dots(roll: Roll, typeface: Typeface) -> None:
    dots = printed(everyday(), roll, typeface).dots
    rows = [dots.rows[at : at + dots.stride] for at in range(0, len(dots.rows), dots.stride)]
    lines = [f"{int.from_bytes(row, 'big'):0{dots.stride * 8}b}" for row in rows]
    drawn = bars(DIGITS)
    pattern = ["0"] * drawn.modules
    for first, count in drawn.runs:
        pattern[first : first + count] = "1" * count
    barred = "".join(module * 3 for module in pattern)
    assert sum(line.strip("0") == barred.strip("0") for line in lines) >= 70
    code = matrix(SEAL_TEXT)
    grid = [["0"] * code.side for _ in range(code.side)]
    for column, row, wide, high in code.cells:
        for y in range(row, row + high):
            grid[y][column : column + wide] = "1" * wide
    wanted = ["".join(module * 4 for module in row) for row in grid for _ in range(4)]
    first = next(at for at, line in enumerate(lines) if wanted[0] in line and wanted[40] in lines[at + 40])
    start = lines[first].rfind(wanted[0])
    assert [line[start : start + len(wanted[0])] for line in lines[first : first + len(wanted)]] == wanted


def test_the_setting_of_the_barcode_is_kept_where_it_fits(typeface: Typeface) -> None:
    slip = replace(everyday(), barcode_text=DIGITS)
    assert read(seen(printed(slip, ROLL_80, typeface).dots), 203)[BARCODE] == {DIGITS}


def test_a_foreign_number_of_another_shape_has_no_bars_rather_than_cut_ones(typeface: Typeface) -> None:
    odd = "MOT-SO-HO-SO-RAT-DAI-CUA-NOI-KHAC-0001-2026-0000-1111-2222-3333"
    done = printed(replace(everyday(), number=odd, barcode_text=odd), ROLL_58, typeface)
    assert read(seen(done.dots), 203)[BARCODE] == set()
    assert odd in squeezed(second_opinion(done.pdf))


@EVERY_ROLL
def test_marks_and_reprints_are_boxed_on_top(roll: Roll, typeface: Typeface) -> None:
    text = text_of(printed(replace(everyday(), marks=frozenset({SlipMark.TRAINING})), roll, typeface, number=2).pdf)
    assert "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in text and "IN LẠI LẦN 2" in text
    assert text.index("IN LẠI LẦN 2") < text.index("CỘNG HÒA")


@EVERY_ROLL
def test_the_longest_name_is_printed_whole_and_the_roll_grows(roll: Roll, typeface: Typeface) -> None:
    name = "Ẩ" * 200
    long = replace(everyday(), applicant=SlipPerson(name), submitter_name=name, agency_name="Trung tâm " * 20)
    done = printed(long, roll, typeface)
    assert squeezed(text_of(done.pdf)).count(name) >= 2
    assert done.dots.height > printed(everyday(), roll, typeface).dots.height


@EVERY_ROLL
def test_what_no_page_can_show_is_refused(roll: Roll, typeface: Typeface) -> None:
    with pytest.raises(UnprintableCharacterError):
        printed(replace(everyday(), applicant=SlipPerson("An\u202eh")), roll, typeface)


def cell_of(draw: Image.Image, number: int) -> Image.Image:
    x, y = number % 9 * CELL, number // 9 * CELL
    return draw.crop((x, y, x + CELL, y + CELL))


def in_our_dots(texts: str, style: Style, size: float, typeface: Typeface) -> list[Image.Image]:
    """Every letter through our own chain: page, embedded subset, raster, one bit."""
    rows = -(-len(texts) // 9)
    pen = Pen(Setter(typeface), 72, whole_dots(rows * CELL / 8 - 1 / 8))
    for number, letter in enumerate(texts):
        pen.text(number % 9 * CELL / 8 + 2, number // 9 * CELL / 8 + 6, size, letter, style)
    whole = seen(dots_of(to_pdf([pen], "letters"), 576))
    return [cell_of(whole, number) for number in range(len(texts))]


def in_reference(letter: str, style: Style, size: float, typeface: Typeface) -> Image.Image:
    """The letter as another library draws it from the whole font file, eight times as large and brought down."""
    font = ImageFont.truetype(typeface.files[style], size=8 * size * DPI / 72, layout_engine=ImageFont.Layout.BASIC)
    image = Image.new("L", (CELL * 8, CELL * 8), 255)
    ImageDraw.Draw(image).text((16 * 8, 48 * 8), letter, font=font, fill=0, anchor="ls")
    small = image.resize((CELL, CELL), Image.Resampling.BOX)
    return small.point([0 if grey < 150 else 255 for grey in range(256)])


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many dots differ."""
    return ImageChops.difference(one, other).histogram()[255]


@pytest.mark.parametrize("style", list(Style), ids=lambda style: style.name.lower())
@pytest.mark.parametrize("size", [8.5, 9.5, 11.5])
def test_all_134_letters_look_as_the_font_has_them(style: Style, size: float, typeface: Typeface) -> None:
    reference = [in_reference(letter, style, size, typeface) for letter in VIETNAMESE]
    for letter, drawn, wanted in zip(
        VIETNAMESE, in_our_dots(VIETNAMESE, style, size, typeface), reference, strict=True
    ):
        assert differing(drawn, wanted) <= 0.2 * wanted.histogram()[0], letter
        distances = [differing(drawn, other) for other in reference]
        # At 203 dpi a hỏi over a breve is four dots: two references may be nearly as near, none may be nearer.
        assert differing(drawn, wanted) <= min(distances) + 4, letter


EVERY_TYPEFACE = [files for files in places_to_look() if all(Path(file).is_file() for file in files.values())]


@pytest.mark.parametrize("files", EVERY_TYPEFACE, ids=lambda files: Path(files[Style.UPRIGHT]).stem)
@pytest.mark.parametrize("style", list(Style), ids=lambda style: style.name.lower())
def test_every_typeface_a_desk_may_have_draws_all_134_letters(files: FontFiles, style: Style) -> None:
    typeface = find_typeface(None, [files])
    assert typeface.files == files
    reference = [in_reference(letter, style, 11.5, typeface) for letter in VIETNAMESE]
    drawn = in_our_dots(VIETNAMESE, style, 11.5, typeface)
    for letter, ours, wanted in zip(VIETNAMESE, drawn, reference, strict=True):
        assert differing(ours, wanted) <= 0.2 * wanted.histogram()[0], letter
        assert differing(ours, wanted) <= min(differing(ours, other) for other in reference) + 4, letter
    for paper in Paper:
        slip = replace(everyday(), applicant=SlipPerson(f"{VIETNAMESE[:67]} {VIETNAMESE[67:]}"))
        pdf = press_form(slip, paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface)
        assert squeezed(VIETNAMESE) in squeezed(text_of(pdf)), paper


def test_the_packaged_typeface_is_among_them() -> None:
    assert packaged_files() in EVERY_TYPEFACE


def test_a_box_in_place_of_a_letter_would_be_noticed(typeface: Typeface) -> None:
    size, style = 9.5, Style.UPRIGHT
    for shown, meant in (("a", "ạ"), ("ê", "ể"), ("o", "ơ"), ("D", "Đ"), ("□", "ỗ")):
        reference = [in_reference(letter, style, size, typeface) for letter in VIETNAMESE]
        drawn = in_our_dots(shown, style, size, typeface.covering(shown))[0]
        distances = [differing(drawn, other) for other in reference]
        wanted = reference[VIETNAMESE.index(meant)]
        assert distances[VIETNAMESE.index(meant)] > 0.05 * wanted.histogram()[0]
    assert min(distances) > 0.3 * wanted.histogram()[0]


def test_all_letters_of_a_name_are_on_the_slip_itself(typeface: Typeface) -> None:
    half = len(VIETNAMESE) // 2
    spelled = f"{VIETNAMESE[:half]} {VIETNAMESE[half:]}"
    for roll in ROLLS:
        slip = replace(everyday(), applicant=SlipPerson(spelled, address=spelled))
        assert squeezed(text_of(printed(slip, roll, typeface).pdf)).count(squeezed(spelled)) == 2


def test_a_page_can_be_looked_at_as_a_picture(typeface: Typeface) -> None:
    pdf = printed(everyday(), ROLL_80, typeface).pdf
    assert page_count(pdf) == 1
    image = Image.open(io.BytesIO(picture_of(pdf, dpi=96)))
    assert image.mode == "L" and image.width in (272, 273)
    with pytest.raises(IndexError):
        picture_of(pdf, page=1)

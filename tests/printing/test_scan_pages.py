"""What comes in as a heap of pixels goes out as small pages that can still be read."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from desk_app.domain.scan_errors import PageNotFoundError
from printing.scanning.beside import PagesBeside
from printing.scanning.normal import normal_page
from printing.scanning.pages import document_of, pdf_of
from printing.scanning.taking import taken
from tests.printing.sheets_to_scan import as_bytes, photograph, text_sheet


def test_a_sheet_of_text_becomes_black_and_white_and_a_tenth_of_its_size() -> None:
    raw = as_bytes(text_sheet(300), "JPEG", quality=88, dpi=(300, 300))
    content, pages = document_of([taken("a.jpg", raw)])
    page, dpi = normal_page(Image.open(io.BytesIO(raw)), 300)
    assert (pages, page.mode, dpi, page.size) == (1, "1", 200, (1653, 2339))
    assert len(content) < 60_000 and len(raw) > 10 * len(content)
    (sheet,) = PdfReader(io.BytesIO(content)).pages
    assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]


def test_every_letter_of_the_sheet_is_still_where_it_was() -> None:
    sheet = text_sheet(300)
    page, _ = normal_page(sheet, 300)
    ink = sheet.convert("L").resize(page.size, Image.Resampling.BICUBIC).point(lambda level: 255 if level < 120 else 0)
    lost = ImageChops.multiply(ink, page.convert("L"))
    assert lost.histogram()[255] < 0.01 * ink.histogram()[255]


def test_a_photograph_stays_grey() -> None:
    page, dpi = normal_page(photograph(), 150)
    assert page.mode == "L" and dpi == 150
    assert len(pdf_of([(page, dpi)])) < 40_000


def test_nothing_is_made_larger_and_what_does_not_say_its_size_is_taken_for_a4() -> None:
    assert normal_page(Image.new("L", (700, 990), "white"))[0].size == (700, 990)
    page, dpi = normal_page(Image.new("L", (4000, 3000), "white"))
    assert page.size == (2205, 1654) and dpi == 200
    assert max(normal_page(Image.new("L", (9000, 4000), "white"), 72)[0].size) <= 3308


def test_a_picture_is_turned_as_the_telephone_meant_it() -> None:
    lying = Image.new("L", (800, 400), "white")
    turned = Image.Exif()
    turned[0x0112] = 6
    out = io.BytesIO()
    lying.save(out, "JPEG", exif=turned)
    page, _ = normal_page(Image.open(out))
    assert page.size == (400, 800)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_picture_becomes_a_page(mode: str) -> None:
    grey = Image.linear_gradient("L")
    if mode == "CMYK":
        raw, name = as_bytes(grey.convert("RGB").convert("CMYK"), "TIFF"), "a.tif"
    elif mode in ("I", "F"):
        raw, name = as_bytes(grey.convert(mode), "TIFF"), "a.tif"
    else:
        converted = grey.convert("I").convert("I;16") if mode == "I;16" else grey.convert("L").convert(mode)
        raw, name = as_bytes(converted, "PNG"), "a.png"
    assert document_of([taken(name, raw)])[1] == 1


def test_a_clear_background_is_paper() -> None:
    clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    page, _ = normal_page(clear)
    assert page.convert("L").getextrema() == (255, 255)


def test_pages_of_a_pdf_and_a_tiff_come_in_their_order() -> None:
    shades = [Image.new("L", (600, 600), "white") for _ in range(3)]
    for place, shade in enumerate(shades):
        shade.paste(0, (0, place * 200, 600, place * 200 + 100))
    tiff = as_bytes(shades[0], "TIFF", save_all=True, append_images=shades[1:])
    content, pages = document_of([taken("a.tif", tiff)])
    again, same = document_of([taken("b.pdf", content), taken("c.tif", tiff)])
    assert (pages, same) == (3, 6)
    document = pypdfium2.PdfDocument(again)
    for place in range(6):
        picture = document[place].render(scale=1, grayscale=True).to_pil()
        dark = [picture.getpixel((picture.width // 2, picture.height * (2 * third + 1) // 12)) for third in (0, 2, 4)]
        assert [level < 128 for level in dark] == [place % 3 == third for third in range(3)]
    document.close()


def test_the_same_files_give_the_same_bytes() -> None:
    raw = as_bytes(text_sheet(100), "PNG")
    assert document_of([taken("a.png", raw)]) == document_of([taken("khác.png", raw)])


def test_a_kept_page_is_shown_as_a_picture_as_wide_as_asked(tmp_path: Path) -> None:
    maker = PagesBeside()
    (tmp_path / "a.png").write_bytes(as_bytes(text_sheet(100), "PNG"))
    document = maker.from_files([str(tmp_path / "a.png")])
    picture = Image.open(io.BytesIO(maker.picture(document.content, 1, 900)))
    assert picture.mode == "L" and abs(picture.width - 900) <= 1
    with pytest.raises(PageNotFoundError):
        maker.picture(document.content, 2, 900)

"""What stands on a page as plain facts: texts, rules, boxes and codes with their places, whatever the compression."""

import ctypes
import json
import unicodedata

import pypdfium2
import pypdfium2.raw as pdfium

GRID = 0.5
"""Places are told in points, rounded to this: a change that no eye sees changes no golden."""


def facts_of(pdf: bytes) -> list[list[str]]:
    """One line for each object of each page, in the order drawn: `text 62.5 101 220 113 Nguyễn Thị Hồng Ánh`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> list[str]:
    texts = page.get_textpage()
    facts = [f"page {_rounded(page.get_width())} {_rounded(page.get_height())}"]
    for item in page.get_objects(max_depth=1):
        kind = "text" if item.type == pdfium.FPDF_PAGEOBJ_TEXT else "path"
        place = " ".join(_rounded(edge) for edge in item.get_bounds())
        facts.append(f"{kind} {place} {_text(item, texts)}".rstrip() if kind == "text" else f"{kind} {place}")
    return facts


def _text(item: pypdfium2.PdfObject, texts: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(item, texts, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(item, texts, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return unicodedata.normalize("NFC", buffer.raw.decode("utf-16-le").rstrip("\0"))


def _rounded(value: float) -> str:
    return f"{round(value / GRID) * GRID:g}"


def as_json(facts: list[list[str]]) -> str:
    """The facts as a file that a person can compare line by line."""
    return json.dumps(facts, ensure_ascii=False, indent=0) + "\n"

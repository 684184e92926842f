"""Pages become one PDF file: only embedded fonts, the same bytes for the same pages."""

import zlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFStream,
    PDFString,
)

from printing.face import Face
from printing.fonts import Style
from printing.pen import Pen
from printing.text import POINT

_VERSION = (1, 5)
_SYMBOLIC = 4
_ITALIC = 64
_LEVEL = 4  # a slip 0.6 KiB heavier than at 6, in two thirds of the time


def to_pdf(pages: Sequence[Pen], title: str) -> bytes:
    """Return the file of these pages; every page was drawn with the same typeface. `title` is ASCII."""
    document: Any = PDFDocument(invariant=1, compression=1, lang="vi", pdfVersion=_VERSION)
    document.info.title = title
    document.info.producer = document.info.creator = "Quay mot cua"
    document.info.author = document.info.subject = ""
    fonts = document.idToObject["BasicFonts"]
    for style in Style:
        used = set().union(*(page.used[style] for page in pages))
        if used:
            face = pages[0].typeface.face(style)
            fonts.dict[f"F{style:d}"] = document.Reference(_font(document, face, sorted(used), style))
    for pen in pages:
        page: Any = PDFPage()
        page.pagewidth = round(pen.width / POINT, 2)
        page.pageheight = round(pen.height / POINT, 2)
        page.Contents = _stream(pen.content())
        page.XObjects = page.ExtGState = None
        page._shadingUsed = {}
        document.addPage(page)
    return bytes(document.GetPDFData(_NoCanvas()))


class _NoCanvas:
    """Stands where reportlab's outline asks for its canvas; these papers have no outline."""


def _stream(content: bytes, **entries: object) -> PDFStream:
    return PDFStream(
        PDFDictionary({"Filter": PDFName("FlateDecode"), **entries}), zlib.compress(content, _LEVEL) + b"\n", filters=[]
    )


def _font(document: Any, face: Face, used: Sequence[str], style: Style) -> PDFDictionary:
    """A composite font whose codes are glyph numbers, with the outlines of the used letters only."""
    glyphs = {face.glyphs[character]: character for character in used}
    file = face.file_for(glyphs)
    tag = f"VN{'RBI'[style]}AAA"
    name = PDFName(f"{tag}+{face.name}")
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC | (_ITALIC if style is Style.ITALIC else 0),
            "FontBBox": "[{} {} {} {}]".format(*face.box),
            "ItalicAngle": face.slant,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.cap_height,
            "StemV": 140 if style is Style.BOLD else 80,
            "FontFile2": document.Reference(_stream(file, Length1=len(file))),
        }
    )
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(descriptor),
            "CIDToGIDMap": PDFName("Identity"),
            "DW": 0,
            "W": _widths(face, sorted(glyphs)),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(_stream(_to_unicode(glyphs))),
        }
    )


def _widths(face: Face, glyphs: Sequence[int]) -> str:
    """The array of advances, one entry for each run of consecutive glyphs."""
    runs: list[str] = []
    before = None
    for glyph in glyphs:
        runs.append(f"{face.widths[glyph]}" if glyph - 1 == before else f"] {glyph} [{face.widths[glyph]}")
        before = glyph
    return f"[{' '.join(runs)[1:]}]]"


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    """The table that lets a reader copy the text out as it was stored."""
    rows = [f"<{glyph:04x}> <{character.encode('utf-16-be').hex()}>" for glyph, character in sorted(glyphs.items())]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")

"""Faces in a PDF file: a composite font whose codes are glyph numbers, with the outlines of the used letters only.

The objects are written here, as bytes that reportlab puts into the file as they are: its own trees of dictionaries and
names for three fonts cost a fifth of a slip.
"""

import zlib
from collections.abc import Collection, Sequence
from typing import Any

from printing.face import Face
from printing.fonts import Style

_SYMBOLIC = 4
_ITALIC = 64
_LEVEL = 4  # a slip 0.6 KiB heavier than at 6, in two thirds of the time


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a compressed stream object, with further `entries` in its dictionary."""
    packed = zlib.compress(content, _LEVEL)
    head = f"<< /Filter /FlateDecode /Length {len(packed)} {entries}>>\nstream\n".encode("ascii")
    return head + packed + b"\nendstream\n"


def numbered(document: Any, written: bytes, name: str) -> Any:
    """Give a reportlab document an object that is written already; return the reference others have to it.

    `name` is the document's own word for it and stands nowhere in the file.
    """
    return document.Reference(written, name)


def embed(document: Any, face: Face, used: Collection[str], style: Style) -> Any:
    """Add the face of a style with the letters `used` to a reportlab document; return the reference to the font."""
    glyphs = {face.glyphs[character]: character for character in sorted(used)}
    file = face.file_for(glyphs)
    letter = "RBI"[style]
    name = f"/VN{letter}AAA+{face.name}"

    def add(kind: str, written: bytes) -> str:
        return str(numbered(document, written, kind + letter).format(document), "ascii")

    outlines = add("outlines", stream(file, f"/Length1 {len(file)} "))
    descriptor = add("descriptor", _descriptor(face, style, name, outlines))
    descendant = add("descendant", _descendant(name, descriptor, _widths(face, sorted(glyphs))))
    unicode = add("unicode", stream(_to_unicode(face.ranges_for(glyphs))))
    font = (
        f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant}] /ToUnicode {unicode} >>"
    )
    return numbered(document, font.encode("ascii"), "font" + letter)


def _descriptor(face: Face, style: Style, name: str, outlines: str) -> bytes:
    left, bottom, right, top = face.box
    return (
        f"<< /Type /FontDescriptor /FontName {name} /Flags {_SYMBOLIC | (_ITALIC if style is Style.ITALIC else 0)} "
        f"/FontBBox [{left} {bottom} {right} {top}] /ItalicAngle {face.slant:.7g} /Ascent {face.ascent} "
        f"/Descent {face.descent} /CapHeight {face.cap_height} /StemV {140 if style is Style.BOLD else 80} "
        f"/FontFile2 {outlines} >>"
    ).encode("ascii")


def _descendant(name: str, descriptor: str, widths: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} /CIDToGIDMap /Identity /DW 0 /W {widths} >>"
    ).encode("ascii")


def _widths(face: Face, glyphs: Sequence[int]) -> str:
    """The array of advances, one entry for each run of consecutive glyphs."""
    runs: list[str] = []
    before = None
    for glyph in glyphs:
        runs.append(f"{face.widths[glyph]}" if glyph - 1 == before else f"] {glyph} [{face.widths[glyph]}")
        before = glyph
    return f"[{' '.join(runs)[1:]}]]"


def _to_unicode(ranges: Sequence[tuple[int, int, str]]) -> bytes:
    """The table that lets a reader copy the text out as it was stored."""
    rows = [f"<{first:04x}> <{last:04x}> <{letter.encode('utf-16-be').hex()}>" for first, last, letter in ranges]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")

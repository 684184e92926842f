"""Pages become one PDF file: only embedded fonts, the same bytes for the same pages."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage

from printing.embedding import embed, numbered, stream
from printing.fonts import Style
from printing.pen import Pen
from printing.text import POINT

_VERSION = (1, 5)


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
            fonts.dict[f"F{style:d}"] = embed(document, face, used, style)
    for number, pen in enumerate(pages):
        page: Any = PDFPage()
        page.pagewidth = round(pen.width / POINT, 2)
        page.pageheight = round(pen.height / POINT, 2)
        page.Contents = numbered(document, stream(pen.content()), f"content{number}")
        page.XObjects = page.ExtGState = None
        page._shadingUsed = {}
        document.addPage(page)
    return bytes(document.GetPDFData(_NoCanvas()))


class _NoCanvas:
    """Stands where reportlab's outline asks for its canvas; these papers have no outline."""

"""Files become pages, and pages a PDF of pictures alone. Runs in the process beside the desk."""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageFile, UnidentifiedImageError

from desk_app.domain.scan_errors import (
    AnimatedImageError,
    FileBombError,
    FileCutShortError,
    ImageTooLargeError,
    PageNotFoundError,
    PdfAttachmentError,
    PdfEncryptedError,
    PdfScriptError,
    TooManyPagesError,
)
from printing.scanning.kinds import Kind, kind_of
from printing.scanning.normal import DPI_TEXT, normal_page
from printing.scanning.taking import TakenFile

MOST_PAGES = 200
MOST_MEGAPIXELS = 40
_JPEG_QUALITY = 38
_A3_LONG_POINTS = 420 / 25.4 * 72
_NO_TIME = time.gmtime(0)  # the same pages give the same bytes, so a scan kept twice is kept once


def document_of(files: Sequence[TakenFile]) -> tuple[bytes, int]:
    """Return a PDF of the files' pages in their order, and how many they are; ScanRefusedError."""
    pages: list[tuple[Image.Image, int]] = []
    for file in files:
        for page in _pages_of(file, MOST_PAGES - len(pages)):
            pages.append(page)
            if len(pages) > MOST_PAGES:
                raise TooManyPagesError(pages=len(pages), most=MOST_PAGES)
    if not pages:
        raise FileCutShortError(name=files[0].name if files else "")
    return pdf_of(pages), len(pages)


def pdf_of(pages: Sequence[tuple[Image.Image, int]]) -> bytes:
    """Return the PDF: CCITT for black and white, JPEG for grey; each page as large as its sheet was."""
    out = io.BytesIO()
    for place, (page, dpi) in enumerate(pages):
        finer = {} if page.mode == "1" else {"quality": _JPEG_QUALITY}
        page.save(out, "PDF", resolution=float(dpi), append=place > 0, creationDate=_NO_TIME, modDate=_NO_TIME, **finer)
    return out.getvalue()


def picture_of(content: bytes, page: int, width: int) -> bytes:
    """Return a page (from 1) of a kept document as a grey PNG so many pixels wide; PageNotFoundError."""
    document = _opened("", content)
    try:
        if not 1 <= page <= len(document):
            raise PageNotFoundError(page=page, pages=len(document))
        sheet = document[page - 1]
        picture = sheet.render(scale=min(width / sheet.get_width(), DPI_TEXT / 72 * 2), grayscale=True).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _pages_of(file: TakenFile, most: int) -> Iterator[tuple[Image.Image, int]]:
    kind = kind_of(file)
    if kind is Kind.PDF:
        yield from _pages_of_pdf(file, most)
        return
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a strange tag in a file is no matter of ours
        try:
            with Image.open(io.BytesIO(file.content), formats=[kind.name]) as picture:
                yield from _pages_of_picture(file, picture, kind, most)
        except (Image.DecompressionBombError, MemoryError) as error:
            raise FileBombError(name=file.name) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as error:
            raise FileCutShortError(name=file.name) from error


def _pages_of_picture(file: TakenFile, picture: Any, kind: Kind, most: int) -> Iterator[tuple[Image.Image, int]]:
    # A telephone puts a preview behind its photograph; the first picture is the one that was taken.
    frames = 1 if kind is Kind.JPEG else getattr(picture, "n_frames", 1)
    if frames > 1 and kind is not Kind.TIFF:
        raise AnimatedImageError(name=file.name)
    if frames > most:
        raise TooManyPagesError(pages=frames, most=MOST_PAGES)
    for frame in range(frames):
        if frame:
            picture.seek(frame)
        pixels = picture.width * picture.height
        if pixels > MOST_MEGAPIXELS * 1_000_000:
            raise ImageTooLargeError(name=file.name, pixels=pixels // 1_000_000, most=MOST_MEGAPIXELS)
        if kind is Kind.JPEG:
            picture.draft("L", None)  # the colours need not be reckoned
        picture.load()
        dpi = picture.info.get("dpi", (None,))[0]
        yield normal_page(picture, float(dpi) if dpi else None)


def _pages_of_pdf(file: TakenFile, most: int) -> Iterator[tuple[Image.Image, int]]:
    document = _opened(file.name, file.content)
    try:
        if len(document) > most:
            raise TooManyPagesError(pages=len(document), most=MOST_PAGES)
        if pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
            raise PdfScriptError(name=file.name)
        if pypdfium2.raw.FPDFDoc_GetAttachmentCount(document) > 0:
            raise PdfAttachmentError(name=file.name)
        for place in range(len(document)):
            page = document[place]
            long = max(page.get_size())
            scale = min(1.0, _A3_LONG_POINTS / long) * DPI_TEXT / 72
            yield normal_page(page.render(scale=scale, grayscale=True).to_pil(), DPI_TEXT)
            page.close()
    except pypdfium2.PdfiumError as error:
        raise FileCutShortError(name=file.name) from error
    finally:
        document.close()


def _opened(name: str, content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise PdfEncryptedError(name=name) from error
        raise FileCutShortError(name=name) from error

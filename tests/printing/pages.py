"""What a reader sees in a printed file: pages, text, fonts."""

import io
import re
import unicodedata

import pypdf
import pypdfium2


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page as it is copied out, one space for any white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_even(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(texts_of(pdf))


def second_opinion(pdf: bytes) -> str:
    """The text of all pages as another library copies it out."""
    return " ".join(_even(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    """Text without any white: a line may be broken anywhere."""
    return re.sub(r"\s", "", text)


def font_names(pdf: bytes) -> dict[str, bool]:
    """Every font named in the file, and whether it is embedded."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    fonts: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            below = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(font.get_object()["/BaseFont"])] = "/FontFile2" in below["/FontDescriptor"]
    return fonts


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def is_nfc(text: str) -> bool:
    """Whether the text is in the composed form that is stored."""
    return unicodedata.is_normalized("NFC", text)

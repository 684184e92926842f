"""Hands that make pages at once, for the dialogs of scans."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QImage

from desk_app.domain.errors import DeskError
from desk_app.scan_ports import ScanDocument
from ui.dialogs.scans.hands import Failed, Made


class QuickHands:
    """Answers at once, or keeps the answer until `arrive`; `asked` tells what was wanted."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.drawn: list[tuple[int, int]] = []
        self.pages = 1
        self.wrong: DeskError | None = None
        self.names: list[str] = []
        self.paths: list[str] = []
        self.waits = False
        self._later: list[Callable[[], object]] = []

    def arrive(self) -> None:
        """Let what was asked for be there."""
        for answer in self._later:
            answer()
        self._later.clear()

    def from_files(self, paths: Sequence[str], made: Made, failed: Failed) -> None:
        self._answer(("files", *paths), made, failed)

    def from_folder(self, folder: str, names: Sequence[str], made: Made, failed: Failed) -> None:
        self._answer(("folder", folder, *names), made, failed)

    def from_scanner(self, device: str, feeder: bool, made: Made, failed: Failed) -> None:
        self._answer(("scanner", device, feeder), made, failed)

    def names_in(self, folder: str, known: Callable[[Sequence[str]], object], failed: Failed) -> None:
        known(self.names)

    def picture(self, content: bytes, page: int, width: int, shown: Callable[[QImage], object], failed: Failed) -> None:
        self.drawn.append((page, width))
        image = QImage(max(width, 1), max(round(width * 1.414), 1), QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        shown(image)

    def choose_files(self, chosen: Callable[[Sequence[str]], object]) -> None:
        if self.paths:
            chosen(self.paths)

    def _answer(self, asked: tuple[object, ...], made: Made, failed: Failed) -> None:
        self.asked.append(asked)
        content = f"pages {len(self.asked)}".encode()

        def answer() -> None:
            if self.wrong is not None:
                failed(self.wrong)
            else:
                made(ScanDocument(content, self.pages))

        if self.waits:
            self._later.append(answer)
        else:
            answer()

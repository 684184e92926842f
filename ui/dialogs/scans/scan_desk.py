"""Scans from key to log: the shelf shows, pages are made beside the window, attached, seen, taken off."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.scan_ports import ScanDocument, ScanRow
from desk_app.usecases import scans
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.dialogs.question import ReasonDialog
from ui.dialogs.scans.folder import FolderFiles
from ui.dialogs.scans.hands import Failed, Made, ScanHands
from ui.dialogs.scans.reading import ScansShown, scans_shown
from ui.dialogs.scans.shelf import ScanShelf
from ui.dialogs.scans.viewer import ScanViewer
from ui.messages import sentence_of

Make = Callable[[Made, Failed], None]


class ScanDesk(QObject):
    """`changed(number, words)` once a scan is in the log, or off it; `refused(DeskError)` when nothing can be shown."""

    changed = Signal(str, str)
    refused = Signal(object)

    def __init__(self, page: QWidget, counter: Counter) -> None:
        super().__init__(page)
        self._page, self._counter = page, counter
        self._hands: ScanHands | None = None
        self._shown: ScansShown | None = None
        self.shelf: ScanShelf | None = None

    def serve(self, hands: ScanHands) -> None:
        """Hand in what makes and draws pages; without it no scan is offered."""
        self._hands = hands

    @property
    def is_served(self) -> bool:
        """Whether scans can be made here."""
        return self._hands is not None

    def begin(self, number: str) -> None:
        """Show the scans of a dossier."""
        if self.shelf is None and self._hands is not None:
            self._counter.ask(lambda office: scans_shown(office, number), self._open, self.refused.emit)

    def _open(self, shown: ScansShown) -> None:
        if self.shelf is not None or not self._page.isVisible():
            return
        self._shown = shown
        shelf = ScanShelf(self._page.window(), shown)
        shelf.closed.connect(self._closed)
        shelf.from_glass.connect(partial(self._scan, False))
        shelf.from_feeder.connect(partial(self._scan, True))
        shelf.from_folder.connect(self._look_into_folder)
        shelf.from_files.connect(self._choose_files)
        shelf.view.connect(self._view)
        shelf.remove.connect(self._ask_why)
        self.shelf = shelf

    def _closed(self) -> None:
        self.shelf = None

    # Pages come

    def _scan(self, feeder: bool, paper: int) -> None:
        hands, shown = self._hands, self._shown
        if hands is not None and shown is not None:
            self._make(paper, "scanner", "Đang quét…", partial(hands.from_scanner, shown.scanner, feeder))

    def _choose_files(self, paper: int) -> None:
        hands = self._hands
        if hands is not None:
            hands.choose_files(
                lambda paths: self._make(paper, "file", "Đang đọc tệp…", partial(hands.from_files, paths))
            )

    def _look_into_folder(self, paper: int) -> None:
        hands, shown = self._hands, self._shown
        if hands is None or shown is None:
            return
        if not shown.folder:
            self._say("Chưa đặt thư mục quét; xin ghi ở Cài đặt, mục thư mục máy quét.", "late")
            return
        hands.names_in(shown.folder, lambda names: self._offer(paper, shown.folder, names), self._failed)

    def _offer(self, paper: int, folder: str, names: Sequence[str]) -> None:
        hands = self._hands
        if hands is None or self.shelf is None:
            return

        def taken(chosen: Sequence[str]) -> None:
            self._make(paper, "folder", "Đang đọc tệp…", partial(hands.from_folder, folder, chosen))

        FolderFiles(self._page.window(), folder, names, taken)

    def _make(self, paper: int, source: str, words: str, make: Make) -> None:
        """Make pages, unless the disk is so full that they could not be kept."""
        shown = self._shown
        if shown is None:
            return
        if self.shelf is not None:
            self.shelf.busy(words)

        def made(document: ScanDocument) -> None:
            self._counter.ask(
                lambda office: scans.attach(office, shown.number, document, paper, source),
                partial(self._attached, shown.number),
                self._failed,
            )

        self._counter.ask(scans.check_room, lambda _: make(made, self._failed), self._failed)

    def _attached(self, number: str, row: ScanRow) -> None:
        self._changed(number, f"Đã lưu bản quét {row.pages} trang", row.scan)

    def _changed(self, number: str, words: str, choose: int = 0) -> None:
        def again(shown: ScansShown) -> None:
            if self.shelf is not None and self._shown is not None and shown.number == self._shown.number:
                self._shown = shown
                self.shelf.show_scans(shown, choose)
                self.shelf.rested(words, "ok")

        self._counter.ask(lambda office: scans_shown(office, number), again, self._failed)
        self.changed.emit(number, words)

    def _failed(self, error: DeskError) -> None:
        if self.shelf is not None:
            self.shelf.rested(sentence_of(error), "late")
        else:
            self.refused.emit(error)

    def _say(self, words: str, ink: str) -> None:
        if self.shelf is not None:
            self.shelf.rested(words, ink)

    # Pages are seen, and taken off

    def _view(self, scan: int) -> None:
        shown = self._shown
        if shown is None:
            return

        def read(office: Office) -> tuple[ScanRow, bytes]:
            row = scans.scan_of(office, shown.number, scan)
            return row, office.store.scans.content(row)

        self._counter.ask(read, lambda got: self._look(*got), self._failed)

    def _look(self, row: ScanRow, content: bytes) -> None:
        hands = self._hands
        if hands is None or self.shelf is None:
            return

        def draw(page: int, width: int, done: Callable[[QImage], object], failed: Callable[[str], object]) -> None:
            hands.picture(content, page, width, done, lambda error: failed(sentence_of(error)))

        ScanViewer(self._page.window(), row.paper_name or "Giấy tờ khác", row.pages, draw)

    def _ask_why(self, scan: int) -> None:
        shown = self._shown
        if shown is None:
            return
        ReasonDialog(
            self._page.window(), "Bỏ bản quét này?", "Tệp quét bị xóa; lý do được giữ trong nhật ký.", "Bỏ bản quét",
            lambda reason: self._remove(shown.number, scan, reason),
        )  # fmt: skip

    def _remove(self, number: str, scan: int, reason: str) -> None:
        self._counter.ask(
            lambda office: scans.remove(office, number, scan, reason),
            lambda _: self._changed(number, "Đã bỏ bản quét"),
            self._failed,
        )

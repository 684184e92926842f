"""Bản quét: the papers of a dossier with their scans; attach, look, remove, all by key."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.scan_ports import ScanRow
from desk_app.usecases.scans import PaperScans
from ui.dialogs.scans.reading import ScansShown
from ui.keys import Binding, bind
from ui.look import look
from ui.resources.tokens import Role
from ui.tables.dossier_words import counter_of
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Grid, Row
from ui.widgets.button import Button, Kind
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

WIDE = 720
PAPER_HIGH, SCAN_HIGH, MOST_HIGH = 34, 28, 320
KEYS = {"glass": "Alt+Q", "feeder": "Alt+K", "folder": "Alt+M", "files": "Alt+T", "view": "Enter", "remove": "Alt+X"}
_PAPER, _SCAN = "paper", "scan"


class ScanShelf(Overlay):
    """Says what is wanted for which paper (its place, 0 for none on the list) or scan; stays until Esc."""

    from_glass = Signal(int)
    from_feeder = Signal(int)
    from_folder = Signal(int)
    from_files = Signal(int)
    view = Signal(int)
    remove = Signal(int)

    def __init__(self, window: QWidget, shown: ScansShown) -> None:
        super().__init__(window, width=WIDE)
        self.setAccessibleName("Bản quét")
        self.list = LineList("scans_of_dossier", "Bản quét theo giấy tờ")
        self.list.opened.connect(lambda _: self._open())
        self.list.chosen.connect(lambda _: self._fit())
        self.said = Text("", Role.SMALL, "ink2", wrap=True)
        self.said.setObjectName("scans_said")
        self.said.hide()
        self.buttons = {
            "glass": Button("Quét một trang", KEYS["glass"], Kind.PRIMARY, icon="scan", name="scan_glass"),
            "feeder": Button("Quét cả khay", KEYS["feeder"], icon="files", name="scan_feeder"),
            "folder": Button("Từ thư mục", KEYS["folder"], icon="folder", name="scan_folder"),
            "files": Button("Chọn tệp", KEYS["files"], icon="file-plus", name="scan_files"),
            "view": Button("Xem trang", KEYS["view"], icon="eye", name="scan_view"),
            "remove": Button("Bỏ bản này", KEYS["remove"], icon="trash", name="scan_remove"),
        }
        self.leave = Button("Xong", "Esc", Kind.QUIET, name="leave")
        self.leave.clicked.connect(self.close_card)
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self._press, name))
        self.body.add(Text(f"Bản quét của hồ sơ {counter_of(shown.number)}", Role.DIALOG), self.list, self.said)
        grid = Grid(gap=10)
        for place, button in enumerate(self.buttons.values()):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, place // 3, place % 3)
        foot = Row()
        foot.add(self.leave, 1)
        self.body.add(grid, foot)
        self._is_busy = False
        self.show_scans(shown)
        self.open(self.list)

    def show_scans(self, shown: ScansShown, choose: int = 0) -> None:
        """Show the scans as they are now; the scan `choose` gets the cursor."""
        lines: list[Line] = []
        for paper in shown.papers:
            lines.append(_paper_line(paper))
            lines += [_scan_line(row, place) for place, row in enumerate(paper.scans, 1)]
        if all(paper.paper for paper in shown.papers):
            lines.append(_paper_line(PaperScans(0, "", ())))
        self.list.show_lines(lines, choose=f"{_SCAN}:{choose}" if choose else None)
        self.list.setFixedHeight(min(self.list.content_height() + 4, look().px(MOST_HIGH)))
        self._fit()

    def say(self, words: str, ink: str = "ink2") -> None:
        """Say what goes on, or why it did not."""
        self.said.setText(words)
        self.said.set_ink(ink)
        self.said.setVisible(bool(words))

    def busy(self, words: str) -> None:
        """Something is being made: nothing else is begun meanwhile."""
        self._is_busy = True
        self.say(words)
        self._fit()

    def rested(self, words: str = "", ink: str = "ink2") -> None:
        """It is done, or could not be done."""
        self._is_busy = False
        self.say(words, ink)
        self._fit()

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        for name, key in KEYS.items():
            if key != "Enter":  # the list hears it itself
                yield bind(key, self.buttons[name].text(), partial(self._press, name))

    @property
    def paper(self) -> int:
        """The paper under the cursor: its place on the list, 0 for none of them."""
        for line in reversed(self.list.lines[: self._chosen_place() + 1]):
            kind, _, number = line.id.partition(":")
            if kind == _PAPER:
                return int(number)
        return 0

    @property
    def scan(self) -> int:
        """The scan under the cursor, 0 on a paper's own line."""
        kind, _, number = (self.list.chosen_id or "").partition(":")
        return int(number) if kind == _SCAN else 0

    def _chosen_place(self) -> int:
        return next((at for at, line in enumerate(self.list.lines) if line.id == self.list.chosen_id), 0)

    def _open(self) -> None:
        if self.scan:
            self._press("view")

    def _press(self, name: str, _checked: bool = False) -> None:
        if self._is_busy or not self.buttons[name].isEnabled():
            return
        if name == "view":
            self.view.emit(self.scan)
        elif name == "remove":
            self.remove.emit(self.scan)
        else:
            signals = {"glass": self.from_glass, "feeder": self.from_feeder, "folder": self.from_folder}
            signals.get(name, self.from_files).emit(self.paper)

    def _fit(self) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(not self._is_busy and (name not in ("view", "remove") or bool(self.scan)))


def _paper_line(paper: PaperScans) -> Line:
    pages = sum(row.pages for row in paper.scans)
    name = f"{paper.paper}. {paper.name}" if paper.paper else "Giấy tờ khác"
    aside = f"{pages} trang" if pages else "chưa quét" if paper.paper else ""
    cells = (Cell(name, role=Role.SECOND_STRONG, icon="file-text"), Cell(aside, 96, Role.SMALL, "ink2", True))
    return Line(f"{_PAPER}:{paper.paper}", cells, high=PAPER_HIGH)


def _scan_line(row: ScanRow, place: int) -> Line:
    there = ("đã gửi", "ok") if row.is_at_district else ("chỉ trên máy này", "soon")
    words = f"Bản {place} · {row.pages} trang · {max(row.size // 1024, 1)} KB"
    cells = (Cell("", 18), Cell(words, role=Role.SECOND, icon="scan"), Cell(there[0], 130, Role.SMALL, there[1], True))
    return Line(f"{_SCAN}:{row.scan}", cells, high=SCAN_HIGH)

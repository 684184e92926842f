"""Sổ ngày: bags, storm days, the close of day, paper pads, lists. Alt and a digit goes to each."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.counter import Counter
from ui.keys import Binding, KeyLine, bind
from ui.pages.office_day.bag_opening import BAG_CODE, BagOpening
from ui.pages.office_day.bag_packing import BagPacking
from ui.pages.office_day.closing import ClosingPanel
from ui.pages.office_day.closure import ClosurePanel
from ui.pages.office_day.lists import ListsPanel
from ui.pages.office_day.pads import PadPanel
from ui.pages.office_day.panel import Panel
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.page import Page

NAMES = ("Đóng túi", "Nhận túi", "Nghỉ đột xuất", "Chốt ngày", "Phiếu giấy", "Danh sách")


class OfficeDayPage(Page):
    """`recorded()` after anything was written, `papers_wanted(papers)` when lists are to be printed now."""

    title = "Sổ ngày"
    recorded = Signal()
    print_wanted = Signal()
    papers_wanted = Signal(object)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setObjectName("office_day_page")
        makers = (BagPacking, BagOpening, ClosurePanel, ClosingPanel, PadPanel, ListsPanel)
        self.panels: tuple[Panel, ...] = tuple(make(counter) for make in makers)
        self._stack = QStackedWidget()
        self._tabs = tuple(self._tab(place, name) for place, name in enumerate(NAMES))
        tabs = Row(gap=6)
        tabs.add(*self._tabs, 1)
        self.alerts.addLayout(tabs)
        for panel in self.panels:
            self._stack.addWidget(panel)
            panel.told.connect(self.told)
            panel.recorded.connect(self._written)
            panel.papers_wanted.connect(self.papers_wanted)
        self.content.add(self._stack)
        self._mark(0)

    @property
    def panel(self) -> Panel:
        """The panel that shows."""
        return self.panels[self._stack.currentIndex()]

    def show_panel(self, place: int) -> Panel:
        """Show the panel at `place` (0 is the first), fresh, with the focus where its work starts."""
        self._mark(place)
        self.panel.refresh()
        self.focus_first()
        return self.panel

    # What the window calls

    def refresh(self) -> None:
        self.panel.refresh()

    def bindings(self) -> Iterable[Binding]:
        for place, name in enumerate(NAMES):
            yield bind(f"Alt+{place + 1}", name, lambda place=place: self.show_panel(place))  # type: ignore[misc]
        yield from self.panel.bindings()

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn dòng"), KeyLine(("Enter",), "Mở túi, ghi lý do số bỏ trống"))

    def primary(self) -> Button | None:
        return self.panel.do

    def sections(self) -> Sequence[QWidget]:
        return self.panel.stops()

    def scanned(self, text: str) -> bool:
        if BAG_CODE.fullmatch(text.strip().upper()) and not isinstance(self.panel, BagOpening):
            self.show_panel(1)
        return self.panel.scanned(text)

    # Inside

    def _tab(self, place: int, name: str) -> Chip:
        chip = Chip(name, "ready", pressable=True, key=f"Alt {place + 1}")
        chip.setObjectName(f"tab_{place + 1}")
        chip.clicked.connect(lambda _=False: self.show_panel(place))
        return chip

    def _mark(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        for at, tab in enumerate(self._tabs):
            tab.setChecked(at == place)
        self.set_fact(NAMES[place].lower())

    def _written(self) -> None:
        self.recorded.emit()
        self.print_wanted.emit()
        self.panel.refresh()

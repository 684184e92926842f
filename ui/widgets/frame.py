"""The frame around the pages: rail, top bar, and the stack of pages that shows one of them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.widgets.boxes import Column, Row
from ui.widgets.page import Page, Place
from ui.widgets.rail import Rail
from ui.widgets.top_bar import TopBar


class Frame(QWidget):
    """`chosen(name)` when a place or command is pressed with the mouse."""

    chosen = Signal(str)

    def __init__(self, brand: str, desk: str, places: Sequence[Place], now: Callable[[], datetime]) -> None:
        super().__init__()
        self.rail = Rail(brand, desk, places)
        self.rail.chosen.connect(self.chosen)
        self.top = TopBar(now)
        self.top.palette_asked.connect(lambda: self.chosen.emit("palette"))
        self.stack = QStackedWidget()
        right = Column(gap=0)
        right.add(self.top, self.stack)
        right.setStretchFactor(self.stack, 1)
        row = Row(self, gap=0)
        row.add(self.rail, right)
        row.setStretchFactor(right, 1)

    def show_page(self, name: str, page: Page, title: str) -> None:
        """Show `page`, which stands at place `name`."""
        self.stack.setCurrentWidget(page)
        self.rail.show_place(name)
        self.top.title.setText(page.title or title)
        self.top.fact.show_text(page.fact)

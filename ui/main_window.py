"""The window: a frame without decisions. Rail, top bar, the page that shows, status bar; keys and scans go through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.keys import Binding, KeyRouter, bind, is_heard
from ui.look import look
from ui.resources.tokens import Size
from ui.scanner import Scanner
from ui.widgets.boxes import Column
from ui.widgets.focus_ring import FocusRing
from ui.widgets.overlay import Overlay
from ui.widgets.status_bar import StatusBar
from ui.window_keys import keys_always, keys_of_any_page

if TYPE_CHECKING:
    from ui.widgets.frame import Frame
    from ui.widgets.page import Page, Place


class MainWindow(QWidget):
    """One window for everything. `places` are (place, maker of its page); a page is made when first opened.

    Signals: `page_opened(name)`, `lock_asked`, `training_asked`, `handbook_asked(place)`, `palette_opened(Palette)`,
    `scan_unclaimed(text)` when the page did not take a scan, `closing` once, before the window goes.
    """

    page_opened = Signal(str)
    lock_asked = Signal()
    training_asked = Signal()
    handbook_asked = Signal(str)
    palette_opened = Signal(object)
    scan_unclaimed = Signal(str)
    closing = Signal()

    def __init__(
        self,
        brand: str,
        desk: str,
        places: Sequence[tuple[Place, Callable[[], Page]]],
        now: Callable[[], datetime],
        scanner: Scanner | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{brand} · {desk}")
        self.setMinimumSize(640, 420)
        self._brand, self._desk, self._now = brand, desk, now
        self._places = {place.name: (place, make) for place, make in places}
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._gate: QWidget | None = None
        self._framed: Frame | None = None
        self.status_bar = StatusBar()
        self._whole = QStackedWidget()
        column = Column(self, gap=0)
        column.add(self._whole, self.status_bar)
        column.setStretchFactor(self._whole, 1)
        self.scanner = scanner or Scanner(self)
        self.scanner.scanned.connect(self.take_scan)
        self._router = KeyRouter(self._bindings, self)
        self._ring: FocusRing | None = None

    # What the composition calls

    def name_desk(self, desk: str) -> None:
        """Say which desk this is, once that is known: in the rail and in the window's title."""
        self._desk = desk
        self.setWindowTitle(f"{self._brand} · {desk}")
        if self._framed is not None:
            self._framed.rail.name_desk(desk)

    def show_gate(self, gate: QWidget) -> None:
        """Show sign-in or the assistant over the whole window; the pages stay as they are, unseen."""
        self._close_overlays()
        if self._gate is not None and self._gate is not gate:
            self._whole.removeWidget(self._gate)
            self._gate.deleteLater()
        self._gate = gate
        self._whole.addWidget(gate)
        self._whole.setCurrentWidget(gate)
        self.status_bar.hide_key()
        focus_first = getattr(gate, "focus_first", None)
        if focus_first is not None:
            focus_first()

    def enter(self, officer: str, duty: str, place: str) -> None:
        """Leave the gate: show the frame with `officer` at the desk, and open `place`."""
        frame = self._frame()
        frame.rail.show_officer(officer, duty)
        self._whole.setCurrentWidget(frame)
        if self._gate is not None:
            self._whole.removeWidget(self._gate)
            self._gate.deleteLater()
            self._gate = None
        self.open(place)

    def open(self, name: str) -> Page:
        """Show the page `name`, fresh, with the focus where its work starts, and return it."""
        page = self.page(name)
        self._here = name
        self._frame().show_page(name, page, self._places[name][0].title)
        page.set_compact(self.is_compact)
        page.refresh()
        page.focus_first()
        self.page_opened.emit(name)
        return page

    def page(self, name: str) -> Page:
        """Return the page `name`, made now if nobody opened it yet."""
        if name not in self._pages:
            page = self._places[name][1]()
            page.fact_changed.connect(lambda fact, name=name: self._show_fact(name, fact))
            page.badge_changed.connect(lambda words, tone, name=name: self.show_badge(name, words, tone))
            page.go_to.connect(self.open)
            page.told.connect(self.status_bar.tell)
            self._pages[name] = page
            self._frame().stack.addWidget(page)
        return self._pages[name]

    def show_badge(self, name: str, words: str, tone: str) -> None:
        """Show a number beside a place in the rail."""
        self._frame().rail.show_badge(name, words, tone)

    def refresh(self) -> None:
        """Let the page that shows show the fresh state."""
        if self._here and self._gate is None:
            self._pages[self._here].refresh()

    @property
    def here(self) -> str:
        """The name of the place that shows, "" before the first."""
        return self._here

    @property
    def is_compact(self) -> bool:
        return self.width() < look().px(Size.COMPACT_BELOW)

    # What the clerk does

    def take_scan(self, text: str) -> None:
        """Give a scan to the page that shows; what it does not take is for the owner of the window.

        While the gate is open a scan changes nothing, nor in a dialog that awaits none.
        """
        if self._gate is not None or not self._here:
            return
        overlay = self._overlay()
        if overlay is not None:
            overlay.scanned(text)
        elif not self._pages[self._here].scanned(text):
            self.scan_unclaimed.emit(text)

    def open_palette(self) -> None:
        """Lay the palette over the page; who owns the window fills it."""
        from ui.dialogs.palette import Palette

        palette = Palette(self)
        self.palette_opened.emit(palette)

    def open_keys(self) -> None:
        """Show every key of this page, those that work everywhere first."""
        from ui.dialogs.page_keys import PageKeys, lines_of

        page, title = self._pages[self._here], self._places[self._here][0].title
        everywhere = lines_of(self._everywhere())
        columns = [("Ở đâu cũng được", everywhere), ("Trên trang này", lines_of(page.bindings()))]
        if page.list_keys():
            columns.append(("Trong danh sách", tuple(page.list_keys())))
        handbook = (lambda: self.handbook_asked.emit(self._here)) if is_heard(self, "handbook_asked") else None
        PageKeys(self, title, columns, handbook)

    # Keys

    def _bindings(self) -> Iterable[Binding]:
        yield from self._always()
        overlay = self._overlay()
        if overlay is not None:
            yield from overlay.bindings()
            return
        if self._gate is not None:
            gate_keys = getattr(self._gate, "bindings", None)
            yield from gate_keys() if gate_keys is not None else ()
            return
        if self._here:
            yield from self._pages[self._here].bindings()
            yield from keys_of_any_page(self._pages[self._here])
            yield from self._everywhere()

    def _everywhere(self) -> Iterable[Binding]:
        for place, _ in self._places.values():
            yield bind(place.key, place.title, partial(self.open, place.name))
        if is_heard(self, "training_asked"):
            yield bind("F10", "Vào, ra bản tập huấn", self.training_asked.emit)
        yield bind("F12", "Khóa quầy", self.lock_asked.emit)
        yield bind("Ctrl+K", "Bảng lệnh", self.open_palette)
        yield bind("F1", "Phím của trang này", self.open_keys)
        yield from self._always()

    def _always(self) -> Iterable[Binding]:
        return keys_always(self, self.status_bar.tell)

    # The frame

    def _frame(self) -> Frame:
        if self._framed is None:
            # Loaded after the first paint: before signing in nobody sees it.
            from ui.widgets.frame import Frame

            self._framed = Frame(self._brand, self._desk, [place for place, _ in self._places.values()], self._now)
            self._framed.chosen.connect(self._rail_chosen)
            self._framed.rail.set_narrow(self.is_compact)
            self._whole.addWidget(self._framed)
        return self._framed

    def _rail_chosen(self, name: str) -> None:
        commands = {"palette": self.open_palette, "keys": self.open_keys, "lock": self.lock_asked.emit}
        act = commands.get(name)
        if act is not None:
            act()
        else:
            self.open(name)

    def _show_fact(self, name: str, fact: str) -> None:
        if name == self._here:
            self._frame().top.fact.show_text(fact)

    def _overlay(self) -> Overlay | None:
        shown = [child for child in self.children() if isinstance(child, Overlay) and child.isVisible()]
        return shown[-1] if shown else None

    def _close_overlays(self) -> None:
        while (overlay := self._overlay()) is not None:
            overlay.close_card()

    # What Qt says

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            # The last filter hears first: a scan is recognised before keys are.
            self._router.watch(handle)
            self.scanner.watch(handle)
        if self._ring is None:
            self._ring = FocusRing(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Fold or unfold for the room there is."""
        if self._framed is not None:
            self._framed.rail.set_narrow(self.is_compact)
            if self._here:
                self._pages[self._here].set_compact(self.is_compact)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

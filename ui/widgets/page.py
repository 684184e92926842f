"""What a page is to the window: a title, a fact, keys, and three things it is told."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.keys import Binding, KeyLine
from ui.resources.tokens import Size
from ui.widgets.boxes import Column, Margins, Row
from ui.widgets.button import Button

MARGINS: Margins = (Size.PAGE_LEFT, 2, Size.PAGE_RIGHT, 12)


class Place(NamedTuple):
    """Where a page stands in the rail: its name, words, icon, key and group."""

    name: str
    title: str
    icon: str
    key: str
    group: str


class Page(QWidget):
    """A page of the desk. It decides nothing: it shows what it is given and says what the clerk did.

    Subclasses set `title`, build into `self.content` (a Row: work sheet, then right column) and override what they
    need. `fact_changed(str)` is the grey fact after the title; `badge_changed(str, tone)` the number in the rail;
    `go_to(str)` asks the window for another page by its place's name; `told(str)` is one line in the status bar.
    """

    title = ""
    fact_changed = Signal(str)
    badge_changed = Signal(str, str)
    go_to = Signal(str)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact = ""
        self.outer = Column(self, MARGINS, 10)
        self.alerts = Column(gap=8)
        self.content = Row(gap=16)
        self.outer.add(self.alerts, self.content)
        self.outer.setStretchFactor(self.content, 1)

    @property
    def fact(self) -> str:
        """The one grey fact after the title."""
        return self._fact

    def set_fact(self, fact: str) -> None:
        if fact != self._fact:
            self._fact = fact
            self.fact_changed.emit(fact)

    def bindings(self) -> Iterable[Binding]:
        """Return the keys of this page (F1 shows them in this order). Called at every key: keep it cheap."""
        return ()

    def list_keys(self) -> Sequence[KeyLine]:
        """Return the keys its lists hear themselves, for the third column of F1."""
        return ()

    def primary(self) -> Button | None:
        """Return the page's primary button, which Ctrl+Enter presses, or None."""
        return None

    def sections(self) -> Sequence[QWidget]:
        """Return the first control of each section, for F6 and Shift+F6."""
        return ()

    def search_box(self) -> QWidget | None:
        """Return the search box of this page, for Ctrl+F, or None."""
        return None

    def refresh(self) -> None:
        """Show the fresh state: the window calls it each time the page is opened and after a change."""

    def scanned(self, text: str) -> bool:
        """Take a scan (the text of a barcode or card); False lets the window send it where it belongs."""
        return False

    def step_back(self) -> bool:
        """Go one step back (Esc) without losing typing; False if there was no step to go back."""
        return False

    def set_compact(self, compact: bool) -> None:
        """Fold for a window narrower than 1100 px: the right column becomes a strip at the bottom."""

    def focus_first(self) -> None:
        """Put the focus where work starts."""
        stops = self.sections()
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def next_section(self, forward: bool = True) -> None:
        """Move the focus to the next (F6) or previous (Shift+F6) section."""
        stops = [stop for stop in self.sections() if stop.isVisible() and stop.isEnabled()]
        if not stops:
            return
        here = QApplication.focusWidget()
        places = [number for number, stop in enumerate(stops) if here is not None and _holds(stop, here)]
        place = places[-1] if places else (-1 if forward else 0)
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(stop: QWidget, here: QWidget) -> bool:
    return stop is here or stop.focusProxy() is here or stop.isAncestorOf(here)

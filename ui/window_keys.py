"""Keys that do the same whatever page shows: the window asks here, and knows of itself only where they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.keys import Binding, bind
from ui.look import look

if TYPE_CHECKING:
    from ui.widgets.page import Page

DRAFT_KEPT = "Bản nháp luôn được giữ."


def keys_always(window: QWidget, tell: Callable[[str], object]) -> Iterable[Binding]:
    """Yield what works at the gate, on every page and over every dialog; `tell` says a line in the status bar."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    yield bind("Ctrl++", "Chữ to, nhỏ, vừa", lambda: look().step(app, 1))
    yield bind("Ctrl+−", "Chữ to, nhỏ, vừa", lambda: look().step(app, -1))
    yield bind("Ctrl+0", "Chữ to, nhỏ, vừa", lambda: look().step(app, 0))
    yield bind("F11", "Toàn màn hình", lambda: _full_screen(window))
    # Reflexes from the browser do no harm.
    for text in ("Ctrl+R", "Ctrl+W", "Ctrl+H", "Ctrl+J"):
        yield bind(text, "", lambda: None)
    yield bind("Ctrl+S", "", lambda: tell(DRAFT_KEPT))


def keys_of_any_page(page: Page) -> Iterable[Binding]:
    """Yield how a clerk moves about on a page; what each leads to, the page says."""
    yield bind("Ctrl+Enter", "", lambda: _press_primary(page))
    yield bind("F6", "", page.next_section)
    yield bind("Shift+F6", "", lambda: page.next_section(forward=False))
    yield bind("Ctrl+F", "", lambda: _focus_search(page), lambda: page.search_box() is not None)
    yield bind("Esc", "", page.step_back)


def _press_primary(page: Page) -> None:
    button = page.primary()
    if button is not None and button.isVisible() and button.isEnabled():
        button.click()


def _focus_search(page: Page) -> None:
    box = page.search_box()
    if box is not None:
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _full_screen(window: QWidget) -> None:
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

"""The look in use: tokens, text size and icons. It belongs to the QApplication and is found through it."""

import contextlib
import sys
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtWidgets import QApplication

from ui.resources.fonts import font_of, load_faces
from ui.resources.icons import Icons
from ui.resources.style import palette, style_sheet
from ui.resources.tokens import LIGHT, Role, Tokens

STEPS = (100, 110, 125, 150, 175, 200)


@runtime_checkable
class Rescales(Protocol):
    """A widget or layout that measures itself again when colours or text size change."""

    def rescale(self) -> None: ...


class Look(QObject):
    """Colours, fonts, lengths and icons for everything that paints. One per application."""

    changed = Signal()

    def __init__(self, tokens: Tokens = LIGHT, percent: int = 100) -> None:
        super().__init__()
        self.tokens = tokens
        self.percent = percent
        self.icons = Icons()
        self.missing_faces: tuple[str, ...] = ()
        self._fonts: dict[Role, QFont] = {}

    def px(self, length: float) -> int:
        """Return a token's length (logical pixels at 100 %) at the text size in use."""
        return round(length * self.percent / 100)

    def font(self, role: Role) -> QFont:
        """Return the font of `role` at the text size in use."""
        if role not in self._fonts:
            self._fonts[role] = font_of(role, self.percent / 100)
        return self._fonts[role]

    def colour(self, name: str) -> QColor:
        """Return the token called `name` ("ink2", "late.mark") as a colour."""
        return QColor(self.tokens.colour(name))

    def icon(self, name: str, ink: str, pixels: int, ratio: float = 1.0) -> QPixmap:
        """Return a Tabler icon in the colour of token `ink`, `pixels` wide at 100 %."""
        return self.icons.pixmap(name, self.tokens.colour(ink), self.px(pixels), ratio)

    def wear(self, app: QApplication) -> None:
        """Dress `app`: load the faces once, set font, palette and style sheet; what is missing is remembered."""
        if app.property("look") is not self:
            self.missing_faces = load_faces()
            self.setParent(app)
            app.setProperty("look", self)
            if sys.platform == "win32":
                app.setStyle("Fusion")  # elsewhere it is the style already
        self._dress(app)

    def show_in(self, app: QApplication, tokens: Tokens | None = None, percent: int | None = None) -> None:
        """Change colours or text size (100-200) while the windows are open."""
        self.tokens = tokens or self.tokens
        self.percent = min(max(percent or self.percent, STEPS[0]), STEPS[-1])
        self._dress(app)
        for widget in app.allWidgets():
            for thing in (widget, widget.layout()):
                if isinstance(thing, Rescales):
                    thing.rescale()
            widget.update()
        self.changed.emit()

    def step(self, app: QApplication, by: int) -> None:
        """Make the text one step larger (`by` 1) or smaller (-1), or 100 % again (0)."""
        place = STEPS.index(min(STEPS, key=lambda step: abs(step - self.percent)))
        self.show_in(app, percent=STEPS[min(max(place + by, 0), len(STEPS) - 1)] if by else STEPS[0])

    def _dress(self, app: QApplication) -> None:
        self._fonts.clear()
        # Without this a bare Debian with only fonts-liberation2 shows everything in Liberation Mono.
        app.setFont(self.font(Role.BODY))
        app.setPalette(palette(self.tokens))
        app.setStyleSheet(style_sheet(self.tokens, self.px))


def look() -> Look:
    """Return the look the running application wears. Raises LookupError before `Look.wear`."""
    app = QApplication.instance()
    found = app.property("look") if app is not None else None
    if not isinstance(found, Look):
        raise LookupError("the application wears no look yet")
    return found


def repolish(widget: object) -> None:
    """Let the style sheet see a changed property of `widget`."""
    with contextlib.suppress(AttributeError):
        widget.style().polish(widget)  # type: ignore[attr-defined]

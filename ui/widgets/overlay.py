"""A dialog inside the window: scrim behind, one card in front, keys and Tab stay inside.

Inside, not a window of its own: it is where the clerk looks, on Wayland too, and its corners are round everywhere.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.keys import Binding, bind
from ui.look import look
from ui.resources.tokens import Size
from ui.widgets.boxes import Column, Margins


class Overlay(QWidget):
    """Covers `window`; the card is `body`. Esc closes it and nothing happens. `closed` comes once, at the end."""

    closed = Signal()

    def __init__(
        self, window: QWidget, *, width: int = Size.DIALOG, padding: Margins = (26, 22, 26, 22), top: int | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._width, self._top = width, top
        self._before = QApplication.focusWidget()
        self.card = QFrame(self)
        self.card.setProperty("sheet", "dialog")
        self.body = Column(self.card, padding, 12)
        self.setObjectName("overlay")
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def bindings(self) -> Iterable[Binding]:
        """Return the keys of this dialog; the router asks only the dialog while it is open."""
        return (bind("Esc", "Đóng, không đổi gì", self.close_card),)

    def open(self, focus: QWidget) -> None:
        """Show the dialog with the focus on `focus`."""
        self.show()
        self.raise_()
        self._place()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Close; the focus goes back where it was."""
        self.hide()
        before = self._before
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def scanned(self, text: str) -> None:
        """Hear a scan made while this is open: it changes nothing, unless the dialog awaits one."""

    def rescale(self) -> None:
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the card."""
        stops = [
            widget
            for widget in self.card.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusProxy() is None
        ]
        if not stops:
            return True
        here = QApplication.focusWidget()
        place = stops.index(here) if here in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colour("scrim"))

    def _place(self) -> None:
        worn = look()
        wide = min(worn.px(self._width), self.width() - worn.px(24))
        self.card.setFixedWidth(wide)
        # The totals count the card's own edge too; without it the last pixels of a field are cut.
        body = self.body
        high = body.totalSizeHint().height()
        if body.hasHeightForWidth():  # the least height counts wrapped words as if they stood in a narrow column
            high = max(body.totalHeightForWidth(wide), body.totalMinimumHeightForWidth(wide))
        high = min(high, self.height() - worn.px(24))
        top = (self.height() - high) // 2 if self._top is None else worn.px(self._top)
        self.card.setGeometry((self.width() - wide) // 2, max(top, worn.px(12)), wide, high)

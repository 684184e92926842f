"""Layouts whose margins and gaps follow the text size."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

from ui.look import look

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


class _Box(QBoxLayout):
    def __init__(self, direction: QBoxLayout.Direction, parent: QWidget | None, margins: Margins, gap: int) -> None:
        super().__init__(direction)
        if parent is not None:
            parent.setLayout(self)
        self._margins, self._gap = margins, gap
        self.rescale()

    def rescale(self) -> None:
        """Measure margins, gap and inner boxes again."""
        _measure(self, self._margins, self._gap)

    def add(self, *items: QWidget | QLayout | int) -> None:
        """Put widgets and layouts in line; an int is a stretch of that weight."""
        for item in items:
            if isinstance(item, int):
                self.addStretch(item)
            elif isinstance(item, QLayout):
                self.addLayout(item)
            else:
                self.addWidget(item)


class Column(_Box):
    """Things under each other. Margins left, top, right, bottom and gap in pixels at 100 %."""

    def __init__(self, parent: QWidget | None = None, margins: Margins = NONE, gap: int = 8) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, parent, margins, gap)


class Row(_Box):
    """Things beside each other. Margins left, top, right, bottom and gap in pixels at 100 %.

    With `top` things of unequal height stand on one upper line: fields, of which one has a message.
    """

    def __init__(
        self, parent: QWidget | None = None, margins: Margins = NONE, gap: int = 8, *, top: bool = False
    ) -> None:
        self._top = top
        super().__init__(QBoxLayout.Direction.LeftToRight, parent, margins, gap)

    def add(self, *items: QWidget | QLayout | int) -> None:
        super().add(*items)
        if self._top:
            for item in items:
                if isinstance(item, QWidget):
                    self.setAlignment(item, Qt.AlignmentFlag.AlignTop)


class Grid(QGridLayout):
    """A grid with gaps that follow the text size."""

    def __init__(self, parent: QWidget | None = None, margins: Margins = NONE, gap: int = 8) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self._margins, self._gap = margins, gap
        self.rescale()

    def rescale(self) -> None:
        """Measure margins, gap and inner boxes again."""
        _measure(self, self._margins, self._gap)


def _measure(layout: QLayout, margins: Margins, gap: int) -> None:
    worn = look()
    layout.setContentsMargins(*(worn.px(length) for length in margins))
    layout.setSpacing(worn.px(gap))
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if isinstance(inner, _Box | Grid):
            inner.rescale()

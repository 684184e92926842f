"""F1: every key of the page that shows."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.keys import Binding, KeyLine, bind
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Grid, Row
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap, KeyHint
from ui.widgets.overlay import Overlay
from ui.widgets.sheet import Divider
from ui.widgets.text import Text

CAPS_WIDE = 116


def lines_of(bindings: Iterable[Binding]) -> tuple[KeyLine, ...]:
    """Return one line for each sentence; keys that do the same thing share it."""
    lines: dict[str, list[str]] = {}
    for binding in bindings:
        if binding.words:
            lines.setdefault(binding.words, []).append(binding.chord.text)
    return tuple(KeyLine(_shortened(caps), words) for words, caps in lines.items())


def _shortened(caps: list[str]) -> tuple[str, ...]:
    return tuple(caps) if len(caps) <= 3 else (caps[0], "…", caps[-1])


class PageKeys(Overlay):
    """Three columns: everywhere, on this page, in lists. F1 again opens the handbook at this page, if there is one."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        columns: Sequence[tuple[str, Sequence[KeyLine]]],
        handbook: Callable[[], None] | None,
    ) -> None:
        super().__init__(window, width=1160, padding=(26, 20, 26, 22))
        self._handbook = handbook
        self.setAccessibleName(f"Phím của trang {title}")
        head = Row(gap=8)
        head.add(Icon("keyboard", "accent", 24), Text(f"Phím của trang {title}", Role.PAGE), 1)
        head.add(KeyHint(("Esc", "đóng")))
        if handbook is not None:
            head.add(KeyHint(("F1", "mở sổ tay đúng trang này")))
        self.body.add(head, Divider())
        row = Row(gap=22)
        for number, (name, lines) in enumerate(columns):
            if number:
                row.add(Divider(upright=True))
            column = _column(name, lines)
            row.add(column)
            row.setStretchFactor(column, 1)
        self.body.add(row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_ring", True)
        self.open(self)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("F1", "Đóng, hoặc mở sổ tay đúng trang này", self._open_handbook)

    def _open_handbook(self) -> None:
        self.close_card()
        if self._handbook is not None:
            self._handbook()


def _column(name: str, lines: Sequence[KeyLine]) -> Column:
    column = Column(gap=10)
    grid = Grid(gap=5)
    for number, line in enumerate(lines):
        caps = QWidget()
        row = Row(caps, gap=4)
        row.add(*(KeyCap(cap) for cap in line.caps), 1)
        caps.setMinimumWidth(CAPS_WIDE)
        grid.addWidget(caps, number, 0)
        grid.addWidget(Text(line.words, Role.SECOND), number, 1)
    grid.setColumnStretch(1, 1)
    column.add(Text(name, Role.SECTION), grid, 1)
    return column

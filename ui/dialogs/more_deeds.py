"""Việc khác: the deeds that found no room beside the others, each with its key."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.dialogs.moves.deeds import Deed
from ui.keys import Binding, bind
from ui.resources.tokens import Role
from ui.widgets.boxes import Grid, Row
from ui.widgets.button import Button, Kind
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text


class MoreDeeds(Overlay):
    """`chosen(deed)` on its button or its key; Esc chooses nothing."""

    def __init__(self, window: QWidget, deeds: Sequence[Deed], chosen: Callable[[Deed], None]) -> None:
        super().__init__(window)
        self._deeds, self._chosen = deeds, chosen
        self.setAccessibleName("Việc khác")
        self.body.add(Text("Việc khác với hồ sơ này", Role.DIALOG))
        grid = Grid(gap=10)
        for place, deed in enumerate(deeds):
            button = Button(deed.words, deed.key, icon=deed.icon, name=f"more_{deed.id}")
            button.clicked.connect(lambda _=False, deed=deed: self._choose(deed))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, place // 2, place % 2)
        self.leave = Button("Để sau", "Esc", Kind.QUIET, name="leave")
        self.leave.clicked.connect(self.close_card)
        foot = Row()
        foot.add(self.leave, 1)
        self.body.add(grid, foot)
        first = grid.itemAt(0)
        self.open((first.widget() if first else None) or self.leave)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        for deed in self._deeds:
            yield bind(deed.key, deed.words, partial(self._choose, deed))

    def _choose(self, deed: Deed) -> None:
        self.close_card()
        self._chosen(deed)

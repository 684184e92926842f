"""Filters over what was found: all, due soon, late, waiting for the person."""

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.boxes import Row
from ui.widgets.chip import Chip
from ui.widgets.clock import ClockState


class Filter(Enum):
    """Which clocks a list keeps."""

    ALL = "Tất cả"
    SOON = "Sắp hẹn"
    LATE = "Trễ"
    READY = "Chờ nhận"

    def takes(self, clock: ClockState) -> bool:
        """Whether a dossier with this clock stays in the list."""
        return self is Filter.ALL or clock is _CLOCKS[self]

    @staticmethod
    def counts(clocks: Sequence[ClockState]) -> dict["Filter", int]:
        """Return how many each filter would keep."""
        return {each: sum(each.takes(clock) for clock in clocks) for each in Filter}


_CLOCKS = {Filter.SOON: ClockState.SOON, Filter.LATE: ClockState.LATE, Filter.READY: ClockState.READY}


class Filters(QWidget):
    """A row of chips; `changed(Filter)` when another is chosen. Chips without dossiers are not shown."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chosen = Filter.ALL
        self._chips = {each: self._chip(each) for each in Filter}
        row = Row(self, gap=6)
        row.add(*self._chips.values(), 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_counts({})

    def _chip(self, each: Filter) -> Chip:
        chip = Chip(each.value, "ready", state=_CLOCKS.get(each), pressable=True)
        chip.setObjectName(f"filter_{each.name.lower()}")
        chip.clicked.connect(lambda _=False: self.choose(each))
        return chip

    def show_counts(self, counts: Mapping[Filter, int]) -> None:
        """Show how many each filter keeps; a filter that keeps nothing falls back to all."""
        if self.chosen is not Filter.ALL and not counts.get(self.chosen):
            self.chosen = Filter.ALL
        for each, chip in self._chips.items():
            chip.show_words(f"{each.value} {counts.get(each, 0)}")
            chip.setVisible(bool(counts.get(each)))
            chip.setChecked(each is self.chosen)
        self.setVisible(bool(counts.get(Filter.ALL)))

    def choose(self, each: Filter) -> None:
        """Choose a filter."""
        self.chosen = each
        for other, chip in self._chips.items():
            chip.setChecked(other is each)
        self.changed.emit(each)

    def step(self, by: int) -> None:
        """Choose the next or previous of the filters that are shown."""
        shown = [each for each in Filter if self._chips[each].isVisibleTo(self)]
        if shown:
            place = shown.index(self.chosen) if self.chosen in shown else 0
            self.choose(shown[(place + by) % len(shown)])

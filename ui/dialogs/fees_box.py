"""The fees of a dossier as one question of a form: several lines, and their sum in words."""

from collections.abc import Iterable

from desk_app.domain.fees import total_of, waived_of
from desk_app.domain.life_events import FeeLine
from desk_app.domain.money import amount_in_words
from ui.dialogs.fee_basket import FeeBasket
from ui.dialogs.form import Fees, Read
from ui.dialogs.form_box import Box, Wrong
from ui.keys import Binding
from ui.office_time import grouped
from ui.resources.tokens import Role
from ui.widgets.boxes import Column
from ui.widgets.text import Text


class FeesBox(Box):
    """A line that is typed counts also when nobody added it; an untouched one only while there is no other."""

    def __init__(self, ask: Fees) -> None:
        super().__init__(ask.name, ask.shown_with)
        self.basket = FeeBasket(ask.offered, ask.lines)
        self.total = Text("", Role.BODY_MEDIUM, wrap=True)
        self.total.setObjectName("fees_total")
        Column(self, gap=10).add(self.basket, self.total)
        self.setFocusProxy(self.basket.fee.choice)
        self.basket.changed.connect(self._add_up)
        self._add_up()

    def bindings(self) -> Iterable[Binding]:
        return self.basket.bindings()

    def read(self) -> Read:
        return self._lines()

    def show_error(self, sentence: str) -> None:
        self.basket.amount.show_error(sentence)
        self.basket.amount.line.setFocus()

    def _lines(self) -> tuple[FeeLine, ...]:
        basket = self.basket
        if basket.lines and not basket.is_touched:
            return basket.lines
        return (*basket.lines, basket.half_typed())

    def _add_up(self) -> None:
        try:
            lines = self._lines()
        except Wrong:
            lines = self.basket.lines
        self.total.setText(sum_words(lines))
        self._changed()


def sum_words(lines: Iterable[FeeLine]) -> str:
    """Return "Miễn 8.000 đồng. Thu 24.000 đồng (Hai mươi bốn nghìn đồng).", the first part only when there is one."""
    kept = tuple(lines)
    waived, total = waived_of(kept), total_of(kept)
    return (
        f"Miễn {grouped(waived)} đồng. " if waived else ""
    ) + f"Thu {grouped(total)} đồng ({amount_in_words(total)})."

"""The boxes of a form: one for each kind of question, all answered and told about errors in the same way."""

from collections.abc import Sequence
from datetime import date

from ui.dialogs.fees_box import FeesBox
from ui.dialogs.form import Ask, Count, Day, Fact, Fees, Line, OneOf, Pick, Read, Ticks
from ui.dialogs.form_box import Box, Wrong
from ui.dialogs.picked_box import PickedBox
from ui.dialogs.typed_answers import count_of, day_of
from ui.look import look
from ui.office_time import date_words, grouped
from ui.resources.tokens import Role, Size
from ui.tables.paper_list import PaperLine, PaperList
from ui.widgets.boxes import Column
from ui.widgets.check import Tick
from ui.widgets.field import ChoiceField, Field, LabelledField
from ui.widgets.text import Text


class TypedBox(Box):
    """A line, a day or a number."""

    def __init__(self, ask: Line | Day | Count, today: date) -> None:
        super().__init__(ask.name, ask.shown_with)
        self._ask, self._today = ask, today
        figures = not isinstance(ask, Line) or ask.figures
        self.line = Field(ask.label, ask.name, hint=ask.hint, figures=figures)
        self.line.set_text(_as_typed(ask))
        self.line.edited.connect(lambda _: self._changed())
        self.hold(self.line)

    def read(self) -> Read:
        value = self._value()
        if value in ("", None) and self._ask.needed and not self.isHidden():
            raise Wrong(self._ask.needed)
        return value

    def _value(self) -> Read:
        text = self.line.text
        if isinstance(self._ask, Line):
            return text
        try:
            return day_of(text, self._today) if isinstance(self._ask, Day) else count_of(text)
        except ValueError as error:
            wanted = "Xin ghi ngày như 14/12/2026." if isinstance(self._ask, Day) else "Xin ghi một số, như 18.000."
            raise Wrong(wanted) from error


class ChosenBox(Box):
    """One of a few answers."""

    def __init__(self, ask: OneOf) -> None:
        super().__init__(ask.name, ask.shown_with)
        self._answers = ask.answers
        field = ChoiceField(ask.label, ask.name, tuple(words for _, words in ask.answers))
        values = [value for value, _ in ask.answers]
        field.choice.setCurrentIndex(values.index(ask.chosen) if ask.chosen in values else 0)
        field.choice.currentIndexChanged.connect(lambda _: self._changed())
        self._choice = field.choice
        self.hold(field)

    def read(self) -> Read:
        return self._answers[self._choice.currentIndex()][0]


class TickedBox(Box):
    """A list to tick off: one stop of Tab, arrows inside, Space ticks, Enter goes on."""

    def __init__(self, ask: Ticks) -> None:
        super().__init__(ask.name, ask.shown_with)
        self._ask = ask
        self._ticked = [ask.ticked if ask.on is None else item in ask.on for item in ask.items]
        self.list = _TickList(ask.name, ask.label)
        self.list.toggled.connect(self._toggle)
        self.list.finished.connect(self.list.focusNextChild)
        self.hold(LabelledField(ask.label, self.list, ask.name))
        self._show()
        rows = min(len(ask.items), ask.rows)
        self.list.setFixedHeight(look().px(Size.ROW) * rows + 2)

    def read(self) -> Read:
        ticked = tuple(item for item, is_so in zip(self._ask.items, self._ticked, strict=True) if is_so)
        if not ticked and self._ask.needed:
            raise Wrong(self._ask.needed)
        return ticked

    def _toggle(self, place: int) -> None:
        self._ticked[place] = not self._ticked[place]
        self._show()
        self._changed()

    def _show(self) -> None:
        pairs = zip(self._ask.items, self._ticked, strict=True)
        self.list.show_lines([PaperLine(Tick.YES if is_so else Tick.NO, item, "", "") for item, is_so in pairs])


class _TickList(PaperList):
    def show_lines(self, lines: Sequence[PaperLine]) -> None:
        fixed = self.minimumHeight()
        super().show_lines(lines)
        if fixed:
            self.setFixedHeight(fixed)


class FactBox(Box):
    """Something that is only seen."""

    def __init__(self, ask: Fact) -> None:
        super().__init__("", "")
        words = Text(ask.words, Role.LEAD_STRONG, wrap=True)
        words.setMinimumHeight(look().px(Size.INPUT))  # on one line with the field beside it
        Column(self, gap=4).add(Text(ask.label, Role.LABEL, "ink2"), words)

    def read(self) -> Read:
        return None


def box_of(ask: Ask, today: date) -> Box:
    """Return the box that asks this."""
    if isinstance(ask, Ticks):
        return TickedBox(ask)
    if isinstance(ask, OneOf):
        return ChosenBox(ask)
    if isinstance(ask, Pick):
        return PickedBox(ask)
    if isinstance(ask, Fees):
        return FeesBox(ask)
    return FactBox(ask) if isinstance(ask, Fact) else TypedBox(ask, today)


def _as_typed(ask: Line | Day | Count) -> str:
    if isinstance(ask, Line):
        return ask.text
    if isinstance(ask, Day):
        return date_words(ask.day) if ask.day else ""
    return "" if ask.count is None else grouped(ask.count)

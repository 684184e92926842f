"""The right column: other results of the same person, and what has just gone out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from desk_app.ports import DossierRow
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.button import Button
from ui.widgets.sheet import Sheet
from ui.widgets.text import Text


@dataclass(frozen=True)
class Given:
    """A result that went out a moment ago."""

    hour: str
    name: str
    procedure: str


class Others(Sheet):
    """Other results of the same person that wait too: `wanted(number)` opens one, `together` gives all."""

    wanted = Signal(str)
    together = Signal()

    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 8, 10), gap=4)
        self.setObjectName("other_results")
        self.list = LineList("other_results_list", "Kết quả khác của người này", quiet=True, side=4)
        self.list.opened.connect(self.wanted)
        self.open = Button("Trả cùng một lần", "Alt+C", name="together")
        self.open.clicked.connect(self.together)
        self.body.add(Text("Người này còn kết quả khác", Role.SECTION), self.list, self.open)
        self.hide()

    def rescale(self) -> None:
        self.list.setFixedHeight(self.list.content_height())

    def has_any(self) -> bool:
        """Whether there is another result to give at once."""
        return self.open.isVisible()

    def show_rows(self, rows: Sequence[DossierRow], together: int = 0) -> None:
        """Show other results, none hides the card; so many of them may go out with the one that is open."""
        lines = [
            Line(row.number, (Cell(row.procedure_name, role=Role.SECOND, icon="circle-check", ink="ready"),), high=28)
            for row in rows
        ]
        self.list.show_lines(lines)
        self.list.setFixedHeight(self.list.content_height())
        self.open.set_verb(f"Trả cùng một lần, {together + 1} kết quả")
        self.open.setVisible(together > 0)
        self.setVisible(bool(lines))


class JustGiven(Sheet):
    """What went out since this window opened."""

    def __init__(self) -> None:
        super().__init__(padding=(14, 10, 8, 10), gap=4)
        self.list = LineList("just_given", "Vừa trả", side=0)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(LineList.SelectionMode.NoSelection)
        self.body.add(Text("Vừa trả", Role.SECTION), self.list)
        self.show_given(())

    def show_given(self, given: Sequence[Given]) -> None:
        lines = [
            Line(
                str(place),
                (
                    Cell(each.hour, 38, Role.FIGURES_SMALL, "ink2"),
                    Cell(f"{each.name} · {each.procedure}", role=Role.SECOND),
                ),
                high=24,
            )
            for place, each in enumerate(given)
        ]
        self.list.show_lines(
            lines or [Line("", (Cell("Chưa trả kết quả nào", role=Role.SECOND, ink="ink3"),), high=24)]
        )
        self.list.setFixedHeight(self.list.content_height())

    def rescale(self) -> None:
        self.list.setFixedHeight(self.list.content_height())

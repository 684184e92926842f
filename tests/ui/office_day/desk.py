"""The page on a real desk, with hands that type."""

from typing import cast

from desk_app.usecases.office import Office
from tests.ui.pages.memory import Memory
from tests.ui.pages.stage import Stage
from ui.pages.office_day.page import OfficeDayPage
from ui.widgets.field import Field
from ui.widgets.page import Place

PLACE = Place("office_day", "Sổ ngày", "briefcase", "Ctrl+F5", "Trong ngày")


class OnADesk:
    """A stage with the page; `told` is what it said in the status bar."""

    def __init__(self, office: Office) -> None:
        class Clocked:
            clock = office.clock

        self.office = office
        self.stage = Stage(OfficeDayPage, (office, cast(Memory, Clocked())), PLACE)
        page = self.stage.page
        assert isinstance(page, OfficeDayPage)
        self.page = page
        self.told: list[str] = []
        page.told.connect(self.told.append)

    def write(self, name: str, text: str) -> None:
        """Type into a field by the name of its box."""
        fields = [field for field in self.page.findChildren(Field) if field.line.objectName() == name]
        assert len(fields) == 1, name
        fields[0].set_text(text)
        self.stage.settle()

    def press(self, *chords: str) -> None:
        self.stage.press(*chords)

    def lines(self) -> list[tuple[str, ...]]:
        """Return the words of every line of the panel that shows."""
        return [tuple(cell.text for cell in line.cells) for line in self.page.panel.list.lines]

    @property
    def problem(self) -> str:
        """What is said beside the button."""
        return self.page.panel.problem.text()

"""A dossier that shows on its page, and hands on its keys."""

from datetime import datetime
from typing import cast

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier import Dossier
from desk_app.domain.events import Event
from desk_app.domain.lifecycle import Move
from desk_app.usecases.office import Office
from tests.desks import SetClock
from tests.ui.pages.memory import Memory
from tests.ui.pages.stage import Stage
from ui.dialogs.form_dialog import FormDialog
from ui.pages.dossiers.page import DossiersPage


class Hands:
    """A dossier that shows, and hands on its keys."""

    def __init__(self, office: Office, number: str) -> None:
        class Clocked:
            clock = office.clock

        self.office, self.number = office, number
        self.stage = Stage(DossiersPage, (office, cast(Memory, Clocked())))
        self.prints: list[int] = []
        self.page.print_wanted.connect(self.prints.append)
        self.page.open_number(number)
        self.stage.settle()

    @property
    def page(self) -> DossiersPage:
        assert isinstance(self.stage.page, DossiersPage)
        return self.stage.page

    @property
    def dialog(self) -> FormDialog:
        found = self.page.moves.dialog
        assert found is not None
        return found

    @property
    def dossier(self) -> Dossier:
        return self.office.store.register.dossier(self.number)

    @property
    def moves(self) -> set[Move]:
        return {deed.move for deed in self.page.detail.deeds if deed.move is not None}

    def press(self, *chords: str) -> None:
        self.stage.press(*chords)

    def fill(self, name: str, text: str) -> None:
        self.dialog.boxes[name].setFocus()
        self.press("Home")
        box = self.dialog.boxes[name].focusProxy()
        assert box is not None
        box.selectAll()  # type: ignore[attr-defined]
        self.press(*("Del",) * (not text))
        self.stage.write(text)

    def did(self, chord: str, /, **typed: str) -> Event:
        """Press a move's key, fill its form, save; return what was written."""
        before = self.dossier.last_seq
        self.press(chord)
        for name, text in typed.items():
            self.fill(name, text)
        self.press("Ctrl+Enter")
        assert self.page.moves.dialog is None, self.dialog.problem.text()
        written = self.dossier.history[-1]
        assert written.seq > before
        return written.body

    def says(self, part: str) -> bool:
        return any(part in f"{step.what} {step.under}" for step in self.page.detail.history.steps)


def on_day(clock: SetClock, day: int, hour: int = 9) -> None:
    clock.at = datetime(2026, 12, day, hour, tzinfo=OFFICE_ZONE)


def shown_again(hands: Hands) -> None:
    hands.page.refresh()
    hands.stage.settle()

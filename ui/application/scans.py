"""Where a scan belongs that the page in front did not take: a card to the intake, a slip to its dossier."""

from collections.abc import Callable

from desk_app.domain.card import read_card
from desk_app.domain.errors import DeskError
from desk_app.domain.lifecycle import State
from desk_app.usecases import tracking
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.main_window import MainWindow


class Scans:
    """Routes scans. `told(sentence)` hears what could not be understood."""

    def __init__(self, window: MainWindow, counter: Counter, told: Callable[[DeskError], object]) -> None:
        self._window, self._counter, self._told = window, counter, told

    def take(self, text: str) -> None:
        """Open the page a scan belongs to and hand it over."""
        if "|" in text:
            self._take_card(text)
            return

        def found(office: Office) -> tuple[str, State]:
            number = tracking.number_scanned(office, text)
            return number, office.store.register.row(number).state

        self._counter.ask(found, self._take_dossier, self._told)

    def _take_card(self, text: str) -> None:
        try:
            read_card(text)
        except DeskError as error:
            self._told(error)
            return
        self._window.open("intake").scanned(text)

    def _take_dossier(self, found: tuple[str, State]) -> None:
        number, state = found
        # A finished dossier is scanned because its owner stands there.
        place = "hand_over" if state is State.RESULT_READY else "dossiers"
        self._window.open(place).scanned(number)

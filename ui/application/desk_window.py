"""The desk's window and what stands behind it: first the gate alone, then, after the first paint, the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject

from desk_app.domain.errors import DeskError
from ui.application.places import places
from ui.application.session import BRAND, Session
from ui.application.source_lines import forget_source_lines
from ui.background import Background
from ui.counter import Counter
from ui.main_window import MainWindow
from ui.office_time import office_now

if TYPE_CHECKING:
    from ui.application.papers import Papers
    from ui.application.rounds import Rounds
    from ui.application.workday import Workday
    from ui.print_job import PrintRunner

Answer = TypeVar("Answer")


class Start(NamedTuple):
    """How the program was started: the data folder, a folder instead of a printer, a notice for the sign-in page."""

    home: Path
    print_folder: Path | None = None
    notice: str = ""


class DeskWindow(QObject):
    """Owns the window (`window`) and all that works behind it; `close` leaves nothing running."""

    def __init__(self, start: Start, lanes: Background) -> None:
        super().__init__()
        self._home, self._lanes, self._print_folder = start.home, lanes, start.print_folder
        self._made: Workday | None = None
        self.counter = Counter(lanes, self._complain)
        self._places = places(self.counter, lambda name, page: self.workday.page_made(name, page))
        self.window = MainWindow(BRAND, "", self._places, office_now)
        self.session = Session(start.home, lanes, self.counter, self.window, self._print_recovery, start.notice)
        self.window.closing.connect(self.close)
        self.window.lock_asked.connect(self.session.lock)
        self.session.entered.connect(lambda office: self.workday.entered(office))
        self.session.restored.connect(self._restored)

    def begin(self) -> None:
        """Show the gate."""
        self.session.begin()

    def warm_up(self) -> None:
        """Load what the first sign-in needs while the password is typed: the rooms on the store lane, then the rest."""
        self._lanes.store(_load_rooms, lambda _: self._rooms_loaded())
        self.session.prove_officers()

    def close(self) -> None:
        """End every lane, the store last."""
        if self._made is not None:
            self._made.close()
        self.session.close()
        self._papers.close()

    def on_store(self, work: Callable[[], Answer]) -> Answer:
        """Run `work` on the store lane and wait: for a script that watches the desk, never for a page."""
        return self._lanes.on_store_blocking(work)

    @property
    def workday(self) -> Workday:
        """What goes on behind the gate; made when first asked for."""
        return self._made or self._make_workday()

    @property
    def rounds(self) -> Rounds:
        """The rounds with the district."""
        return self.workday.rounds

    @property
    def runner(self) -> PrintRunner:
        """What prints."""
        return self.workday.runner

    @cached_property
    def _papers(self) -> Papers:
        from ui.application.papers import Papers

        return Papers(self._print_folder)

    def _make_workday(self) -> Workday:
        from ui.application.workday import Workday

        self._made = self._made or Workday(
            self._home, self.window, self._lanes, self.counter, lambda: self.session.office,
            [place for place, _ in self._places], self.session.lock, self._papers, self,
        )  # fmt: skip
        return self._made

    def _rooms_loaded(self) -> None:
        self._make_workday()
        forget_source_lines()

    def _print_recovery(self, agency_name: str, officer_name: str, code: str) -> str:
        return self._papers.print_recovery(agency_name, officer_name, code)

    def _restored(self, sentence: str) -> None:
        from ui.dialogs.question import Answer, Question, ask

        question = Question("Máy vừa tự dựng lại dữ liệu", sentence, (Answer("seen", "Đã hiểu"),), safe="seen")
        ask(self.window, question, lambda _: None)

    def _complain(self, error: DeskError) -> None:
        from ui.messages import sentence_of

        self.window.status_bar.tell(sentence_of(error))


def _load_rooms() -> None:
    from ui.composition import exchange, keeping, opening, paper  # noqa: F401

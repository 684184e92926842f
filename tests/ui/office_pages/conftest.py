"""A real desk on real lanes, as the pages find it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import DeskError
from desk_app.usecases import intake
from desk_app.usecases.office import Office
from tests.desks import SetClock, application, make_office
from ui.background import Background
from ui.counter import Counter

Answer = TypeVar("Answer")


class Desk:
    """A desk whose store lane is the real one; `run` does something there and waits."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self.bugs: list[Exception] = []
        self.complaints: list[DeskError] = []
        self.clock = SetClock()
        self.lanes = Background(self.bugs.append)
        self.counter = Counter(self.lanes, self.complaints.append)
        self.office: Office = self.lanes.on_store_blocking(lambda: make_office(home, self.clock))
        self.counter.open(self.office)
        self._qtbot = qtbot

    def run(self, work: Callable[[Office], Answer]) -> Answer:
        """Return what `work` returns on the store lane."""
        return self.lanes.on_store_blocking(lambda: work(self.office))

    def settled(self) -> None:
        """Wait until all that was asked of the store lane has been told."""
        told: list[object] = []
        self.lanes.store(lambda: None, told.append)
        self._qtbot.waitUntil(lambda: bool(told), timeout=5000)

    def receive(self, name: str = "Nguyễn Thị Thuỷ Tiên", paper: str | None = None) -> str:
        """Take a dossier in (and ask for its slip when `paper` is named); return its number."""
        return self.run(lambda office: intake.receive(office, application(name), paper=paper)).number

    def close(self) -> None:
        self.lanes.close(self.office.store.close)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "desk", qtbot)
    yield made
    made.close()
    assert made.bugs == []

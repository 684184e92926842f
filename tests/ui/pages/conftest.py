"""A stage for each test, closed at its end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from tests.desks import SetClock, application, make_office
from tests.ui.pages.memory import Memory
from tests.ui.pages.move_hands import Hands
from tests.ui.pages.stage import Stage
from ui.counter import Counter
from ui.widgets.page import Page

Open = Callable[..., Stage]


@pytest.fixture
def open_stage(qapp: QApplication) -> Iterator[Open]:
    """Return a function that puts a page on a stage."""
    stages: list[Stage] = []

    def make(page: Callable[[Counter], Page], office: tuple[Office, Memory] | None = None) -> Stage:
        stages.append(Stage(page, office))
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication, clock: SetClock) -> Iterator[Office]:
    office = make_office(tmp_path, clock)
    yield office
    office.store.close()


@pytest.fixture
def hands(office: Office) -> Iterator[Hands]:
    hands = Hands(office, receive(office, application()).number)
    yield hands
    hands.stage.close()

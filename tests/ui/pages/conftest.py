"""A stage for each test, closed at its end."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.usecases.office import Office
from tests.ui.pages.memory import Memory
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

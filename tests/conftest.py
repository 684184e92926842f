"""What every test stands on: no screen needed, and a warning from anybody is a failure."""

import gc
import logging
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

# Before anything imports Qt: without a display Qt aborts the whole process.
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def nothing_is_logged_as_wrong(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or an error it did not take away with `caplog.clear()`."""
    yield
    wrong = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not wrong, f"logged: {[record.getMessage() for record in wrong]}"


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The application, dressed as the clerk sees it."""
    from ui.look import Look

    Look().wear(qapp)
    return qapp


@pytest.fixture(scope="session", autouse=True)
def what_is_loaded_stays() -> None:
    """Keep the collector from looking at the loaded program again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def cycles_are_collected_on_the_thread_of_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect after a test with widgets, as the program does: never on a worker thread, which may not end a timer."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.freeze()  # what is alive now is not looked at again after each of a thousand tests
    gc.enable()

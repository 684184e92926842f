"""The press is there before a slip is wanted, gone when the desk is quiet, and its death costs nobody a slip."""

import linecache
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.ports import PrintState
from tests.ui.office_pages.conftest import Desk
from ui.application.idleness import Idleness
from ui.application.papers import Papers
from ui.application.press_readiness import PressReadiness
from ui.application.source_lines import forget_source_lines
from ui.composition.press_beside import WindowPress
from ui.opened_pdf import OpenedPdf
from ui.print_job import PrintRunner


@pytest.fixture
def press(tmp_path: Path) -> Iterator[WindowPress]:
    made = WindowPress(tmp_path / "faces")
    yield made
    made.close()


class Work:
    """What was asked of the press, at once and on this thread."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.owner = QObject()
        self.readiness = PressReadiness(
            lambda: self.done.append("ready"), lambda: self.done.append("rests"), lambda work: work(), self.owner
        )


def test_the_press_is_made_ready_once_however_much_is_typed(qtbot: QtBot) -> None:
    work = Work()
    for _ in range(20):
        work.readiness.wanted()
    assert work.done == ["ready"]


def test_the_press_rests_when_nobody_wants_a_slip_and_comes_back_for_the_next(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.application.press_readiness.REST_AFTER_MS", 1)
    work = Work()
    work.readiness.wanted()
    qtbot.waitUntil(lambda: work.done == ["ready", "rests"], timeout=5000)
    work.readiness.wanted()
    assert work.done == ["ready", "rests", "ready"]


def test_every_key_in_the_window_is_a_sign_of_life(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    stirred: list[bool] = []
    idleness = Idleness(line)
    idleness.stirred.connect(lambda: stirred.append(True))
    idleness.start(line.windowHandle(), 5)
    for key in (Qt.Key.Key_A, Qt.Key.Key_B):
        QTest.keyClick(line.windowHandle(), key)
    idleness.stop()
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_C)
    assert len(stirred) == 2


def test_a_press_killed_over_a_slip_costs_nobody_a_slip_and_nobody_a_second_one(
    desk: Desk, press: WindowPress, qtbot: QtBot
) -> None:
    sent: list[str] = []
    said: list[object] = []
    asked: list[int] = []

    def pressed(*order: object) -> object:
        process = press.process_id
        assert process is not None
        if not asked:
            os.kill(process, signal.SIGKILL)  # the slip is taken from the queue, the press goes away over it
        asked.append(process)
        return press.press(*order)  # type: ignore[arg-type]

    send: Callable[[bytes, str], object] = lambda pdf, title: sent.append(title)  # noqa: E731
    runner = PrintRunner(desk.counter, desk.lanes, pressed, send, _lies)  # type: ignore[arg-type]
    runner.failed.connect(lambda *what: said.append(what))
    runner.between_prints(press.warm)
    numbers = [desk.receive(paper="a5") for _ in range(2)]
    with qtbot.waitSignals([runner.printed] * 2, timeout=30_000):
        runner.wake()
    runner.close()
    assert sent == [f"{number}_1" for number in numbers] and said == []
    assert [row.state for row in desk.run(lambda office: office.store.register.prints())] == [PrintState.PRINTED] * 2
    assert len(set(asked)) == 2


def test_a_closed_runner_starts_no_press(desk: Desk, press: WindowPress) -> None:
    runner = PrintRunner(desk.counter, desk.lanes, press.press, lambda pdf, title: None, _lies)
    runner.close()
    runner.between_prints(press.warm)
    assert press.process_id is None


def test_a_desk_that_closes_takes_its_press_with_it(tmp_path: Path) -> None:
    papers = Papers(tmp_path)
    before = children()
    papers.press_ready()
    assert len(children() - before) == 1
    papers.close()
    assert children() == before  # a zombie would still be one


def children() -> set[str]:
    """The processes this one started and has not seen end."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_the_lines_of_what_was_loaded_are_forgotten() -> None:
    assert linecache.getline(__file__, 1) and linecache.cache
    forget_source_lines()
    assert linecache.cache == {}


def _lies(pdf: bytes, title: str) -> OpenedPdf:
    return OpenedPdf(title, is_shown=False)

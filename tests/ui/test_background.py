"""Slow work leaves the screen alone, comes back in order, and never brings a widget to another thread."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import DossierNotFoundError
from ui.background import Background


class Lanes:
    """A Background with everything it told."""

    def __init__(self) -> None:
        self.bugs: list[Exception] = []
        self.told: list[object] = []
        self.background = Background(self.bugs.append)


@pytest.fixture
def lanes(qapp: object) -> Iterator[Lanes]:
    found = Lanes()
    yield found
    found.background.close()


def test_work_runs_elsewhere_and_its_result_comes_back_here(lanes: Lanes, qtbot: QtBot) -> None:
    here = threading.get_ident()
    delivered: list[int] = []

    def deliver(there: int) -> None:
        lanes.told.append(there)
        delivered.append(threading.get_ident())

    lanes.background.store(threading.get_ident, deliver)
    qtbot.waitUntil(lambda: bool(lanes.told), timeout=2000)
    assert lanes.told != [here]
    assert delivered == [here]


def test_the_store_lane_is_one_thread_and_keeps_the_order(lanes: Lanes, qtbot: QtBot) -> None:
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        lanes.background.store(partial(work, number), lanes.told.append)
    qtbot.waitUntil(lambda: len(lanes.told) == 50, timeout=2000)
    assert lanes.told == list(range(50))
    assert len(threads) == 1


def test_what_a_clerk_can_be_told_goes_to_the_page(lanes: Lanes, qtbot: QtBot) -> None:
    def work() -> None:
        raise DossierNotFoundError(number="1")

    lanes.background.store(work, lanes.told.append, lanes.told.append)
    qtbot.waitUntil(lambda: bool(lanes.told), timeout=2000)
    assert isinstance(lanes.told[0], DossierNotFoundError)
    assert lanes.bugs == []


@pytest.mark.parametrize("lane", ["store", "wire"])
def test_a_bug_goes_to_the_last_resort(lanes: Lanes, qtbot: QtBot, lane: str) -> None:
    getattr(lanes.background, lane)(lambda: 1 // 0, lanes.told.append, lanes.told.append)
    qtbot.waitUntil(lambda: bool(lanes.bugs), timeout=2000)
    assert isinstance(lanes.bugs[0], ZeroDivisionError)
    assert lanes.told == []


def test_an_error_nobody_waits_for_goes_to_the_last_resort(lanes: Lanes, qtbot: QtBot) -> None:
    def work() -> None:
        raise DossierNotFoundError(number="1")

    lanes.background.store(work, lanes.told.append)
    qtbot.waitUntil(lambda: bool(lanes.bugs), timeout=2000)


def test_a_slow_line_does_not_hold_the_counter_up(lanes: Lanes, qtbot: QtBot) -> None:
    line_answers = threading.Event()
    lanes.background.wire(lambda: line_answers.wait(5), lambda answered: lanes.told.append("wire"))
    lanes.background.store(lambda: "store", lanes.told.append)
    qtbot.waitUntil(lambda: lanes.told == ["store"], timeout=2000)
    line_answers.set()
    qtbot.waitUntil(lambda: lanes.told == ["store", "wire"], timeout=2000)


def test_the_wire_lane_can_ask_the_store_lane_and_wait(lanes: Lanes, qtbot: QtBot) -> None:
    store_thread: list[int] = []
    lanes.background.store(threading.get_ident, store_thread.append)
    lanes.background.wire(lambda: lanes.background.on_store_blocking(threading.get_ident), lanes.told.append)
    qtbot.waitUntil(lambda: bool(lanes.told) and bool(store_thread), timeout=2000)
    assert lanes.told == store_thread


def test_asking_the_store_from_the_store_does_not_wait_for_itself(lanes: Lanes, qtbot: QtBot) -> None:
    lanes.background.store(lambda: lanes.background.on_store_blocking(lambda: 7), lanes.told.append)
    qtbot.waitUntil(lambda: lanes.told == [7], timeout=2000)


def test_closing_finishes_the_store_and_delivers_nothing_more(lanes: Lanes, qtbot: QtBot) -> None:
    done: list[str] = []
    lanes.background.store(lambda: done.append("work"), lanes.told.append)
    lanes.background.close(last=lambda: done.append("closed"))
    lanes.background.store(lambda: done.append("late"), lanes.told.append)
    assert done == ["work", "closed"]
    assert lanes.told == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("store-lane", "wire-lane"))]

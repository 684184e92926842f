"""Scans go after a round that went well, and make way for the next one between two parts."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from tests.desks import SetClock
from ui.application import rounds as of_rounds
from ui.application.rounds import Rounds
from ui.background import Background

Stop = Callable[[], bool]


class HandLanes:
    """A wire lane whose work the test does."""

    def __init__(self) -> None:
        self.work: list[tuple[Callable[[], object], Callable[[Any], object], Callable[[Any], object]]] = []
        self.is_closing = False

    def wire(self, work: Callable[[], object], done: Callable[[Any], object], failed: Callable[[Any], object]) -> None:
        self.work.append((work, done, failed))

    def on_store_blocking(self, work: Callable[[], object]) -> object:
        return work()

    def do_next(self) -> None:
        work, done, failed = self.work.pop(0)
        try:
            got = work()
        except DeskError as error:
            failed(error)
        else:
            done(got)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Stop]:
    """The `stop` of each time scans were sent."""
    stops: list[Stop] = []

    def send(office: Office, on_store: object, *, stop: Stop, pace: object) -> None:
        stops.append(stop)

    monkeypatch.setattr(of_rounds, "send_scans_between", send)
    monkeypatch.setattr(of_rounds, "exchange_round_between", lambda *_: "went well")
    return stops


@pytest.fixture
def parent(qapp: QApplication) -> QObject:
    return QObject()


def rounds_with(lanes: HandLanes, parent: QObject) -> Rounds:
    office = cast(Office, object())
    return Rounds(cast(Background, lanes), lambda: office, SetClock().now, parent)


def test_scans_follow_a_round_and_stop_for_the_next_one(sent: list[Stop], parent: QObject) -> None:
    lanes = HandLanes()
    rounds = rounds_with(lanes, parent)
    rounds.send_now()
    lanes.do_next()
    assert len(lanes.work) == 1 and sent == []
    lanes.do_next()
    assert sent[0]() is False and lanes.work == []
    rounds.send_now()
    assert sent[0]() is True  # the round waits on the wire lane behind them
    lanes.do_next()
    lanes.do_next()
    assert len(sent) == 2 and sent[1]() is False


def test_scans_stop_when_the_window_closes(sent: list[Stop], parent: QObject) -> None:
    lanes = HandLanes()
    rounds_with(lanes, parent).send_now()
    lanes.do_next()
    lanes.do_next()
    lanes.is_closing = True
    assert sent[0]() is True


def test_a_line_that_breaks_over_a_scan_is_not_told_as_a_failed_round(
    sent: list[Stop], parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise DeskError(url="x")

    monkeypatch.setattr(of_rounds, "send_scans_between", breaks)
    lanes = HandLanes()
    rounds = rounds_with(lanes, parent)
    told: list[object] = []
    rounds.failed.connect(told.append)
    rounds.send_now()
    lanes.do_next()
    lanes.do_next()
    assert told == [] and rounds.last_error is None


def test_after_a_round_that_failed_no_scan_goes(
    sent: list[Stop], parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise DeskError(url="x")

    monkeypatch.setattr(of_rounds, "exchange_round_between", breaks)
    lanes = HandLanes()
    rounds_with(lanes, parent).send_now()
    lanes.do_next()
    assert lanes.work == [] and sent == []

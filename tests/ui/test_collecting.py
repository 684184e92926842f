"""What refers to itself is taken away by the window's thread, however much other threads allocate."""

import gc
import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.application.collecting import Collecting


class Cycle:
    """Refers to itself, and notes on which thread it ended."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        self.itself = self
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread())


def _allocate_elsewhere() -> list[list[int]]:
    kept: list[list[int]] = []
    worker = threading.Thread(target=lambda: kept.extend([at] for at in range(20_000)))
    worker.start()
    worker.join()
    return kept


def test_a_cycle_ends_on_the_window_s_thread(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.application.collecting.EVERY_MS", 1)
    ended_on: list[threading.Thread] = []
    collecting = Collecting(qapp)
    Cycle(ended_on)
    kept = _allocate_elsewhere()
    assert ended_on == []
    assert gc.get_count()[0] > len(kept) > gc.get_threshold()[0]
    qtbot.waitUntil(lambda: bool(ended_on), timeout=5000)
    collecting.deleteLater()
    assert ended_on == [threading.main_thread()]


def test_without_it_a_cycle_ends_wherever_memory_is_asked_for() -> None:
    ended_on: list[threading.Thread] = []
    gc.collect()
    Cycle(ended_on)
    kept = _allocate_elsewhere()
    assert len(ended_on) == 1
    assert ended_on != [threading.main_thread()]
    assert kept

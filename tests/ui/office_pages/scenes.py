"""Scenes of the pages around the counter, each on a desk of its own."""

from tests.ui.office_pages.stage import LAST_NIGHT, NOW, TONIGHT, Stage
from ui.main_window import MainWindow
from ui.pages.exchange.page import ExchangePage


def _exchange(stage: Stage) -> tuple[MainWindow, ExchangePage]:
    stage.clock.at = NOW
    window = stage.window("exchange", ExchangePage)
    page = window.page("exchange")
    assert isinstance(page, ExchangePage)
    page.show_next(TONIGHT)
    return window, page


def _after_a_good_night() -> Stage:
    stage = Stage()
    stage.receive(("Đỗ Đức Quỳnh", "Vũ Đình Khuê"))
    stage.clock.at = LAST_NIGHT
    stage.prove()
    stage.clock.at = NOW
    return stage


def exchange_waiting() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    return _exchange(stage)[0]


def exchange_sending() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    window, page = _exchange(stage)
    page.show_progress(0, 14)
    stage.prove()
    stage.receive(("Cao Thị Nghĩa", "Y Wơl Niê Kđăm"))
    page.show_progress(9, 2)
    return window


def exchange_failed() -> MainWindow:
    stage = _after_a_good_night()
    stage.receive()
    window, page = _exchange(stage)
    page.show_failure("Chưa nối được máy chủ. Hồ sơ vẫn an toàn trên máy này; máy tự thử lại, không cần làm gì.")
    return window


def exchange_empty() -> MainWindow:
    return _exchange(_after_a_good_night())[0]

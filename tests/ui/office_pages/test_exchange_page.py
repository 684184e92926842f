"""Đồng bộ by keys, on a real desk: only what a receipt proves leaves the list."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.office_pages.stage import LAST_NIGHT, NOW, TONIGHT, Stage
from ui.keys import Chord
from ui.main_window import MainWindow
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.parts import ADDRESS, ENROLMENT, LAST, NEXT, NIGHT


class Scene:
    """The page on its window, and hands."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stage = Stage()
        self.proven = self.stage.receive(("Đỗ Đức Quỳnh", "Vũ Đình Khuê"))
        self.stage.clock.at = LAST_NIGHT
        self.stage.prove()
        self.stage.clock.at = NOW
        self.numbers = self.stage.receive(("Lò Thị Mỷ", "Y Wơl Niê Kđăm", "H'Hen Niê"))
        self.window: MainWindow = self.stage.window("exchange", ExchangePage)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        found = self.window.page("exchange")
        assert isinstance(found, ExchangePage)
        self.page = found

    def press(self, text: str) -> None:
        chord = Chord.read(text)
        QTest.keyClick(self.window.windowHandle(), chord.key, chord.modifiers)

    @property
    def listed(self) -> list[tuple[str, str]]:
        return [(line.id, line.cells[-1].text) for line in self.page.list.lines]


@pytest.fixture
def scene(qtbot: QtBot, qapp: QApplication) -> Iterator[Scene]:
    yield Scene(qtbot)


HERE = "Chỉ có trên máy này"


def test_the_page_names_every_dossier_that_is_only_here(scene: Scene) -> None:
    assert scene.listed == [(number, HERE) for number in reversed(scene.numbers)]
    assert scene.page.state.title.text() == "3 hồ sơ chỉ có trên máy này"
    assert scene.page.state.line.text() == "Huyện đã nhận mọi hồ sơ đến 22:17, Thứ Ba, 08/12/2026."
    assert (scene.page.state.bar.done, scene.page.state.bar.left) == (2, 3)


def test_ctrl_enter_asks_for_a_round_once_until_it_has_ended(scene: Scene, qtbot: QtBot) -> None:
    asked: list[None] = []
    scene.page.send_now.connect(lambda: asked.append(None))
    scene.press("Ctrl+Enter")
    scene.press("Ctrl+Enter")
    assert len(asked) == 1
    scene.page.show_failure("Chưa nối được máy chủ.")
    scene.press("Ctrl+Enter")
    assert len(asked) == 2


def test_while_sending_what_is_proven_moves_and_the_rest_stays_only_here(scene: Scene) -> None:
    scene.page.show_progress(0, 6)
    assert scene.page.state.title.text() == "Đang gửi lên huyện"
    scene.stage.prove()
    late = scene.stage.receive(("Cao Thị Nghĩa",))
    scene.page.show_progress(5, 1)
    assert scene.listed[0] == (late[0], HERE)
    arrived = dict(scene.listed[1:])
    assert set(arrived) == set(scene.numbers)
    assert all(words.startswith("Huyện đã nhận 10:26:") for words in arrived.values())
    assert scene.page.state.line.text() == "Huyện đã nhận 2 trong 3 hồ sơ."
    assert scene.page.state.waiting.text() == "1 hồ sơ còn trên máy này"


def test_a_good_round_ends_with_everything_proven(scene: Scene) -> None:
    scene.stage.prove()
    scene.page.show_result()
    assert scene.page.state.title.text() == "Huyện đã nhận đủ mọi hồ sơ của máy này"
    assert scene.page.send.isEnabled()
    assert scene.page.strip.isHidden()


def test_a_broken_round_says_why_and_that_all_is_safe(scene: Scene) -> None:
    scene.page.show_next(TONIGHT)
    scene.page.show_failure("Chưa nối được máy chủ.")
    assert scene.page.strip.isVisible()
    assert scene.page.strip.advice.text == "Chưa nối được máy chủ."
    line = scene.page.state.line.text()
    assert line == "Hồ sơ vẫn an toàn trên máy này. Máy tự gửi tiếp lúc 22:14 tối nay."
    scene.page.show_progress(0, 6)
    assert scene.page.strip.isHidden()


def test_a_round_that_ends_while_another_page_shows_leaves_no_dead_button(scene: Scene) -> None:
    scene.press("Ctrl+Enter")
    assert not scene.page.send.isEnabled()
    scene.press("F2")
    scene.press("F8")
    assert scene.page.send.isEnabled()


def test_the_cards_say_who_the_upstream_is_and_when_the_machine_tries(scene: Scene) -> None:
    own, upstream, down = scene.page._cards
    assert own.facts[NEXT].value.text() == "Chưa biết"
    scene.page.show_next(TONIGHT)
    assert own.facts[NEXT].value.text() == "22:14 tối nay"
    assert own.facts[LAST].value.text() == "22:17, 08/12/2026"
    scene.page.show_night("")
    assert own.facts[NIGHT].value.text() == "Chưa đặt lịch"
    scene.page.show_night("22:17")
    assert own.facts[NIGHT].value.text() == "22:17 hằng tối"
    assert upstream.facts[ADDRESS].value.text() == "may-chu.huyen:8443"
    assert upstream.facts[ENROLMENT].value.text() == "Sẽ ghi danh khi nối được"
    assert [fact.value.text() for fact in down.facts.values()] == ["bản 2026-11-21", "bản 2026-11-21"]


def test_without_an_address_the_page_says_where_to_write_one(scene: Scene) -> None:
    scene.stage.setting("district_url", "")
    scene.page.refresh()
    assert scene.page.state.line.text() == "Máy chưa có địa chỉ để gửi; xin ghi ở trang Cài đặt."


def test_enter_on_a_line_opens_the_dossier(scene: Scene, qtbot: QtBot) -> None:
    scene.press("F6")
    with qtbot.waitSignal(scene.page.open_dossier) as opened:
        scene.press("Enter")
    assert opened.args == [scene.numbers[-1]]


def test_with_nothing_to_send_the_list_says_so_in_words(scene: Scene, qtbot: QtBot) -> None:
    scene.stage.prove()
    fresh = ExchangePage(scene.stage.counter)
    qtbot.addWidget(fresh)
    fresh.refresh()
    assert fresh.stack.currentWidget() is fresh.empty
    assert fresh.empty.title.text() == "Không có hồ sơ nào chỉ ở trên máy này."


@pytest.mark.parametrize("size", [(1366, 690), (1280, 690), (910, 490)])
def test_the_page_fits_its_window(scene: Scene, size: tuple[int, int]) -> None:
    scene.window.resize(*size)
    QApplication.processEvents()
    assert (scene.window.width(), scene.window.height()) == size
    foot = scene.page.send.mapTo(scene.window, scene.page.send.rect().bottomLeft())
    assert scene.window.rect().contains(foot)

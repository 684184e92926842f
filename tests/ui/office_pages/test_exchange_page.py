"""Đồng bộ by keys, on a real desk: only what a receipt proves leaves the list."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import DeskError
from desk_app.scan_ports import ScanDocument
from desk_app.usecases import scans
from desk_app.usecases.refusals import refusal_noted
from desk_app.usecases.stick import stick_left
from sync.errors import StickGoneError
from tests.ui.office_pages.hands import Hands
from tests.ui.office_pages.stage import LAST_NIGHT, NOW, TONIGHT, Stage
from ui.keys import Chord
from ui.main_window import MainWindow
from ui.messages import sentence_of
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.parts import ADDRESS, ENROLMENT, LAST, NEXT, NIGHT, SCANS
from ui.pages.exchange.stick import ABOUT, Carry, Done, Failed, StickService


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


@pytest.fixture
def hands(scene: Scene, qtbot: QtBot) -> Hands:
    return Hands(qtbot, scene.window)


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


def test_scans_that_wait_are_counted_until_the_district_has_them_whole(scene: Scene) -> None:
    def said() -> str:
        scene.page.refresh()
        return scene.page._cards[0].facts[SCANS].value.text()

    office = scene.stage.office
    assert said() == "Không có bản chờ gửi"
    for content in (b"one", b"two"):
        attached = scans.attach(office, scene.numbers[0], ScanDocument(content, 1))
    assert said() == "2 bản chờ gửi"
    office.store.scans.sent(attached.root, NOW)  # type: ignore[attr-defined]
    assert said() == "1 bản chờ gửi"
    scans.remove(office, scene.numbers[0], attached.scan - 1, "quét nhầm")
    assert said() == "Không có bản chờ gửi"


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


class Carrier:
    """Stands for what carries a stick: answers when the test says so."""

    def __init__(self, places: tuple[tuple[str, str], ...]) -> None:
        self.places = places
        self.asked: list[tuple[str, str]] = []
        self.answer: str | DeskError = "Đã chép 3 hồ sơ ra USB."

    def service(self) -> StickService:
        return StickService(lambda: self.places, self._carry("out"), self._carry("back"))

    def _carry(self, way: str) -> Carry:
        def carry(folder: str, done: Done, failed: Failed) -> None:
            self.asked.append((way, folder))
            if isinstance(self.answer, DeskError):
                failed(self.answer)
            else:
                done(self.answer)

        return carry


PLUGGED = (("/media/usb1", "KINGSTON, còn trống 3,2 GB"), ("/media/usb2", "SANDISK, còn trống 7,0 GB"))


def _served(scene: Scene, places: tuple[tuple[str, str], ...] = PLUGGED) -> Carrier:
    carrier = Carrier(places)
    scene.page.stick.serve(carrier.service())
    return carrier


def test_a_stick_that_is_plugged_in_is_written_by_two_keys(scene: Scene) -> None:
    carrier = _served(scene)
    scene.press("Alt+C")
    scene.press("Enter")
    assert carrier.asked == [("out", "/media/usb1")]
    assert scene.page.stick.words.text() == "Đã chép 3 hồ sơ ra USB."
    scene.press("Alt+U")
    scene.press("Ctrl+Enter")
    assert carrier.asked[1:] == [("back", "/media/usb1")]


def test_the_other_stick_is_chosen_by_arrows_and_any_folder_by_typing(scene: Scene, hands: Hands) -> None:
    carrier = _served(scene)
    dialog = scene.page.stick.ask(back=False)
    assert dialog is not None
    dialog.boxes["stick"].setFocus()
    hands.press("↓", "Ctrl+Enter")
    dialog = scene.page.stick.ask(back=True)
    assert dialog is not None
    dialog.boxes["folder"].setFocus()
    hands.write("/srv/usb")
    hands.press("Ctrl+Enter")
    assert carrier.asked == [("out", "/media/usb2"), ("back", "/srv/usb")]


def test_without_a_stick_the_dialog_asks_for_a_folder_and_says_so(scene: Scene, hands: Hands) -> None:
    carrier = _served(scene, ())
    hands.press("Alt+C", "Ctrl+Enter")
    assert carrier.asked == []
    hands.write("/media/usb")
    hands.press("Ctrl+Enter")
    assert carrier.asked == [("out", "/media/usb")]


def test_a_stick_pulled_out_is_said_in_the_dialog_which_stays(scene: Scene, hands: Hands) -> None:
    carrier = _served(scene)
    carrier.answer = StickGoneError(folder="/media/usb1")
    dialog = scene.page.stick.ask(back=False)
    assert dialog is not None
    hands.press("Enter")
    assert dialog.problem.text() == sentence_of(carrier.answer)
    carrier.answer = "Đã chép."
    hands.press("Ctrl+Enter")
    assert scene.page.stick.words.text() == "Đã chép."


def test_a_stick_under_way_is_said_until_its_receipt_is_back(scene: Scene) -> None:
    stick_left(scene.stage.office.store, NOW, scene.stage.office.store.outbox.head()[0])
    scene.page.refresh()
    assert "Đã chép ra USB lúc 10:26 sáng nay, chờ USB mang biên nhận về." in scene.page.state.line.text()
    assert scene.page.state.title.text() == "3 hồ sơ chỉ có trên máy này"
    assert scene.page.stick.words.text() == "USB chép lúc 10:26, 09/12/2026 chưa mang biên nhận về."
    scene.stage.prove()
    scene.page.refresh()
    assert "USB" not in scene.page.state.line.text()
    assert scene.page.stick.words.text() == ABOUT


def test_what_the_district_refused_stays_in_the_list_with_its_reason_and_the_next_step(scene: Scene) -> None:
    outbox = scene.stage.office.store.outbox
    first = scene.stage.office.store.register.dossier(scene.numbers[0]).last_seq
    refusal_noted(scene.stage.office.store, "DAMAGED", outbox.acknowledged() + 1, first, NOW)
    scene.page.refresh()
    refused = dict(scene.listed)
    assert refused == {**dict.fromkeys(scene.numbers, HERE), scene.numbers[0]: "Huyện chưa nhận"}
    assert scene.page.strip.isVisible()
    assert scene.page.strip.title.text() == "Huyện chưa nhận 1 hồ sơ: dữ liệu tới nơi bị hỏng."
    assert scene.page.strip.advice.text == "Máy tự gửi lại; còn báo lần nữa thì xin gọi huyện."
    assert scene.page.state.title.text() == "1 hồ sơ huyện chưa nhận được"
    scene.page.show_failure("Chưa nối được máy chủ.")
    assert scene.page.strip.title.text().startswith("Huyện chưa nhận 1 hồ sơ"), "the weightier of the two"
    scene.stage.prove()
    scene.page.show_result()
    assert scene.page.strip.isHidden()
    assert HERE not in dict(scene.listed).values()

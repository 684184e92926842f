"""In giấy by keys, on a real desk: the question changes nothing by itself, and nothing is printed unasked."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import DeskError
from desk_app.ports import PrintState
from desk_app.usecases import slips
from printing.errors import SlipTooLongError
from tests.ui.office_pages.stage import NOW, Stage
from ui.keys import Chord
from ui.main_window import MainWindow
from ui.opened_pdf import OpenedPdf
from ui.pages.prints.page import PrintsPage
from ui.pages.prints.question import CameOut


class Scene:
    """The page on its window, its papers, and hands."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stage = Stage()
        self.stage.clock.at = NOW
        self.wanted: list[int] = []
        self.opened: list[tuple[bytes, str]] = []
        self.refusal: DeskError | None = None
        self.qtbot = qtbot

    def open(self) -> None:
        self.window: MainWindow = self.stage.window("prints", PrintsPage)
        self.qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        found = self.window.page("prints")
        assert isinstance(found, PrintsPage)
        self.page = found
        self.page.print_wanted.connect(self.wanted.append)
        self.page.serve(self._pdf_of, lambda pdf, title: self.opened.append((pdf, title)), self._render)
        self.window.open("prints")

    def put(self, *states: PrintState) -> list[int]:
        """Receive a dossier for each state and bring its print there; return the ids."""
        office = self.stage.office
        ids = []
        for state in states:
            self.stage.receive(("Nguyễn Thị Thuỷ Tiên",), paper="a5")
            print_id = office.store.register.latest_prints(1)[0].print_id
            ids.append(print_id)
            if state is not PrintState.WAITING:
                slips.begin_print(office, print_id)
            if state is PrintState.PRINTED:
                slips.printed(office, print_id, b"d" * 32)
            elif state is PrintState.FAILED:
                slips.print_failed(office, print_id, "Máy in không nhận giấy hẹn (hết giấy).")
            elif state is PrintState.ASK:
                slips.print_postponed(office, print_id)
        return ids

    def press(self, *texts: str) -> None:
        for text in texts:
            chord = Chord.read(text)
            QTest.keyClick(self.window.windowHandle(), chord.key, chord.modifiers)

    def state(self, print_id: int) -> PrintState:
        return slips.print_row(self.stage.office, print_id).state

    @property
    def said(self) -> list[str]:
        return [line.cells[-1].text for line in self.page.list.lines]

    def _pdf_of(self, print_id: int, done: Callable[[bytes, str], None], failed: Callable[[DeskError], None]) -> None:
        if self.refusal is not None:
            failed(self.refusal)
        else:
            done(f"%PDF {print_id}".encode(), f"title {print_id}")

    def _render(self, pdf: bytes) -> QImage:
        image = QImage(148, 210, QImage.Format.Format_RGB888)
        image.setText("pdf", pdf.decode())
        image.fill(Qt.GlobalColor.white)
        return image


@pytest.fixture
def scene(qtbot: QtBot, qapp: QApplication) -> Iterator[Scene]:
    yield Scene(qtbot)


def test_the_queue_speaks_in_words_with_what_needs_a_person_first(scene: Scene) -> None:
    scene.put(PrintState.PRINTED, PrintState.WAITING, PrintState.FAILED, PrintState.PRINTING)
    scene.open()
    assert scene.said == ["Chưa in được", "Đang gửi sang máy in", "Chờ đến lượt in", "Đã in"]
    assert scene.page.list.lines[0].cells[1].under == "Máy in không nhận giấy hẹn (hết giấy)."
    assert scene.page.head.note.text() == "2 bản đang chờ"


def test_a_slip_that_opened_as_pdf_is_not_called_printed(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.PRINTING)
    slips.print_failed(scene.stage.office, print_id, OpenedPdf("/tmp/x.pdf", is_shown=True).note)
    scene.open()
    assert scene.said == ["Chưa in, có tệp PDF"]
    scene.press("Enter")
    assert scene.page.question is not None  # it may have been printed from the viewer
    scene.press("Alt+1")
    assert scene.said == ["Đã in"]


def test_after_a_crash_the_desk_asks_about_the_slip_and_the_focus_rests_on_leaving_it(scene: Scene) -> None:
    scene.put(PrintState.ASK)
    scene.open()
    question = scene.page.question
    assert question is not None
    assert question.title.text() == "Phiếu …1001 đã ra chưa?"
    assert QApplication.focusWidget() is question.buttons[CameOut.LATER]
    heights = {button.height() for button in question.buttons.values()}
    kinds = {button.kind for button in question.buttons.values()}
    assert (len(heights), len(kinds)) == (1, 1)
    assert question.picture.image is not None


@pytest.mark.parametrize("keys", [("Enter",), ("Esc",), ("Space",)])
def test_enter_space_and_esc_change_nothing(scene: Scene, keys: tuple[str, ...]) -> None:
    (print_id,) = scene.put(PrintState.ASK)
    scene.open()
    before = scene.stage.office.store.outbox.head()
    scene.press(*keys)
    scene.qtbot.waitUntil(lambda: scene.page.question is None, timeout=2000)
    assert scene.state(print_id) is PrintState.ASK
    assert scene.stage.office.store.outbox.head() == before
    assert scene.wanted == []
    scene.page.refresh()
    assert scene.page.question is None


def test_a_scan_with_its_enter_answers_no_question(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.ASK)
    scene.open()
    for letter in "000.00.18.H32-261209-1001":
        QTest.keyClick(scene.window.windowHandle(), ord(letter))
    QTest.keyClick(scene.window.windowHandle(), Qt.Key.Key_Return)
    assert scene.page.question is not None
    assert scene.state(print_id) is PrintState.ASK
    assert scene.wanted == []


def test_it_came_out_is_logged_and_prints_nothing(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.ASK)
    scene.open()
    with scene.qtbot.waitSignal(scene.page.recorded):
        scene.press("Alt+1")
    assert scene.state(print_id) is PrintState.PRINTED
    assert scene.wanted == []
    assert len(scene.stage.office.store.register.prints()) == 1


def test_it_did_not_come_out_prints_once_more_with_the_next_number(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.ASK)
    scene.open()
    scene.press("Alt+2")
    assert scene.state(print_id) is PrintState.CANCELLED
    (again,) = scene.wanted
    row = slips.print_row(scene.stage.office, again)
    assert (row.state, row.intent.print_number) == (PrintState.WAITING, 2)


def test_several_questions_are_asked_one_after_the_other(scene: Scene) -> None:
    first, second = scene.put(PrintState.ASK, PrintState.ASK)
    scene.open()
    scene.press("Alt+1")
    assert scene.page.question is not None
    assert scene.page.question.queued.row.print_id == second
    scene.press("Alt+2")
    assert scene.page.question is None
    assert [scene.state(first), scene.state(second)] == [PrintState.PRINTED, PrintState.CANCELLED]


def test_a_question_put_off_is_asked_again_on_its_line(scene: Scene) -> None:
    scene.put(PrintState.ASK)
    scene.open()
    scene.press("Esc")
    assert scene.page.question is None
    scene.press("Enter")
    assert scene.page.question is not None


def test_ctrl_p_prints_the_chosen_slip_again_with_the_next_number(scene: Scene) -> None:
    scene.put(PrintState.PRINTED)
    scene.open()
    scene.press("Ctrl+P")
    (again,) = scene.wanted
    assert slips.print_row(scene.stage.office, again).intent.print_number == 2
    assert scene.said == ["Chờ đến lượt in", "Đã in"]


def test_a_print_that_failed_keeps_its_number_when_it_is_tried_again(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.FAILED)
    scene.open()
    scene.press("Ctrl+P")
    assert scene.wanted == [print_id]
    assert scene.state(print_id) is PrintState.WAITING


def test_all_that_failed_goes_out_again_with_one_key(scene: Scene) -> None:
    ids = scene.put(PrintState.FAILED, PrintState.PRINTED, PrintState.FAILED)
    scene.open()
    assert scene.page.strip.isVisible()
    scene.press("Alt+A")
    assert [scene.state(each) for each in ids] == [PrintState.WAITING, PrintState.PRINTED, PrintState.WAITING]
    assert scene.page.strip.isHidden()


def test_a_failed_print_can_be_given_up(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.FAILED)
    scene.open()
    scene.press("Del")
    assert scene.state(print_id) is PrintState.CANCELLED
    assert scene.wanted == []


def test_what_waits_is_neither_printed_twice_nor_given_up(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.WAITING)
    scene.open()
    scene.press("Ctrl+P", "Del", "Alt+A")
    assert scene.page.again.isHidden()
    assert scene.wanted == []
    assert scene.state(print_id) is PrintState.WAITING


def test_alt_p_opens_the_pdf_of_the_chosen_print(scene: Scene) -> None:
    (print_id,) = scene.put(PrintState.FAILED)
    scene.open()
    scene.press("Alt+P")
    assert scene.opened == [(f"%PDF {print_id}".encode(), f"title {print_id}")]


def test_a_pdf_that_cannot_be_made_says_why(scene: Scene) -> None:
    scene.put(PrintState.FAILED)
    scene.open()
    told: list[str] = []
    scene.page.told.connect(told.append)
    scene.refusal = SlipTooLongError(number="1001")
    scene.press("Alt+P")
    assert len(told) == 1
    assert "dài quá mức" in told[0]


def test_the_picture_follows_the_choice(scene: Scene) -> None:
    first, second = scene.put(PrintState.PRINTED, PrintState.PRINTED)
    scene.open()
    pictures = []
    for _ in range(2):
        image = scene.page.picture.image
        assert image is not None
        pictures.append(image.text("pdf"))
        scene.press("↓")
    assert pictures == [f"%PDF {second}", f"%PDF {first}"]


def test_enter_on_a_printed_slip_opens_its_dossier(scene: Scene) -> None:
    scene.put(PrintState.PRINTED)
    scene.open()
    with scene.qtbot.waitSignal(scene.page.open_dossier):
        scene.press("Enter")


def test_an_empty_queue_says_what_to_do_instead(scene: Scene) -> None:
    scene.open()
    assert scene.page.stack.currentWidget() is scene.page.empty
    assert scene.page.again.isHidden()


@pytest.mark.parametrize("size", [(1366, 690), (1280, 690), (910, 490)])
def test_the_page_fits_its_window(scene: Scene, size: tuple[int, int]) -> None:
    scene.put(PrintState.FAILED, PrintState.PRINTED)
    scene.open()
    scene.window.resize(*size)
    QApplication.processEvents()
    assert (scene.window.width(), scene.window.height()) == size
    foot = scene.page.again.mapTo(scene.window, scene.page.again.rect().bottomLeft())
    assert scene.window.rect().contains(foot)

"""Signing in: by keys alone, and nothing is decided here."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.gate import SECRET, Gate, gate_before, words_of
from tests.ui.scenes import LAST, NOW, OFFICERS, RECEPTION
from ui.pages.sign_in import LastDay, SignInPage
from ui.resources.qt_words import QtWords
from ui.widgets.field import Field


@pytest.fixture
def open_gate(qtbot: QtBot, qapp: QApplication) -> Callable[[QWidget], Gate]:
    return lambda page: gate_before(page, qtbot)


def sign_in_page(last: LastDay | None = LAST) -> SignInPage:
    return SignInPage(RECEPTION, OFFICERS, last, lambda: NOW)


def test_a_clerk_chooses_her_name_and_enters_by_keys(open_gate: Callable[[QWidget], Gate], qtbot: QtBot) -> None:
    page = sign_in_page()
    gate = open_gate(page)
    gate.press("↓")
    gate.type(SECRET)
    with qtbot.waitSignal(page.signed_in_requested) as asked:
        gate.press("Enter")
    assert asked.args == ["2", SECRET]


def test_a_wrong_password_is_one_sentence_and_the_field_keeps_the_focus(
    open_gate: Callable[[QWidget], Gate], qtbot: QtBot
) -> None:
    page = sign_in_page()
    gate = open_gate(page)
    gate.type("sai")
    gate.press("Enter")
    page.show_wrong_password()
    assert page.password.is_wrong
    assert "Mật khẩu chưa đúng" in page.password.message.words.text()
    assert QApplication.focusWidget() is page.password.line
    gate.type("đúng")
    assert page.password.secret == "đúng"
    assert not page.password.is_wrong


def test_while_a_password_is_tried_enter_tries_no_second_one(open_gate: Callable[[QWidget], Gate]) -> None:
    page = sign_in_page()
    tried: list[str] = []
    page.signed_in_requested.connect(lambda officer, password: tried.append(password))
    gate = open_gate(page)
    gate.type(SECRET)
    gate.press("Enter", "Enter")
    assert tried == [SECRET]


def test_the_clock_of_the_sign_in_page_goes_on(qapp: QApplication) -> None:
    times = [NOW]
    page = SignInPage(RECEPTION, OFFICERS, LAST, lambda: times[-1])
    before = page.clock.text()
    times.append(NOW + timedelta(minutes=7))
    timer = page.findChild(QTimer)
    assert timer is not None and timer.isActive()
    timer.timeout.emit()
    assert page.clock.text() != before


def test_an_empty_password_is_asked_for(open_gate: Callable[[QWidget], Gate]) -> None:
    page = sign_in_page()
    open_gate(page).press("Enter")
    assert page.password.is_wrong


def test_the_eye_shows_the_password(open_gate: Callable[[QWidget], Gate]) -> None:
    page = sign_in_page()
    open_gate(page)
    assert page.password.eye.accessibleName() == "Hiện mật khẩu"
    page.password.eye.click()
    assert page.password.line.echoMode() == QLineEdit.EchoMode.Normal
    page.password.eye.click()
    assert page.password.line.echoMode() == QLineEdit.EchoMode.Password


def test_the_way_back_is_alt_q(open_gate: Callable[[QWidget], Gate], qtbot: QtBot) -> None:
    page = sign_in_page()
    gate = open_gate(page)
    with qtbot.waitSignal(page.recovery_requested) as asked:
        gate.press("Alt+Q")
    assert asked.args == ["1"]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (LAST, "Huyện đã nhận đủ, đến 22:17 hôm qua"),
        (LastDay(12, 7, None, NOW), "7 hồ sơ chỉ có trên máy này"),
        (LastDay(12, 0, None, NOW), "Huyện chưa nhận lần nào"),
        (None, "Chưa biết tình hình của máy này"),
    ],
)
def test_what_is_said_before_anyone_unlocks(qapp: QApplication, last: LastDay | None, said: str) -> None:
    assert said in words_of(sign_in_page(last))


@pytest.mark.parametrize("name", ["sign-in", "assistant-1", "assistant-2", "assistant-3", "assistant-4", "assistant-5"])
@pytest.mark.parametrize("size", [(1366, 690), (1280, 690)])
def test_the_gates_fit_their_window(qtbot: QtBot, qapp: QApplication, name: str, size: tuple[int, int]) -> None:
    window = scenes.SCENES[name]()
    qtbot.addWidget(window)
    window.resize(*size)
    assert (window.width(), window.height()) == size
    for field in window.findChildren(Field):
        if field.isVisible():
            bottom = field.mapTo(window, field.rect().bottomLeft()).y()
            layout = field.layout()
            assert layout is not None
            flows = field.hasHeightForWidth()
            assert field.height() >= (layout.heightForWidth(field.width()) if flows else field.sizeHint().height())
            assert bottom < size[1]


def test_qt_itself_speaks_vietnamese(qapp: QApplication) -> None:
    words = QtWords(qapp)
    qapp.installTranslator(words)
    try:
        box = QMessageBox(
            QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        )
        assert {button.text() for button in box.buttons()} == {"Có", "Không"}
        line = QLineEdit()
        menu = line.createStandardContextMenu()
        assert {"Cắt", "Chép", "Dán"} <= {action.text().split("\t")[0] for action in menu.actions()}
    finally:
        qapp.removeTranslator(words)


def test_what_nobody_does_is_not_offered(open_gate: Callable[[QWidget], Gate]) -> None:
    page = sign_in_page()
    open_gate(page)
    assert not page.training.isVisible()
    assert "F10" not in {binding.chord.text for binding in page.bindings()}


def test_tab_goes_names_password_enter_links(open_gate: Callable[[QWidget], Gate]) -> None:
    page = sign_in_page()
    page.training_requested.connect(lambda: None)
    gate = open_gate(page)
    page.officers.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(5):
        gate.press("Tab")
        focus = QApplication.focusWidget()
        seen.append(focus.objectName() if focus is not None else "")
    assert seen == ["password", "password_shown", "enter", "forgot", "training"]

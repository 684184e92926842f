"""Signing in and the first start: by keys alone, and nothing is decided here."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.scenes import LAST, NOW, OFFICERS, RECEPTION
from ui.dialogs.officers import AddOfficerDialog, ChangePasswordDialog, RecoveryDialog
from ui.keys import Chord
from ui.main_window import MainWindow
from ui.pages.assistant import AssistantPage, FirstAnswers
from ui.pages.sign_in import LastDay, SignInPage
from ui.resources.qt_words import QtWords
from ui.widgets.field import Field
from ui.widgets.password_pair import PasswordPair, length_of
from ui.widgets.text import Text

SECRET = "trâu vàng uống nước ao"


class Gate:
    """A window with a gate, and keys that go through the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def press(self, *chords: str) -> None:
        for text in chords:
            chord = Chord.read(text)
            QTest.keyClick(self.window.windowHandle(), chord.key, chord.modifiers)

    def type(self, text: str) -> None:
        """Type as an input method does (QTest.keyClicks aborts the process on Vietnamese letters)."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)


@pytest.fixture
def open_gate(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[QWidget], Gate]]:
    def open_it(page: QWidget) -> Gate:
        window = scenes.at_the_gate(page)
        qtbot.addWidget(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.focus_first()  # type: ignore[attr-defined]
        return Gate(window)

    yield open_it


def sign_in_page(last: LastDay | None = LAST) -> SignInPage:
    return SignInPage(RECEPTION, OFFICERS, last, lambda: NOW)


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(Text))


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


def to_step(page: AssistantPage, step: int) -> None:
    page.agency_code.set_text("000.00.18.H32")
    page.agency_name.set_text("xã Suối Hương")
    page.officer_name.set_text("Trần Thị Mỹ Hạnh")
    page.passwords.first.set_text(SECRET)
    page.passwords.again.set_text(SECRET)
    for _ in range(step):
        page.step_forward()


def test_a_desk_is_set_up_by_keys_alone(open_gate: Callable[[QWidget], Gate], qtbot: QtBot) -> None:
    page = AssistantPage()
    gate = open_gate(page)
    gate.type("000.00.18.H32")
    gate.press("Enter")
    gate.type("xã Suối Hương")
    gate.press("Ctrl+Enter", "↓", "Enter", "Enter")
    gate.type("0262 3851 117")
    gate.press("Ctrl+Enter")
    gate.type("Trần Thị Mỹ Hạnh")
    gate.press("Enter", "Enter")
    gate.type(SECRET)
    gate.press("Enter")
    page.passwords.again.line.setFocus()
    gate.type(SECRET)
    gate.press("Ctrl+Enter")
    with qtbot.waitSignal(page.finished) as done:
        gate.press("Ctrl+Enter")
    assert done.args == [
        FirstAnswers(
            agency_code="000.00.18.H32",
            agency_name="xã Suối Hương",
            parent_body="Ủy ban nhân dân xã Suối Hương",
            place="Suối Hương",
            desk=2,
            first_number=1,
            hotline="0262 3851 117",
            legal_profile="TT03/2025",
            officer_name="Trần Thị Mỹ Hạnh",
            duty="Công chức Một cửa",
            password=SECRET,
        )
    ]


def test_enter_in_the_last_field_lands_on_the_way_forward(open_gate: Callable[[QWidget], Gate]) -> None:
    page = AssistantPage()
    gate = open_gate(page)
    to_step(page, 3)
    page.enrol_code.line.setFocus()
    gate.press("Enter")
    assert QApplication.focusWidget() is page.forward


def test_the_secrets_of_a_first_start_are_never_printed() -> None:
    start = FirstAnswers("c", "n", "p", "l", 1, 1, "h", "TT03/2025", "o", "d", SECRET, "u", "GHI-DANH")
    assert SECRET not in repr(start)
    assert "GHI-DANH" not in repr(start)


def test_a_step_that_is_not_complete_says_what_is_missing(open_gate: Callable[[QWidget], Gate]) -> None:
    page = AssistantPage()
    gate = open_gate(page)
    gate.press("Ctrl+Enter")
    assert page.agency_code.is_wrong
    assert QApplication.focusWidget() is page.agency_code.line


def test_the_owner_may_refuse_a_value(qapp: QApplication) -> None:
    page = AssistantPage(lambda name, value: "Mã có dạng 000.00.18.H32." if name == "agency_code" else None)
    to_step(page, 1)
    assert page.agency_code.is_wrong


def test_names_typed_otherwise_are_left_alone(qapp: QApplication) -> None:
    page = AssistantPage()
    page.agency_name.set_text("xã Suối Hương")
    page.place.set_text("Buôn Ma Thuột")
    page.agency_name.set_text("phường Tân Lập")
    assert page.parent_body.text == "Ủy ban nhân dân phường Tân Lập"
    assert page.place.text == "Buôn Ma Thuột"


@pytest.mark.parametrize(("first", "again"), [("ngắn", "ngắn"), (SECRET, SECRET + "!")])
def test_a_short_or_unequal_password_goes_no_further(qapp: QApplication, first: str, again: str) -> None:
    page = AssistantPage()
    to_step(page, 2)
    page.passwords.first.set_text(first)
    page.passwords.again.set_text(again)
    page.step_forward()
    assert page.passwords.first.is_wrong or page.passwords.again.is_wrong
    assert page.steps._steps[2].state.value == "now"


def test_half_an_enrolment_is_asked_for_in_full(qapp: QApplication) -> None:
    page = AssistantPage()
    to_step(page, 3)
    page.district_url.set_text("https://huyen.example")
    page.step_forward()
    assert page.enrol_code.is_wrong


def test_the_recovery_code_is_shown_once_and_must_be_kept(open_gate: Callable[[QWidget], Gate], qtbot: QtBot) -> None:
    page = AssistantPage()
    gate = open_gate(page)
    to_step(page, 3)
    page.show_recovery_code("7K3M-Q9XA")
    assert page.passwords.password == ""
    with qtbot.waitSignal(page.print_requested) as printed:
        gate.press("Ctrl+P")
    assert printed.args == ["7K3M-Q9XA"]
    left: list[bool] = []
    page.entered.connect(lambda: left.append(True))
    gate.press("Ctrl+Enter", "Esc")
    assert left == []
    page.kept.setChecked(True)
    gate.press("Ctrl+Enter")
    assert left == [True]


def test_a_problem_of_the_owner_goes_to_its_field(qapp: QApplication) -> None:
    page = AssistantPage()
    to_step(page, 4)
    page.show_problem("enrol_code", "Mã ghi danh đã dùng rồi.")
    assert page.enrol_code.is_wrong
    assert page.forward.isEnabled()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_count_the_same_however_they_are_typed(form: str) -> None:
    from unicodedata import normalize

    assert length_of(normalize(form, "bốn từ dễ nhớ")) == 13  # type: ignore[arg-type]


def test_the_count_follows_the_typing(qapp: QApplication) -> None:
    pair = PasswordPair()
    pair.first.set_text("bốn từ")
    assert pair.first.message.words.text() == "Đã có 6 ký tự, cần ít nhất 15."
    pair.first.set_text(SECRET)
    assert pair.first.message.words.text() == "Đã có 22 ký tự, đủ dài."


def fill(dialog: QWidget, **values: str) -> None:
    for name, value in values.items():
        line = dialog.findChild(QLineEdit, name)
        assert line is not None
        line.setText(value)


def test_an_officer_is_added_and_a_refusal_keeps_the_typing(qtbot: QtBot, qapp: QApplication) -> None:
    window = scenes.desk()
    qtbot.addWidget(window)
    window.show()
    given: list[tuple[str, str, str]] = []
    dialog = AddOfficerDialog(window, lambda *answer: given.append(answer))
    dialog.do.click()
    assert dialog.name.is_wrong
    fill(dialog, officer_name="H'Hen Niê", new_password=SECRET, new_password_again=SECRET)
    dialog.do.click()
    assert given == [("H'Hen Niê", "Công chức Một cửa", SECRET)]
    dialog.show_problem("Cán bộ này đã có ở quầy.")
    assert dialog.isVisible()
    assert dialog.name.text == "H'Hen Niê"


def test_a_password_is_changed_by_who_knows_the_old_one(qtbot: QtBot, qapp: QApplication) -> None:
    window = scenes.desk()
    qtbot.addWidget(window)
    window.show()
    given: list[tuple[str, str]] = []
    dialog = ChangePasswordDialog(window, "Trần Thị Mỹ Hạnh", lambda *answer: given.append(answer))
    fill(dialog, old_password="cũ", new_password=SECRET, new_password_again=SECRET)
    dialog.do.click()
    assert given == [("cũ", SECRET)]
    dialog.show_wrong_password()
    assert dialog.old.is_wrong


def test_the_code_of_the_envelope_opens_the_way_back(qtbot: QtBot, qapp: QApplication) -> None:
    window = scenes.sign_in()
    qtbot.addWidget(window)
    given: list[tuple[str, str, str]] = []
    dialog = RecoveryDialog(window, OFFICERS, "2", lambda *answer: given.append(answer))
    fill(dialog, recovery_code="7K3M-Q9XA", new_password=SECRET, new_password_again=SECRET)
    dialog.do.click()
    assert given == [("2", "7K3M-Q9XA", SECRET)]
    dialog.show_wrong_code()
    assert dialog.code.is_wrong


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

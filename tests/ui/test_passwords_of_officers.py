"""Passwords typed twice, officers added, the way back with the code of the envelope."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.gate import SECRET
from tests.ui.scenes import OFFICERS
from ui.dialogs.officers import AddOfficerDialog, ChangePasswordDialog, RecoveryDialog
from ui.widgets.password_pair import PasswordPair, length_of


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

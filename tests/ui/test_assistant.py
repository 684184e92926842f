"""The first start: a desk is set up by keys alone, and nothing is decided here."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gate import SECRET, Gate, gate_before
from ui.pages.assistant import AssistantPage, FirstAnswers


@pytest.fixture
def open_gate(qtbot: QtBot, qapp: QApplication) -> Callable[[QWidget], Gate]:
    return lambda page: gate_before(page, qtbot)


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


def test_a_code_alone_is_enough_where_a_stick_carries_the_request(qapp: QApplication) -> None:
    page = AssistantPage()
    to_step(page, 3)
    page.enrol_code.set_text("AAAA-BBBB-CCCC-DDDD")
    page.step_forward()
    assert not page.district_url.is_wrong and not page.enrol_code.is_wrong


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

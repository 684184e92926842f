"""Tiếp nhận: cards, people who were here before, and what is wrong with what was typed."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desk_app.domain.events import Received
from desk_app.domain.person import Person
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import (
    CARD,
    OTHER_CARD,
    choose_marriage_status,
    page_of,
    settle_papers,
)
from tests.ui.pages.memory import intakes, office_in_memory
from ui.pages.intake.page import IntakePage


@pytest.mark.parametrize("where", ["procedure", "papers", "applicant_name", "return_by", "receive"])
def test_a_card_fills_the_applicant_whatever_has_the_focus(open_stage: Open, where: str) -> None:
    stage = open_stage(IntakePage)
    if where != "procedure":
        choose_marriage_status(stage)
    stage.find(QWidget, where).setFocus()
    stage.scan(CARD)
    person = page_of(stage).person.read().applicant
    assert (person.name, person.personal_number) == ("Nguyễn Thị Thuỷ Tiên", "066 198 004 217")
    assert (person.birth, person.sex) == ("14/08/1998", "Nữ")


def test_a_card_at_the_submitter_fills_the_submitter(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    page_of(stage).person.same.setFocus()
    stage.press("Space")
    stage.scan(OTHER_CARD)
    stage.find(QLineEdit, "authority").setFocus()
    stage.write("Giấy ủy quyền 12/2026")
    stage.press("Enter", "Enter")
    (received,) = intakes(stage.memory)
    assert isinstance(received, Received)
    assert received.submitter is not None
    assert received.submitter.name == "Y Wơl Niê Kđăm"
    assert received.authority == "Giấy ủy quyền 12/2026"
    assert received.applicant.name == "Nguyễn Thị Thuỷ Tiên"


def test_a_health_insurance_card_is_refused_by_name(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.scan("DN4797931234567|4e677579e1bb856e|")
    assert page_of(stage).person.read().is_empty
    shown = [label.text() for label in stage.window.findChildren(QLabel)]
    assert "Đây là mã thẻ bảo hiểm y tế. Xin quét mã trên thẻ căn cước." in shown


def test_a_bar_code_is_left_to_the_window(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    unclaimed: list[str] = []
    stage.window.scan_unclaimed.connect(unclaimed.append)
    stage.scan("000.00.18.H32-261209-1001")
    assert unclaimed == ["000.00.18.H32-261209-1001"]


def test_what_is_wrong_is_said_under_its_box_and_nothing_is_saved(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    stage.write("Trần Văn Chương")
    stage.press("Tab")
    stage.write("066-198")
    stage.press("Tab")
    stage.write("31/02/1998")
    stage.press("Ctrl+Enter")
    assert stage.memory.log == []
    person = page_of(stage).person.applicant
    assert (person.name.is_wrong, person.number.is_wrong, person.birth.is_wrong) == (False, True, True)
    assert stage.focus_name() == "applicant_number"


def test_a_doubtful_number_gets_a_grey_hint_and_is_saved(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    stage.write("Trần Văn Chương")
    stage.press("Tab")
    stage.write("06619800421")
    stage.press("Tab")
    number = page_of(stage).person.applicant.number
    assert number.message.words.text() == "Số căn cước có 12 chữ số, ở đây 11. Vẫn lưu được."
    assert not number.is_wrong
    stage.press("Ctrl+Enter")
    assert len(intakes(stage.memory)) == 1


def test_a_number_of_another_sex_or_year_is_said_when_those_are_typed_after_it(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    stage.write("Trần Thị Chương")
    stage.press("Tab")
    stage.write("066198004217")
    stage.press("Tab")
    applicant = page_of(stage).person.applicant
    assert applicant.number.message.words.text() == ""
    stage.write("05031997")
    stage.press("Tab")
    assert applicant.number.message.words.text() == "Số này của người sinh năm 1998. Vẫn lưu được."
    applicant.birth.set_text("05/03/1998")
    stage.press("↓")
    assert applicant.sex.choice.currentText() == "Nam"
    assert applicant.number.message.words.text() == "Số này của giới tính Nữ. Vẫn lưu được."
    stage.press("↓")
    assert applicant.number.message.words.text() == ""


def test_a_name_is_kept_as_typed(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    stage.write("H'Hen Niê")
    stage.press("Ctrl+Enter")
    assert [intake.applicant.name for intake in intakes(stage.memory)] == ["H'Hen Niê"]


def test_a_known_person_is_recalled_while_typing(open_stage: Open) -> None:
    office = office_in_memory()
    known = Person("Hồ Thuỷ Tiên", "066198004217", date(1998, 8, 14), "Nữ", "Thôn 2", "0905318246")
    receive(office[0], Application("1.001193", known))
    stage = open_stage(IntakePage, office)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    stage.write("ho thuy")
    stage.press("↓", "Enter")
    assert page_of(stage).person.read().applicant.phone == "0905318246"
    assert page_of(stage).person.read().applicant.personal_number == "066 198 004 217"


def test_enter_takes_no_known_person_that_was_not_chosen(open_stage: Open) -> None:
    office = office_in_memory()
    receive(office[0], Application("1.001193", Person("Hồ Thuỷ Tiên", "066198004217")))
    stage = open_stage(IntakePage, office)
    choose_marriage_status(stage)
    stage.press("Enter")
    stage.write("ho thuy")
    stage.press("Enter")
    assert page_of(stage).person.read().applicant.name == "ho thuy"
    assert stage.focus_name() == "applicant_number"

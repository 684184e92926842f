"""Tiếp nhận: a dossier of the same person and procedure is under way; why this one is taken in is kept."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from desk_app.domain.events import Received
from desk_app.domain.person import Person
from desk_app.usecases.handover import hand_over
from desk_app.usecases.intake import Application, receive
from desk_app.usecases.progress import finish
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import CARD, MARRIAGE_STATUS, choose_marriage_status, page_of, settle_papers
from tests.ui.pages.memory import Memory, intakes, office_in_memory
from tests.ui.pages.stage import Stage
from ui.pages.dossiers.history import steps_of
from ui.pages.intake.page import IntakePage
from ui.tables.lines import LineList

FIRST = "000.00.18.H32-261209-1001"


def with_one_under_way(open_stage: Open, *, handed_over: bool = False) -> Stage:
    office, memory = office_in_memory()
    number = receive(office, Application(MARRIAGE_STATUS, Person("Nguyễn Thị Thuỷ Tiên", "066198004217"))).number
    if handed_over:
        finish(office, number)
        hand_over(office, number, "Nguyễn Thị Thuỷ Tiên")
    memory.clock.at += timedelta(hours=1)
    stage = open_stage(IntakePage, (office, memory))
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    return stage


def last_of(memory: Memory) -> Received:
    received = intakes(memory)[-1]
    assert isinstance(received, Received)
    return received


def test_it_is_pointed_out_beside_the_work_and_can_be_opened(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    opened: list[str] = []
    page_of(stage).open_dossier.connect(opened.append)
    assert page_of(stage).side.duplicate.isVisible()
    stage.press("Alt+M")
    assert opened == [FIRST]


def test_the_reason_given_is_kept_with_the_new_dossier(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    stage.press("Alt+V")
    stage.write("xin thêm một bản cho ngân hàng")
    stage.press("Enter", "Enter")
    assert not page_of(stage).side.duplicate.isVisible()
    stage.press("Ctrl+Enter")
    received = last_of(stage.memory)
    assert (received.duplicate_of, received.duplicate_reason) == (FIRST, "xin thêm một bản cho ngân hàng")


def test_saving_without_a_word_asks_for_the_reason_first(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    stage.press("Ctrl+Enter")
    assert len(intakes(stage.memory)) == 1
    assert stage.focus_name() == "reason"
    stage.write("bản trước ghi sai tên")
    stage.press("Ctrl+Enter")
    assert last_of(stage.memory).duplicate_reason == "bản trước ghi sai tên"


def test_leaving_the_question_saves_nothing_and_loses_nothing(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    stage.press("Ctrl+Enter", "Esc")
    assert len(intakes(stage.memory)) == 1
    assert page_of(stage).person.read().applicant.name == "Nguyễn Thị Thuỷ Tiên"
    assert page_of(stage).side.duplicate.isVisible()


def test_a_narrow_window_asks_too_though_the_card_has_no_room_there(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    stage.window.resize(910, 490)
    stage.settle()
    assert not page_of(stage).side.duplicate.isVisible()
    stage.press("Ctrl+Enter")
    assert stage.focus_name() == "reason"
    assert any("…261209-1001" in label.text() for label in stage.window.findChildren(QLabel) if label.isVisible())


def test_one_that_was_handed_over_is_no_reason_to_ask(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage, handed_over=True)
    stage.press("Ctrl+Enter")
    assert (last_of(stage.memory).duplicate_of, last_of(stage.memory).duplicate_reason) == ("", "")
    assert len(intakes(stage.memory)) == 2


def test_the_reason_of_one_person_is_not_taken_for_the_next(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    stage.press("Alt+V")
    stage.write("xin thêm một bản")
    stage.press("Enter", "Enter")
    stage.press("Ctrl+Enter")
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    stage.press("Ctrl+Enter")
    assert stage.focus_name() == "reason"
    assert len(intakes(stage.memory)) == 2


def test_the_history_says_why_it_was_taken_in(open_stage: Open) -> None:
    stage = with_one_under_way(open_stage)
    stage.press("Ctrl+Enter")
    stage.write("xin thêm một bản")
    stage.press("Ctrl+Enter")
    steps = steps_of(stage.memory.dossiers()[-1], {"hanh": "Hạnh"})
    assert [(step.what, step.under) for step in steps[1:2]] == [
        ("Vẫn nhận, dù có hồ sơ cùng loại …261209-1001", "xin thêm một bản")
    ]


@pytest.mark.parametrize(
    "typed", ["Nguyen Thi Thuy Tien", "Tiên Thuỷ Nguyễn Thị", "Nguyễn Thị Thuỷ Tiêm", "NGUYỄN THỊ THUỶ TIÊN"]
)
def test_a_name_that_lost_its_accents_its_order_or_a_letter_is_pointed_out_too(open_stage: Open, typed: str) -> None:
    stage = at_the_person(open_stage)
    stage.write(typed)
    card = page_of(stage).side.duplicate
    assert card.isVisible()
    assert card.title.text() == "Có thể đã nộp hồ sơ cùng loại"
    stage.press("Ctrl+Enter")
    assert stage.focus_name() == "reason"


def test_another_name_or_another_procedure_is_not(open_stage: Open) -> None:
    stage = at_the_person(open_stage)
    stage.write("Trần Văn Bình")
    assert not page_of(stage).side.duplicate.isVisible()
    stage.press("Ctrl+Enter")
    assert len(intakes(stage.memory)) == 2


def test_both_stand_side_by_side_with_what_is_the_same_and_what_differs(open_stage: Open) -> None:
    stage = at_the_person(open_stage)
    stage.write("Nguyen Thi Thuy Tien")
    assert "Khác: họ tên “Nguyễn Thị Thuỷ Tiên”." in page_of(stage).side.duplicate.words.text()
    stage.press("Alt+V")
    facts = stage.find(LineList, "side_by_side")
    assert isinstance(facts, LineList)
    told = [tuple(cell.text for cell in line.cells) for line in facts.lines]
    assert told[1] == ("Họ tên", "Nguyen Thi Thuy Tien", "Nguyễn Thị Thuỷ Tiên", "khác")
    assert told[2][3] == "thiếu"


def test_saving_waits_for_the_answer_about_the_person(open_stage: Open) -> None:
    stage = at_the_person(open_stage)
    page = page_of(stage)
    page.person.applicant.name.line.setText("Nguyen Thi Thuy Tien")
    page.side.button.click()
    stage.settle()
    assert len(intakes(stage.memory)) == 1
    assert stage.focus_name() == "reason"


def at_the_person(open_stage: Open) -> Stage:
    office, memory = office_in_memory()
    receive(office, Application(MARRIAGE_STATUS, Person("Nguyễn Thị Thuỷ Tiên", "066198004217")))
    stage = open_stage(IntakePage, (office, memory))
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    return stage

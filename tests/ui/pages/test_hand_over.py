"""Trả kết quả by scans and keys."""

import pytest
from PySide6.QtWidgets import QLabel

from desk_app.domain.events import Finished, HandedOver
from desk_app.domain.life_events import Apologised
from desk_app.domain.lifecycle import State
from desk_app.domain.person import Person
from desk_app.usecases import progress
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.conftest import Open
from tests.ui.pages.memory import office_in_memory
from tests.ui.pages.seed import STATUS, office_with_a_morning
from tests.ui.pages.stage import Stage
from ui.pages.hand_over.page import HandOverPage

READY = "000.00.18.H32-261204-1001"
LATE = "000.00.18.H32-261127-1001"
GIVEN = "000.00.18.H32-261201-1001"
REFUSED = "000.00.18.H32-261209-1003"
VY_CARD = "066094003311||Trương Kỳ Vỹ|01021994|Nam|Thôn 2, xã Suối Hương|15042021"


def page_of(stage: Stage) -> HandOverPage:
    assert isinstance(stage.page, HandOverPage)
    return stage.page


def open_morning(open_stage: Open) -> Stage:
    return open_stage(HandOverPage, office_with_a_morning())


def verdict(stage: Stage) -> str:
    label = stage.find(QLabel, "verdict")
    assert isinstance(label, QLabel)
    return label.text()


def given(stage: Stage) -> HandedOver:
    body = stage.memory.log[-1].body
    assert isinstance(body, HandedOver)
    return body


def test_a_scan_and_enter_hand_the_result_over(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    recorded: list[str] = []
    page_of(stage).recorded.connect(recorded.append)
    stage.scan(READY)
    assert verdict(stage) == "Đúng hồ sơ, đã có kết quả"
    assert stage.focus_name() == "hand_over"
    stage.press("Enter")
    assert recorded == [READY]
    assert given(stage) == HandedOver("Trương Kỳ Vỹ", "applicant", "slip")
    assert stage.office.store.register.row(READY).state is State.HANDED_OVER
    assert stage.focus_name() == "scan"
    assert page_of(stage).just_given.list.lines[0].cells[1].text.startswith("Trương Kỳ Vỹ")


def test_the_end_of_a_number_is_enough(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.write("261204-1001")
    stage.press("Enter", "Enter")
    assert given(stage) == HandedOver("Trương Kỳ Vỹ", "applicant", "number")


def test_an_identity_card_finds_the_ready_result_of_its_owner(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.scan(VY_CARD)
    stage.press("Enter")
    assert given(stage) == HandedOver("Trương Kỳ Vỹ", "applicant", "card", statement="Cam đoan mất giấy hẹn")
    assert stage.memory.prints[-1].intent.form == f"lost-slip@{stage.memory.log[-1].header.hlc}"


def test_a_representative_must_be_named(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.scan(READY)
    stage.press("Alt+3", "Ctrl+Enter")
    assert page_of(stage).card.collectors.name.is_wrong
    assert stage.office.store.register.row(READY).state is State.RESULT_READY
    assert page_of(stage).card.collectors.paper.is_wrong
    stage.write("Trương Kỳ Anh")
    stage.press("Enter")
    stage.write("Giấy ủy quyền số 12")
    stage.press("Enter", "Enter")
    assert given(stage) == HandedOver("Trương Kỳ Anh", "representative", "slip", "Giấy ủy quyền số 12")


def test_the_submitter_is_offered_only_when_there_was_one(open_stage: Open) -> None:
    office, memory = office_in_memory()
    submitter = Person("Y Wơl Niê Kđăm", "066089001234")
    number = receive(office, Application(STATUS, Person("H'Hen Niê"), submitter=submitter)).number
    progress.finish(office, number)
    stage = open_stage(HandOverPage, (office, memory))
    stage.scan(number)
    stage.press("Alt+2", "Ctrl+Enter")
    assert given(stage) == HandedOver("Y Wơl Niê Kđăm", "submitter", "slip")


def test_alt_2_does_nothing_without_a_submitter(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.scan(READY)
    stage.press("Alt+2", "Ctrl+Enter")
    assert given(stage).relation == "applicant"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (LATE, "Chưa có kết quả, trễ 5 ngày"),
        (GIVEN, "Kết quả này đã trả rồi"),
        (REFUSED, "Hồ sơ này đã bị từ chối, không có kết quả"),
        ("000.00.18.H32-261204-1002", "Chưa có kết quả, hôm nay 17:00"),
    ],
)
def test_what_cannot_be_handed_over_says_why_and_has_no_button(open_stage: Open, number: str, said: str) -> None:
    stage = open_morning(open_stage)
    before = len(stage.memory.log)
    stage.scan(number)
    assert verdict(stage) == said
    assert not page_of(stage).card.give.isVisible()
    stage.press("Ctrl+Enter")
    assert len(stage.memory.log) == before


def test_a_late_result_just_come_is_recorded_and_stays_here_until_somebody_apologised(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.scan(LATE)
    stage.press("Alt+Q")
    assert isinstance(stage.memory.log[-1].body, Finished)
    assert verdict(stage) == "Có kết quả, trễ hẹn và chưa xin lỗi"
    assert not page_of(stage).card.give.isVisible()
    stage.press("Alt+X", "Enter")
    assert isinstance(stage.memory.log[-1].body, Apologised)
    assert verdict(stage) == "Đúng hồ sơ, đã có kết quả"
    stage.press("Enter")
    assert given(stage).relation == "applicant"


def test_a_scan_that_means_nothing_says_so_and_the_next_one_works(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.scan("XYZ999999")
    assert page_of(stage).nothing.title.text().startswith("Không thấy hồ sơ nào mang số")
    stage.scan(READY)
    assert verdict(stage) == "Đúng hồ sơ, đã có kết quả"


def test_esc_puts_the_card_away_and_nothing_happened(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    before = len(stage.memory.log)
    stage.scan(READY)
    stage.press("Esc")
    assert stage.focus_name() == "scan"
    assert page_of(stage).ready.isVisible()
    assert len(stage.memory.log) == before


def test_what_waits_is_listed_longest_first_and_opens_by_enter(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.press("Enter", "Enter")
    assert verdict(stage) == "Đúng hồ sơ, đã có kết quả"
    assert stage.page.fact == "3 kết quả đang chờ trong ngăn"


def test_the_first_result_of_the_day_takes_the_place_of_the_empty_drawer(open_stage: Open) -> None:
    office, memory = office_in_memory()
    number = receive(office, Application(STATUS, Person("Trương Kỳ Vỹ"))).number
    stage = open_stage(HandOverPage, (office, memory))
    assert page_of(stage).nothing.isVisible()
    progress.finish(office, number)
    stage.page.refresh()
    stage.settle()
    assert page_of(stage).ready.isVisible()
    assert not page_of(stage).nothing.isVisible()


def test_what_was_not_found_stays_said_while_the_drawer_is_looked_at_again(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    stage.scan("000.00.18.H32-261209-1999")
    assert page_of(stage).nothing.isVisible()
    stage.page.refresh()
    stage.settle()
    assert page_of(stage).nothing.isVisible()


def test_two_presses_hand_over_once(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    before = len(stage.memory.log)
    stage.scan(READY)
    page_of(stage).card.give.click()
    page_of(stage).card.give.click()
    stage.settle()
    assert len(stage.memory.log) == before + 1


def test_the_card_says_where_the_result_lies_and_what_it_is_called(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    number = "000.00.18.H32-261204-1003"
    progress.shelve(stage.office, number, "Ngăn 3")
    progress.finish(stage.office, number, result=progress.Result("Giấy xác nhận", "125/GXN"))
    stage.scan(number)
    card = page_of(stage).card
    assert card.band.number.text() == "Ngăn 3"
    assert card.facts.result.text == "Số 125/GXN · Giấy xác nhận"

"""Tiếp nhận: the fee is reckoned from the tariff, paid now or later, or waived with a reason; post is registered."""

import pytest

from desk_app.domain.events import Received
from desk_app.domain.life_events import FeesRecorded, Registered
from desk_app.domain.procedure import Procedure
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import CARD, choose_marriage_status, page_of
from tests.ui.pages.memory import office_in_memory
from tests.ui.pages.stage import Stage
from ui.pages.intake.charge import Charge, charged, charged_words
from ui.pages.intake.page import IntakePage

COPIES, SIGNATURE = "2.000815", "2.000884"


def procedure(code: str) -> Procedure:
    office, _ = office_in_memory()
    return office.store.catalogue().get(code)


def chosen(open_stage: Open, code: str) -> Stage:
    stage = open_stage(IntakePage)
    stage.write(code)
    stage.press("Enter")
    stage.scan(CARD)
    return stage


def save(stage: Stage) -> None:
    page = page_of(stage)
    for place, entry in enumerate(page.papers.checklist.entries):
        if entry.paper.required and not entry.paper.group:
            page.papers.list.choose(place)
            page.papers.list.toggled.emit(place)
    page.papers.put_rest_aside()
    stage.press("Ctrl+Enter")
    assert isinstance(stage.memory.log[0].body, Received)


def fees(stage: Stage) -> FeesRecorded:
    (body,) = (event.body for event in stage.memory.log if isinstance(event.body, FeesRecorded))
    return body


@pytest.mark.parametrize(
    ("pages", "copies", "amount"), [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (10, 2, 24_000), (500, 1, 200_000)]
)
def test_pages_are_charged_by_tiers_up_to_the_ceiling_of_a_copy(pages: int, copies: int, amount: int) -> None:
    (line,) = charged(procedure(COPIES), Charge(True, pages, copies))
    assert (line.units, line.amount) == (pages * copies, amount)


def test_nothing_is_charged_by_the_page_before_somebody_counted_them() -> None:
    assert charged(procedure(COPIES), Charge()) == ()


def test_a_fee_of_the_province_is_charged_only_as_it_is_typed() -> None:
    marriage = procedure("1.004873")
    assert charged(marriage, Charge()) == ()
    assert [line.amount for line in charged(marriage, Charge(True, amount=15_000))] == [15_000]
    assert charged_words(marriage, Charge(True, exempt_reason="hộ nghèo")) == "miễn"


def test_pages_and_copies_are_typed_and_paid_at_once_in_one_click_with_the_reception(open_stage: Open) -> None:
    stage = chosen(open_stage, COPIES)
    stage.press("Alt+P")
    assert stage.focus_name() == "charge_pages"
    stage.write("3")
    stage.press("Tab")
    stage.press("Ctrl+A")
    stage.write("2")
    stage.press("Tab", "↓", "Ctrl+Enter")
    assert page_of(stage).side.charge.value.text() == "10.000 đồng, tiền mặt"
    save(stage)
    body = fees(stage)
    assert [(line.units, line.amount) for line in body.lines] == [(6, 10_000)]
    assert (body.paid_by, body.at_reception) == ("cash", True)


def test_a_fixed_fee_is_recorded_without_a_key_and_waits_to_be_paid(open_stage: Open) -> None:
    stage = chosen(open_stage, SIGNATURE)
    assert page_of(stage).side.charge.value.text() == "10.000 đồng, thu sau"
    save(stage)
    assert (fees(stage).lines[0].amount, fees(stage).paid_by) == (10_000, "")


def test_a_waived_fee_keeps_its_amount_and_its_reason_and_is_not_paid(open_stage: Open) -> None:
    stage = chosen(open_stage, "1.004873")
    stage.press("Alt+P")
    stage.write("15.000")
    stage.press("Tab", "↓", "Tab")
    stage.write("gia đình có công")
    stage.press("Ctrl+Enter")
    assert page_of(stage).side.charge.value.text() == "miễn 15.000 đồng"
    save(stage)
    line, body = fees(stage).lines[0], fees(stage)
    assert (line.amount, line.exempt_reason, body.paid_by) == (15_000, "gia đình có công", "")


def test_what_is_no_number_is_not_taken_and_leaving_changes_nothing(open_stage: Open) -> None:
    stage = chosen(open_stage, "1.004873")
    stage.press("Alt+P")
    stage.write("mười nghìn")
    stage.press("Ctrl+Enter")
    assert stage.focus_name() == "charge_amount"
    stage.press("Esc")
    save(stage)
    assert not any(isinstance(event.body, FeesRecorded) for event in stage.memory.log)


def test_the_charge_of_one_procedure_is_not_taken_for_the_next_and_a_draft_keeps_its_own(open_stage: Open) -> None:
    stage = chosen(open_stage, "1.004873")
    stage.press("Alt+P")
    stage.write("15000")
    stage.press("Ctrl+Enter", "Ctrl+N")
    choose_marriage_status(stage)
    assert page_of(stage).side.charge.value.text() == "theo mức của tỉnh"
    stage.press("Ctrl+N", "Alt+J", "Ctrl+N", "Alt+J")
    shown = set()
    for _ in range(2):
        shown.add(page_of(stage).side.charge.value.text())
        stage.press("Alt+J")
    assert "15.000 đồng, thu sau" in shown


def test_what_came_by_post_is_registered_and_not_promised(open_stage: Open) -> None:
    stage = chosen(open_stage, "1.004873")
    stage.press("Alt+R", "Alt+B")
    bodies = [event.body for event in stage.memory.log]
    assert [type(body) for body in bodies] == [Registered]
    assert isinstance(bodies[0], Registered)
    assert bodies[0].channel == "post"
    assert page_of(stage).view.saved.facts.text.endswith("chưa hẹn ngày, chờ kiểm tra giấy tờ")
    assert stage.memory.prints == []


def test_leaving_the_question_registers_nothing(open_stage: Open) -> None:
    stage = chosen(open_stage, "1.004873")
    stage.press("Alt+R", "Enter")
    stage.press("Alt+R", "Esc")
    assert stage.memory.log == []
    assert page_of(stage).person.read().applicant.name == "Nguyễn Thị Thuỷ Tiên"

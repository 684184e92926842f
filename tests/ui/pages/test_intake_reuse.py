"""Tiếp nhận: papers this person gave here before are offered, and one key takes them over."""

from datetime import date, timedelta

from desk_app.domain.events import Received, SubmittedPaper
from desk_app.domain.person import Person
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import CARD, OTHER_CARD, choose_marriage_status, page_of
from tests.ui.pages.memory import intakes, office_in_memory
from tests.ui.pages.stage import Stage
from ui.pages.intake.page import IntakePage
from ui.widgets.check import Tick

BIRTH = "1.001193"
PROOF = "Giấy tờ chứng minh nơi cư trú"
STATUS_BEFORE = "Giấy xác nhận tình trạng hôn nhân đã được cấp"
FIRST = "000.00.18.H32-261209-1001"
TIEN = Person("Nguyễn Thị Thuỷ Tiên", "066198004217")


def with_a_paper_held(open_stage: Open, valid_until: date | None = None, name: str = PROOF) -> Stage:
    office, memory = office_in_memory()
    paper = SubmittedPaper(name, copies=1, valid_until=valid_until)
    receive(office, Application(BIRTH, TIEN, papers=(paper,)))
    memory.clock.at += timedelta(days=3)
    stage = open_stage(IntakePage, (office, memory))
    choose_marriage_status(stage)
    stage.scan(CARD)
    return stage


def go_to(stage: Stage, name: str) -> int:
    papers = page_of(stage).papers
    place = [entry.paper.name for entry in papers.checklist.entries].index(name)
    papers.list.setFocus()
    papers.list.choose(place)
    return place


def saved_papers(stage: Stage) -> dict[str, SubmittedPaper]:
    received = intakes(stage.memory)[-1]
    assert isinstance(received, Received)
    return {paper.name: paper for paper in received.papers}


def test_it_is_offered_with_where_it_lies_when_and_by_whom_it_was_seen(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage, date(2027, 3, 1))
    place = go_to(stage, PROOF)
    line = page_of(stage).papers.list.lines[place]
    assert line.condition.startswith("Đã có ở …261209-1001; còn hạn đến 01/03/2027; 09/12/2026, Trần Thị Mỹ Hạnh xem")
    assert line.tick is Tick.UNDECIDED


def test_one_key_takes_it_over_and_the_dossier_says_from_where(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    place = go_to(stage, PROOF)
    stage.press("D")
    assert page_of(stage).papers.list.lines[place].count == "Dùng lại"
    finish(stage)
    assert (saved_papers(stage)[PROOF].reused_from, saved_papers(stage)[PROOF].copies) == (FIRST, 1)


def test_all_that_still_count_are_taken_over_at_once(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    stage.press("Alt+D")
    finish(stage)
    assert saved_papers(stage)[PROOF].reused_from == FIRST


def test_the_key_again_puts_it_back(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    place = go_to(stage, PROOF)
    stage.press("D")
    go_to(stage, PROOF)
    stage.press("D")
    entry = page_of(stage).papers.checklist.entries[place]
    assert (entry.tick, entry.reused) == (Tick.UNDECIDED, None)


def test_an_expired_one_asks_why_and_is_left_out_of_the_key_for_all(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage, date(2026, 12, 10))
    place = go_to(stage, PROOF)
    assert "đã hết hạn 10/12/2026" in page_of(stage).papers.list.lines[place].condition
    stage.press("Alt+D")
    assert page_of(stage).papers.checklist.entries[place].reused is None
    stage.press("D")
    assert stage.focus_name() == "reason"
    stage.write("đang xin cấp lại")
    stage.press("Ctrl+Enter")
    finish(stage)
    paper = saved_papers(stage)[PROOF]
    assert (paper.reused_from, paper.note) == (FIRST, "đang xin cấp lại")


def test_nothing_is_offered_to_somebody_else_and_what_was_taken_over_is_open_again(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    place = go_to(stage, PROOF)
    stage.press("D")
    stage.scan(OTHER_CARD)
    entry = page_of(stage).papers.checklist.entries[place]
    assert (entry.offer, entry.reused, entry.tick) == (None, None, Tick.UNDECIDED)


def test_a_paper_nobody_holds_is_not_taken_over(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    page_of(stage).papers.list.setFocus()
    page_of(stage).papers.list.choose(0)
    stage.press("D")
    assert page_of(stage).papers.checklist.entries[0].tick is Tick.NO


def test_a_draft_keeps_what_was_taken_over(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    place = go_to(stage, PROOF)
    stage.press("D")
    stage.press("Ctrl+N", "Alt+J")
    taken = page_of(stage).papers.checklist.entries[place].reused
    assert taken is not None
    assert taken.reused_from == FIRST


def test_the_last_day_of_a_paper_is_typed_once_and_known_at_the_next_intake(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage, name="Giấy khác")
    place = go_to(stage, STATUS_BEFORE)
    stage.press("Space")
    go_to(stage, STATUS_BEFORE)
    stage.press("H")
    stage.write("31/02/2027")
    stage.press("Ctrl+Enter")
    assert stage.focus_name() == "last_day"
    stage.press("Ctrl+A")
    stage.write("01032027")
    stage.press("Ctrl+Enter")
    assert page_of(stage).papers.list.lines[place].condition.startswith("Còn hạn đến 01/03/2027")
    stage.press("Ctrl+N", "Alt+J")
    finish(stage)
    assert saved_papers(stage)[STATUS_BEFORE].valid_until == date(2027, 3, 1)
    choose_marriage_status(stage)
    stage.scan(CARD)
    offer = page_of(stage).papers.checklist.entries[place].offer
    assert offer is not None
    assert offer.held.valid_until == date(2027, 3, 1)


def test_a_form_and_a_paper_only_shown_have_no_last_day(open_stage: Open) -> None:
    stage = with_a_paper_held(open_stage)
    page_of(stage).papers.list.setFocus()
    for place in (0, 1):
        page_of(stage).papers.list.choose(place)
        stage.press("H")
        assert stage.focus_name() == "papers"


def finish(stage: Stage) -> None:
    page = page_of(stage)
    page.papers.list.setFocus()
    page.papers.list.choose(0)
    stage.press("Space", "Space", "Alt+K", "Ctrl+Enter")

"""Tiếp nhận by keys: no test here touches a mouse."""

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel

from desk_app.domain.events import Received
from desk_app.domain.person import Person
from desk_app.ports import PrintState
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import (
    CARD,
    MARRIAGE_STATUS,
    choose_marriage_status,
    page_of,
    settle_papers,
    type_person,
)
from tests.ui.pages.memory import intakes, office_in_memory
from ui.pages.intake.page import IntakePage
from ui.widgets.check import Tick


def test_a_whole_intake_needs_no_mouse(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    recorded: list[str] = []
    printed: list[int] = []
    page_of(stage).recorded.connect(recorded.append)
    page_of(stage).print_wanted.connect(printed.append)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.press("Enter")
    type_person(stage)
    stage.press("Enter", "Enter")
    assert stage.focus_name() == "receive"
    stage.press("Enter")
    (received,) = intakes(stage.memory)
    assert isinstance(received, Received)
    assert received.applicant == Person(
        "Nguyễn Thị Thuỷ Tiên",
        "066198004217",
        date(1998, 8, 14),
        "Nữ",
        "Thôn 4, xã Suối Hương",
        "0905318246",
    )
    assert received.terms.code == MARRIAGE_STATUS
    assert [paper.originals for paper in received.papers] == [1, 1]
    assert recorded == ["000.00.18.H32-261209-1001"]
    assert printed == [1]
    assert stage.memory.prints[0].state is PrintState.WAITING


def test_after_saving_the_page_says_so_and_is_ready_for_the_next_person(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    told: list[str] = []
    stage.page.told.connect(told.append)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    stage.press("Ctrl+Enter")
    assert told == ["Đã lưu 1001, đang in"]
    assert stage.focus_name() == "procedure"
    assert page_of(stage).person.read().is_empty
    assert page_of(stage).view.saved.isVisible()
    assert stage.page.fact == "Số tiếp theo: 1002"


def test_tab_follows_the_paper_form(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    visited = [stage.focus_name()]
    for _ in range(9):
        stage.press("Tab")
        visited.append(stage.focus_name())
    assert visited == [
        "papers",
        "applicant_name",
        "applicant_number",
        "applicant_birth",
        "applicant_sex",
        "applicant_address",
        "applicant_phone",
        "return_by",
        "same_person",
        "receive",
    ]


def test_tab_reaches_who_hands_in_and_the_authority(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    page_of(stage).person.same.setFocus()
    stage.press("Space")
    visited = [stage.focus_name()]
    for _ in range(4):
        stage.press("Tab")
        visited.append(stage.focus_name())
    assert visited == ["submitter_name", "submitter_number", "submitter_phone", "authority", "receive"]


def test_required_papers_start_unticked_and_conditional_ones_undecided(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    ticks = [line.tick for line in page_of(stage).papers.list.lines]
    assert ticks == [Tick.NO, Tick.NO, *[Tick.UNDECIDED] * 6]


def test_nothing_is_saved_before_every_paper_was_looked_at(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.scan(CARD)
    button = page_of(stage).side.button
    assert button.text() == "Còn 8 giấy chưa xem"
    stage.press("Ctrl+Enter")
    assert stage.memory.log == []
    assert stage.focus_name() == "papers"
    stage.press("Space", "Space")
    assert button.text() == "Còn 6 giấy chưa xem"
    stage.press("Alt+K")
    assert button.text() == "In giấy hẹn"


def test_k_sets_a_paper_aside_and_plus_and_minus_count(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("+", "+", "−", "Space")
    stage.press("K")
    lines = page_of(stage).papers.list.lines
    assert (lines[0].tick, lines[0].count) == (Tick.YES, "2 bản chính")
    assert (lines[1].tick, lines[1].count) == (Tick.NOT_APPLICABLE, "Không áp dụng")


def test_the_date_is_shown_at_once_with_its_reason(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    due, why = stage.find(QLabel, "due_date"), stage.find(QLabel, "explanation")
    assert isinstance(due, QLabel) and isinstance(why, QLabel)
    assert due.text() == "14/12/2026"
    assert why.text().startswith("3 ngày làm việc, tính từ Thứ Năm, 10/12/2026")
    sizes = [label.font().pixelSize() for label in stage.window.findChildren(QLabel) if label is not due]
    assert due.font().pixelSize() > max(sizes)


def test_a_late_entry_counts_from_its_own_hour(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    stage.press("Alt+L")
    stage.write("07/12/2026 16:20")
    due = stage.find(QLabel, "due_date")
    assert isinstance(due, QLabel)
    assert due.text() == "10/12/2026"
    stage.press("Tab")
    stage.write("mất điện")
    stage.press("Ctrl+Enter")
    (received,) = intakes(stage.memory)
    assert isinstance(received, Received)
    assert received.promise.due_at.date() == date(2026, 12, 10)
    assert received.late_entry_reason == "mất điện"


def test_why_names_every_day_and_the_versions(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("Ctrl+E")
    sources = stage.find(QLabel, "sources")
    assert isinstance(sources, QLabel)
    assert "lịch 2026-11-21" in sources.text()
    assert "danh mục thủ tục 2026-11-21" in sources.text()
    stage.press("Esc")
    assert stage.focus_name() == "papers"


def test_the_digits_of_the_main_row_choose_what_is_used_most(open_stage: Open) -> None:
    office = office_in_memory()
    for _ in range(2):
        receive(office[0], Application(MARRIAGE_STATUS, Person("A")))
    stage = open_stage(IntakePage, office)
    stage.press("Alt+1")
    chosen = page_of(stage).procedure.chosen
    assert chosen is not None and chosen.code == MARRIAGE_STATUS
    assert stage.focus_name() == "papers"


def test_nothing_scrolls_at_the_smallest_common_screen(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    papers = page_of(stage).papers.list
    assert papers.verticalScrollBar().maximum() == 0
    bottom = page_of(stage).person.mapTo(stage.window, page_of(stage).person.rect().bottomLeft()).y()
    assert bottom <= stage.window.height() - stage.window.status_bar.height()


def test_a_narrow_window_folds_and_every_box_is_still_reached_by_tab(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    stage.window.resize(910, 490)
    stage.settle()
    choose_marriage_status(stage)
    settle_papers(stage)
    assert not page_of(stage).person.isVisible()
    stage.press("Tab")
    assert stage.focus_name() == "applicant_name"
    assert not page_of(stage).papers.isVisible()
    type_person(stage)
    stage.press("Enter", "Enter", "Enter")
    assert len(intakes(stage.memory)) == 1
    assert QApplication.focusWidget() is page_of(stage).procedure.line

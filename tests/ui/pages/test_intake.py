"""Tiếp nhận by keys: no test here touches a mouse."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Received, Refused
from desk_app.domain.person import Person
from desk_app.ports import PrintState
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.conftest import Open
from tests.ui.pages.memory import intakes, office_in_memory
from tests.ui.pages.stage import Stage
from ui.pages.intake.page import IntakePage
from ui.widgets.check import Tick

MARRIAGE_STATUS = "1.004873"
CARD = "066198004217||Nguyễn Thị Thuỷ Tiên|14081998|Nữ|Thôn 4, xã Suối Hương, tỉnh Đắk Lắk|15042021"
OTHER_CARD = "066089001234|241000111|Y Wơl Niê Kđăm|02011989|Nam|Buôn Đrang, xã Suối Hương|15042021"


def page_of(stage: Stage) -> IntakePage:
    assert isinstance(stage.page, IntakePage)
    return stage.page


def choose_marriage_status(stage: Stage) -> None:
    stage.write("hon nhan")
    stage.press("Enter")


def settle_papers(stage: Stage) -> None:
    stage.press("Space", "Space", "Alt+K")


def type_person(stage: Stage) -> None:
    stage.write("Nguyễn Thị Thuỷ Tiên")
    stage.press("Tab")
    stage.write("066198004217")
    stage.press("Tab")
    stage.write("14081998")
    stage.press("Tab", "↓", "↓", "Tab")
    stage.write("Thôn 4, xã Suối Hương")
    stage.press("Tab")
    stage.write("0905 318 246")


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
    stage.wait(120)
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
    stage.wait(120)
    stage.press("Enter")
    assert page_of(stage).person.read().applicant.name == "ho thuy"
    assert stage.focus_name() == "applicant_number"


def test_a_dossier_of_the_same_kind_is_pointed_out_beside_the_work(open_stage: Open) -> None:
    office = office_in_memory()
    receive(office[0], Application(MARRIAGE_STATUS, Person("Nguyễn Thị Thuỷ Tiên", "066198004217")))
    office[1].clock.at += timedelta(hours=1)
    stage = open_stage(IntakePage, office)
    opened: list[str] = []
    page_of(stage).open_dossier.connect(opened.append)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    assert page_of(stage).side.duplicate.isVisible()
    stage.press("Alt+M")
    assert opened == ["000.00.18.H32-261209-1001"]
    stage.press("Alt+V")
    assert not page_of(stage).side.duplicate.isVisible()
    stage.press("Ctrl+Enter")
    assert len(intakes(stage.memory)) == 2


def test_a_draft_survives_the_window(open_stage: Open) -> None:
    first = open_stage(IntakePage)
    choose_marriage_status(first)
    first.press("Space", "Enter")
    first.write("Lương Ỷ Nhi")
    first.wait(500)
    office = (first.office, first.memory)
    first.close()
    second = open_stage(IntakePage, office)
    draft = page_of(second).view.draft
    assert draft.isVisible()
    assert "Lương Ỷ Nhi" in draft.title.text
    second.press("Alt+J")
    page = page_of(second)
    assert page.person.read().applicant.name == "Lương Ỷ Nhi"
    assert page.procedure.chosen is not None and page.procedure.chosen.code == MARRIAGE_STATUS
    assert page.papers.list.lines[0].tick is Tick.YES


def test_going_to_another_page_keeps_the_draft_at_once(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("Enter")
    stage.write("Lương Ỷ Nhi")
    stage.page.hide()
    stage.settle()
    assert "Lương Ỷ Nhi" in stage.memory.drafts["intake"]


def test_a_new_person_sets_the_draft_aside_and_it_comes_back(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("Enter")
    stage.write("Lương Ỷ Nhi")
    stage.press("Ctrl+N")
    assert stage.focus_name() == "procedure"
    assert page_of(stage).person.read().is_empty
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    stage.press("Ctrl+Enter")
    stage.press("Alt+J")
    assert page_of(stage).person.read().applicant.name == "Lương Ỷ Nhi"


def test_a_draft_is_thrown_away_only_after_a_question(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("Ctrl+N", "Del", "Enter")
    assert page_of(stage).view.draft.isVisible()
    stage.press("Del", "Alt+B")
    assert not page_of(stage).view.draft.isVisible()
    assert stage.memory.drafts == {}


def test_print_then_the_same_person_again(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    stage.press("Ctrl+T")
    assert len(intakes(stage.memory)) == 1
    assert page_of(stage).procedure.chosen is None
    assert page_of(stage).person.read().applicant.name == "Nguyễn Thị Thuỷ Tiên"


def test_a_refusal_asks_for_its_reason_and_is_kept(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.scan(CARD)
    stage.press("Alt+T")
    stage.write("Không thuộc thẩm quyền của xã")
    stage.press("Enter", "Enter")
    (refused,) = intakes(stage.memory)
    assert isinstance(refused, Refused)
    assert refused.reason == "Không thuộc thẩm quyền của xã"
    assert page_of(stage).procedure.chosen is None


def test_when_nothing_could_be_saved_the_page_says_so_and_keeps_everything(open_stage: Open) -> None:
    class DiskFullError(DeskError):
        """Stands for the storage room's error of the same name."""

    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    stage.memory.fail_with = DiskFullError()
    stage.press("Ctrl+Enter")
    assert stage.memory.log == []
    shown = " ".join(label.text() for label in stage.window.findChildren(QLabel) if label.isVisible())
    assert "Ổ đĩa đã đầy" in shown
    assert page_of(stage).person.read().applicant.name == "Nguyễn Thị Thuỷ Tiên"
    stage.press("Ctrl+Enter")
    assert len(intakes(stage.memory)) == 1


def test_two_presses_save_once(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    button = page_of(stage).side.button
    button.click()
    button.click()
    stage.settle()
    assert len(intakes(stage.memory)) == 1


def test_the_digits_of_the_main_row_choose_what_is_used_most(open_stage: Open) -> None:
    office = office_in_memory()
    for _ in range(2):
        receive(office[0], Application(MARRIAGE_STATUS, Person("A")))
    stage = open_stage(IntakePage, office)
    stage.press("Alt+1")
    chosen = page_of(stage).procedure.chosen
    assert chosen is not None and chosen.code == MARRIAGE_STATUS
    assert stage.focus_name() == "papers"


def test_another_procedure_may_be_chosen_and_esc_keeps_the_first(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("Space", "Ctrl+F")
    assert stage.focus_name() == "procedure"
    stage.press("Esc")
    chosen = page_of(stage).procedure.chosen
    assert chosen is not None and chosen.code == MARRIAGE_STATUS
    assert page_of(stage).papers.list.lines[0].tick is Tick.YES


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


def test_a_procedure_chosen_in_the_palette_is_taken(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    stage.window.open("page").scanned(MARRIAGE_STATUS)
    stage.settle()
    chosen = page_of(stage).procedure.chosen
    assert chosen is not None and chosen.code == MARRIAGE_STATUS

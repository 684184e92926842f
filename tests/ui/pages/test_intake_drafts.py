"""Tiếp nhận: drafts, refusals, and what happens when nothing can be saved."""

from PySide6.QtWidgets import QLabel

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Refused
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import (
    CARD,
    MARRIAGE_STATUS,
    choose_marriage_status,
    page_of,
    settle_papers,
)
from tests.ui.pages.memory import intakes
from ui.pages.intake.page import IntakePage
from ui.widgets.check import Tick


def test_a_draft_survives_the_window(open_stage: Open) -> None:
    first = open_stage(IntakePage)
    choose_marriage_status(first)
    first.press("Space", "Enter")
    first.write("Lương Ỷ Nhi")
    first.settle_drafts()
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


def test_another_procedure_may_be_chosen_and_esc_keeps_the_first(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    stage.press("Space", "Ctrl+F")
    assert stage.focus_name() == "procedure"
    stage.press("Esc")
    chosen = page_of(stage).procedure.chosen
    assert chosen is not None and chosen.code == MARRIAGE_STATUS
    assert page_of(stage).papers.list.lines[0].tick is Tick.YES


def test_a_procedure_chosen_in_the_palette_is_taken(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    stage.window.open("page").scanned(MARRIAGE_STATUS)
    stage.settle()
    chosen = page_of(stage).procedure.chosen
    assert chosen is not None and chosen.code == MARRIAGE_STATUS

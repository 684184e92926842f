"""Tiếp nhận: how many sets of papers were handed in."""

import pytest

from desk_app.domain.events import Received
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import CARD, choose_marriage_status, page_of, settle_papers
from tests.ui.pages.memory import intakes
from tests.ui.pages.stage import Stage
from ui.pages.intake.page import IntakePage


def ready(open_stage: Open) -> Stage:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    return stage


def sets_saved(stage: Stage) -> int:
    stage.press("Ctrl+Enter")
    (received,) = intakes(stage.memory)
    assert isinstance(received, Received)
    return received.sets


def test_one_set_is_taken_without_a_word_about_it(open_stage: Open) -> None:
    assert sets_saved(ready(open_stage)) == 1


def test_more_sets_are_typed_and_enter_leads_on_to_the_button(open_stage: Open) -> None:
    stage = ready(open_stage)
    stage.press("Ctrl+B")
    assert stage.focus_name() == "sets"
    stage.write("2")
    assert page_of(stage).side.papers.value.text() == "2 loại · 2 bộ"
    stage.press("Enter")
    assert stage.focus_name() == "receive"
    assert sets_saved(stage) == 2
    assert page_of(stage).person.sets.sets == 1


def test_the_arrows_count_the_sets(open_stage: Open) -> None:
    stage = ready(open_stage)
    stage.press("Ctrl+B", "↑", "↑", "↓")
    assert sets_saved(stage) == 2


@pytest.mark.parametrize(("typed", "counted"), [("0", 1), ("100", 10), ("hai", 1)])
def test_what_is_no_number_of_sets_cannot_be_typed(open_stage: Open, typed: str, counted: int) -> None:
    stage = ready(open_stage)
    stage.press("Ctrl+B")
    stage.write(typed)
    stage.press("Enter")
    assert page_of(stage).person.sets.line.text() == str(counted)
    assert sets_saved(stage) == counted


def test_the_sets_are_kept_in_the_draft(open_stage: Open) -> None:
    stage = ready(open_stage)
    stage.press("Ctrl+B")
    stage.write("3")
    stage.press("Ctrl+N")
    assert page_of(stage).person.sets.sets == 1
    stage.press("Alt+J")
    assert page_of(stage).person.sets.sets == 3


def test_the_sets_are_reached_in_a_narrow_window_too(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    stage.window.resize(910, 490)
    stage.settle()
    choose_marriage_status(stage)
    stage.press("Ctrl+B")
    assert stage.focus_name() == "sets"

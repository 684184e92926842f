"""Tiếp nhận: the result is ready at once and goes with the person, without a slip."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from desk_app.domain.events import HandedOver
from desk_app.domain.lifecycle import State
from desk_app.domain.procedure import Catalogue, Limit, Unit
from desk_app.usecases.office import Office
from tests.ui.pages.conftest import Open
from tests.ui.pages.counter_hands import CARD, choose_marriage_status, page_of, settle_papers
from tests.ui.pages.memory import Memory, MemoryStore, office_in_memory
from tests.ui.pages.stage import Stage
from ui.pages.dossiers.history import steps_of
from ui.pages.intake.page import IntakePage

CERTIFIED_COPY = "2.000815"


def with_certified_copy(open_stage: Open, office: tuple[Office, Memory] | None = None) -> Stage:
    stage = open_stage(IntakePage, office)
    stage.write(CERTIFIED_COPY)
    stage.press("Enter")
    page = page_of(stage)
    for _ in page.papers.checklist.entries:
        places = page.papers.checklist.open_places
        if places:
            stage.press("Home", *["↓"] * places[0], "Space")
    stage.scan(CARD)
    return stage


def at_once(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue of a commune that certifies while the person waits."""
    procedure = catalogue.get(CERTIFIED_COPY)
    return Catalogue(
        catalogue.version,
        {**catalogue.procedures, CERTIFIED_COPY: replace(procedure, limit=Limit(1, Unit.IMMEDIATE))},
    )


def office_that_certifies_at_once() -> tuple[Office, Memory]:
    office, memory = office_in_memory()
    store = office.store
    assert isinstance(store, MemoryStore)
    store.put_in_force(at_once(store.catalogue()))
    return office, memory


def test_one_key_takes_in_and_hands_over(open_stage: Open) -> None:
    stage = with_certified_copy(open_stage)
    told: list[str] = []
    printed: list[int] = []
    stage.page.told.connect(told.append)
    page_of(stage).print_wanted.connect(printed.append)
    assert page_of(stage).side.at_once.isVisible()
    stage.press("Alt+Q")
    (dossier,) = stage.memory.dossiers()
    assert dossier.state is State.HANDED_OVER
    assert dossier.collector == "Nguyễn Thị Thuỷ Tiên"
    assert (told, printed, stage.memory.prints) == (["Đã nhận và trả 1001"], [], [])
    assert QApplication.focusWidget() is page_of(stage).procedure.line


def test_the_button_still_prints_a_slip_for_what_may_take_the_day(open_stage: Open) -> None:
    stage = with_certified_copy(open_stage)
    assert page_of(stage).side.button.text() == "In giấy hẹn"
    stage.press("Ctrl+Enter")
    assert [row.print_id for row in stage.memory.prints] == [1]
    assert stage.memory.dossiers()[0].state is State.RECEIVED


def test_a_procedure_done_at_once_has_it_on_the_button(open_stage: Open) -> None:
    stage = with_certified_copy(open_stage, office_that_certifies_at_once())
    side = page_of(stage).side
    assert side.button.text() == "Nhận và trả ngay"
    assert side.slip.value.text() == "không cần"
    stage.press("Ctrl+Enter")
    assert stage.memory.dossiers()[0].state is State.HANDED_OVER
    assert stage.memory.prints == []


def test_a_slip_instead_is_one_key_away(open_stage: Open) -> None:
    stage = with_certified_copy(open_stage, office_that_certifies_at_once())
    stage.press("Ctrl+P")
    assert stage.memory.dossiers()[0].state is State.RECEIVED
    assert len(stage.memory.prints) == 1


def test_papers_not_looked_at_hold_it_up_too(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    stage.write(CERTIFIED_COPY)
    stage.press("Enter")
    stage.scan(CARD)
    stage.press("Alt+Q")
    assert stage.memory.log == []
    assert stage.focus_name() == "papers"


def test_a_procedure_of_days_or_a_result_by_post_does_not_offer_it(open_stage: Open) -> None:
    stage = open_stage(IntakePage)
    choose_marriage_status(stage)
    settle_papers(stage)
    stage.scan(CARD)
    assert not page_of(stage).side.at_once.isVisible()
    stage.press("Alt+Q")
    assert stage.memory.log == []
    stage.press("Ctrl+N")
    stage.write(CERTIFIED_COPY)
    stage.press("Enter")
    page_of(stage).person.applicant.return_by.choice.setCurrentIndex(1)
    stage.settle()
    assert not page_of(stage).side.at_once.isVisible()


def test_who_hands_in_for_another_is_who_takes_it_away(open_stage: Open) -> None:
    stage = with_certified_copy(open_stage)
    page_of(stage).person.same.setFocus()
    stage.press("Space")
    stage.write("Y Wơl Niê")
    stage.press("Alt+Q")
    (dossier,) = stage.memory.dossiers()
    last = dossier.history[-1].body
    assert isinstance(last, HandedOver)
    assert (last.collector, last.relation) == ("Y Wơl Niê", "submitter")
    assert steps_of(dossier, {"hanh": "Hạnh"})[-1].under == "Hạnh · người nộp · nhận ngay lúc nộp"

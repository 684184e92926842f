"""Tiếp nhận on a real desk: namesakes, papers held and fees come from the file, and go into it in one transaction."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.domain.events import Received, SubmittedPaper
from desk_app.domain.lifecycle import State
from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from desk_app.usecases.slips import slip_for
from tests.desks import MARRIAGE, application, make_office
from tests.ui.pages.counter_hands import CARD, page_of
from tests.ui.pages.memory import Memory
from tests.ui.pages.stage import Stage
from ui.pages.intake.page import IntakePage

PROOF = "Giấy tờ chứng minh nơi cư trú"


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    office = make_office(tmp_path)
    yield office
    office.store.close()


@pytest.fixture
def stage(office: Office) -> Iterator[Stage]:
    class Clocked:
        clock = office.clock

    stage = Stage(IntakePage, (office, cast(Memory, Clocked())))
    yield stage
    stage.close()


def test_a_namesake_a_held_paper_and_a_fee_in_one_reception(office: Office, stage: Stage) -> None:
    before = application("Nguyen Thi Thuy Tien", papers=(SubmittedPaper(PROOF, copies=1),))
    first = receive(office, before).number
    numbers: list[str] = []
    page_of(stage).recorded.connect(numbers.append)
    stage.write(MARRIAGE)
    stage.press("Enter")
    stage.scan(CARD)
    assert page_of(stage).side.duplicate.isVisible()
    page_of(stage).papers.list.setFocus()
    stage.press("Alt+D", "Space", "Space", "Alt+K", "Alt+P")
    stage.write("15.000")
    stage.press("Tab", "↓", "Ctrl+Enter", "Ctrl+Enter")
    stage.write("xin thêm một bản")
    stage.press("Ctrl+Enter")
    (number,) = numbers
    taken, slip = office.store.register.dossier(number).intake, slip_for(office, number)
    assert isinstance(taken, Received)
    assert (taken.duplicate_of, taken.duplicate_reason) == (first, "xin thêm một bản")
    assert [paper.reused_from for paper in slip.papers if paper.name == PROOF] == [first]
    assert [fee.amount for fee in slip.fees] == [15_000]
    row = office.store.books.fee(number)
    assert row is not None
    assert (row.amount, row.paid_by) == (15_000, "cash")


def test_somebody_else_is_neither_warned_of_nor_offered_anything(office: Office, stage: Stage) -> None:
    other = replace(application().applicant, personal_number="066190000001", name="Trần Văn Bình")
    receive(office, replace(application(papers=(SubmittedPaper(PROOF, copies=1),)), applicant=other))
    stage.write(MARRIAGE)
    stage.press("Enter")
    stage.scan(CARD)
    assert not page_of(stage).side.duplicate.isVisible()
    assert not page_of(stage).papers.checklist.has_offers


def test_what_came_by_the_portal_is_in_the_file_in_its_first_state(office: Office, stage: Stage) -> None:
    numbers: list[str] = []
    page_of(stage).recorded.connect(numbers.append)
    stage.write(MARRIAGE)
    stage.press("Enter")
    stage.scan(CARD)
    stage.press("Alt+R", "Alt+C")
    row = office.store.register.row(numbers[0])
    assert (row.state, row.due_at) == (State.REGISTERED, None)

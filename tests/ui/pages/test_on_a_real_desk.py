"""The same keys on a real desk: the file, the log, the search table."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import Received
from desk_app.domain.lifecycle import State
from desk_app.usecases.closures import apply_new_calendar
from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from desk_app.usecases.upkeep import change_day
from tests.desks import SetClock, application, make_office
from tests.ui.pages.memory import Memory
from tests.ui.pages.stage import Stage
from ui.counter import Counter
from ui.pages.dossiers.page import DossiersPage
from ui.pages.hand_over.page import HandOverPage
from ui.pages.intake.page import IntakePage
from ui.pages.today.page import TodayPage
from ui.widgets.page import Page

CARD = "066198004217||Nguyễn Thị Thuỷ Tiên|14081998|Nữ|Thôn 4, xã Suối Hương, tỉnh Đắk Lắk|15042021"
OTHER = "066192001010||Trần Thuý Tiên|01021992|Nữ|Thôn 1, xã Suối Hương|15042021"


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    office = make_office(tmp_path)
    yield office
    office.store.close()


def on_stage(page: type[Page], office: Office) -> Stage:
    class Clocked:
        clock = office.clock

    make = cast("type[IntakePage]", page)

    def made(counter: Counter) -> Page:
        return make(counter)

    return Stage(made, (office, cast(Memory, Clocked())))


def take_in(stage: Stage, card: str) -> str:
    numbers: list[str] = []
    page = stage.page
    assert isinstance(page, IntakePage)
    page.recorded.connect(numbers.append)
    stage.write("1.004873")
    stage.press("Enter", "Space", "Space", "Alt+K")
    stage.scan(card)
    stage.press("Ctrl+Enter")
    return numbers[0]


def test_a_dossier_goes_from_the_counter_to_its_owner(office: Office) -> None:
    stage = on_stage(IntakePage, office)
    number = take_in(stage, CARD)
    intake = office.store.register.dossier(number).intake
    assert isinstance(intake, Received)
    assert intake.applicant.personal_number == "066198004217"
    assert office.store.register.prints(number=number)
    stage.close()
    found = on_stage(DossiersPage, office)
    found.write("thuy tien")
    found.press("Alt+Q", "Enter")
    found.close()
    assert office.store.register.row(number).state is State.RESULT_READY
    given = on_stage(HandOverPage, office)
    given.scan(number)
    given.press("Enter")
    given.close()
    assert office.store.register.row(number).state is State.HANDED_OVER


def test_typed_accents_come_first_on_the_real_table(office: Office) -> None:
    stage = on_stage(IntakePage, office)
    first = take_in(stage, CARD)
    stage.page.refresh()
    second = take_in(stage, OTHER)
    stage.close()
    for typed, wanted in (("thuỷ", first), ("thuý", second)):
        search = on_stage(DossiersPage, office)
        search.write(typed)
        page = search.page
        assert isinstance(page, DossiersPage)
        assert page.list.rows[0].id == wanted
        search.close()


def test_a_draft_is_in_the_file_when_the_window_is_gone(office: Office) -> None:
    stage = on_stage(IntakePage, office)
    stage.write("1.004873")
    stage.press("Enter", "Enter")
    stage.write("Lương Ỷ Nhi")
    stage.settle_drafts()
    stage.close()
    again = on_stage(IntakePage, office)
    again.press("Alt+J")
    page = again.page
    assert isinstance(page, IntakePage)
    assert page.person.read().applicant.name == "Lương Ỷ Nhi"
    again.close()


def test_the_day_lists_what_was_promised(office: Office) -> None:
    stage = on_stage(IntakePage, office)
    number = take_in(stage, CARD)
    stage.close()
    assert office.store.register.row(number).due_at is not None
    day = on_stage(TodayPage, office)
    page = day.page
    assert isinstance(page, TodayPage)
    assert page.numbers._numbers["đã nhận"].text() == "1"
    day.close()


def test_a_calendar_that_came_in_overnight_says_whose_day_it_would_move(tmp_path: Path, qapp: QApplication) -> None:
    office = make_office(tmp_path, SetClock(datetime(2026, 12, 9, 8, 30, tzinfo=OFFICE_ZONE)))
    receive(office, application("Lò Thị Mỷ"))
    stage = on_stage(TodayPage, office)
    page = stage.page
    assert isinstance(page, TodayPage)
    assert page.moved.isHidden()
    change_day(office, date(2026, 12, 10), "off", "nghỉ bù", "Quyết định 12")
    page.refresh()
    stage.settle()
    assert page.moved.isVisible()
    assert page.moved.title.text() == "Lịch đã đổi: 1 ngày đã hẹn khác đi."
    apply_new_calendar(office, "Quyết định 12")
    page.refresh()
    stage.settle()
    assert page.moved.isHidden()
    stage.close()
    office.store.close()

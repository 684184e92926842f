"""Another desk's dossier on the screen: who holds it, taken over by key, and what two desks wrote at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.store import DeskStore
from desk_app.domain.life_events import Shelved
from desk_app.usecases import custody, progress
from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from tests.db.commune_desks import acquainted, all_passed
from tests.desks import CountedChance, application, make_office
from tests.ui.pages.stage import Stage
from tests.ui.pages.test_on_a_real_desk import on_stage
from ui.pages.dossiers.page import DossiersPage
from ui.pages.today.page import TodayPage


@pytest.fixture
def offices(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Office, Office]]:
    one = make_office(tmp_path / "1")
    two = make_office(tmp_path / "2", settings={"desk": "2"}, chance=CountedChance(count(10_000)))
    acquainted(stores(one, two))
    yield one, two
    one.store.close()
    two.store.close()


def stores(*offices: Office) -> list[DeskStore]:
    return [office.store for office in offices]  # type: ignore[misc]


def pictured(stage: Stage, name: str) -> None:
    """Keep a picture of the window where somebody asked for one."""
    folder = os.environ.get("DESK_PICTURES")
    if folder:
        assert stage.window.grab().save(f"{folder}/{name}.png")


def at_odds(one: Office, two: Office) -> str:
    """Let two desks write one dossier against each other; return its number."""
    number = receive(one, application()).number
    progress.start(one, number)
    all_passed(stores(one, two))
    custody.take_over(two, number, "quầy 1 nghỉ")
    progress.finish(two, number)
    with one.store.unit_of_work("hanh") as work:
        work.append(Shelved("kệ 1"), dossier=number)
        work.commit()
    progress.finish(one, number)
    all_passed(stores(one, two))
    return number


def test_what_another_desk_holds_says_so_and_is_taken_over_by_key(offices: tuple[Office, Office]) -> None:
    one, two = offices
    number = receive(one, application()).number
    all_passed(stores(one, two))
    stage = on_stage(DossiersPage, two)
    stage.write("thuy tien")
    page = stage.page
    assert isinstance(page, DossiersPage)
    assert (page.detail.holder.text(), page.detail.holder.isVisible()) == ("Quầy 1 đang giữ", True)
    assert [deed.id for deed in page.detail.deeds] == ["take_over"]
    pictured(stage, "held")
    stage.press("Alt+P")
    pictured(stage, "taking")
    stage.press("Ctrl+Enter")
    assert two.store.register.row(number).held_by is None
    assert not page.detail.holder.isVisible()
    assert "finish" in {deed.id for deed in page.detail.deeds}
    pictured(stage, "taken")
    stage.close()


def test_events_of_another_desk_say_whose_they_are(offices: tuple[Office, Office]) -> None:
    one, two = offices
    receive(one, application())
    all_passed(stores(one, two))
    stage = on_stage(DossiersPage, two)
    stage.write("thuy tien")
    page = stage.page
    assert isinstance(page, DossiersPage) and page.detail.shown is not None
    assert page.detail.history.steps[0].under.startswith("quầy 1, Trần Thị Mỹ Hạnh · hẹn")
    stage.close()


def test_what_two_desks_wrote_at_once_stands_on_top_of_the_day_and_is_chosen_by_key(
    offices: tuple[Office, Office],
) -> None:
    one, two = offices
    number = at_odds(one, two)
    today = on_stage(TodayPage, two)
    page = today.page
    assert isinstance(page, TodayPage)
    assert page.list.lines[0].id == "group Hai quầy ghi khác nhau"
    opened: list[str] = []
    page.open_dossier.connect(opened.append)
    pictured(today, "today")
    page._open(page.list.lines[1].id)
    assert opened == [number]
    today.close()
    stage = on_stage(DossiersPage, two)
    stage.write("thuy tien")
    shown = stage.page
    assert isinstance(shown, DossiersPage)
    assert shown.detail.deeds[0].id == "settle" and shown.detail.conflict.isVisible()
    pictured(stage, "odds")
    stage.press("Alt+Z")
    pictured(stage, "choosing")
    stage.press("Ctrl+Enter")
    assert two.store.commune.conflicts() == ()
    assert not shown.detail.conflict.isVisible()
    stage.close()

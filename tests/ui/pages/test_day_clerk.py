"""The day's clerk after a crash: what was saved is looked up on the screen, by keys."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.person import Person
from desk_app.domain.procedure import catalogue_from_json
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.memory import office_in_memory
from tests.ui.pages.stage import Stage
from ui.composition.reference import shipped_catalogue
from ui.day.clerk import Clerk
from ui.day.people import visitors
from ui.pages.dossiers.page import DossiersPage
from ui.widgets.page import Place

SAVED, CUT_OFF = visitors(catalogue_from_json(shipped_catalogue()), 2)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    office = office_in_memory()
    receive(office[0], Application(SAVED.procedure, Person(SAVED.name, SAVED.personal_number)))
    made = Stage(DossiersPage, office, Place("dossiers", "Hồ sơ", "folder-search", "F3", "Tại quầy"))
    yield made
    made.close()


def clerk_at(stage: Stage, out: Path) -> Clerk:
    (out / "screens").mkdir()
    return Clerk(cast(Any, SimpleNamespace(window=stage.window)), out, [])


def test_who_was_saved_before_the_crash_is_found_on_the_screen(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clerk_at(stage, tmp_path).find_again(SAVED)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"saved": "000.00.18.H32-261209-1001"} in told
    assert (tmp_path / "screens" / "after_crash.png").exists()
    page = stage.page
    assert isinstance(page, DossiersPage)
    assert page.search.text() == ""


def test_who_was_cut_off_is_not_found_and_will_be_taken_in(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not clerk_at(stage, tmp_path).find_again(CUT_OFF)
    assert "saved" not in capsys.readouterr().out

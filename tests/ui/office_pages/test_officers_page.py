"""Cán bộ by keys, on a real desk with its real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import WrongPasswordError
from desk_app.usecases.office import Office
from tests.desks import OFFICER, PASSWORD
from tests.ui.office_pages.hands import Hands
from tests.ui.office_pages.stage import NOW, Stage
from ui.composition import keeping
from ui.dialogs.officers import AddOfficerDialog, ChangePasswordDialog
from ui.pages.officers.page import OfficersPage

NEW = "trâu vàng uống nước ao"


class Scene:
    """The page on its window, and hands."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stage = Stage()
        self.stage.clock.at = NOW
        self.changed: list[str] = []
        self.window = self.stage.window("officers", OfficersPage)
        self.hands = Hands(qtbot, self.window)
        found = self.window.page("officers")
        assert isinstance(found, OfficersPage)
        self.page = found

    def serve(self) -> None:
        self.page.serve(keeping.officer_added, self._change)

    @property
    def names(self) -> list[str]:
        return [line.cells[0].text for line in self.page.list.lines]

    def _change(self, office: Office, old: str, new: str) -> None:
        if old != PASSWORD:
            raise WrongPasswordError()
        keeping.password_changed(office, new)
        self.changed.append(new)


@pytest.fixture
def scene(qtbot: QtBot, qapp: QApplication) -> Iterator[Scene]:
    yield Scene(qtbot)


def test_the_list_says_who_may_come_in_and_who_is_here(scene: Scene) -> None:
    assert scene.names == [OFFICER]
    assert scene.page.list.lines[0].cells[1].text == "Đang ở quầy"
    assert scene.page.head.note.text() == "1 người vào được"


def test_nothing_is_offered_that_nobody_can_do(scene: Scene) -> None:
    scene.hands.press("Ctrl+Enter", "Alt+M")
    assert scene.page.add_one.isHidden()
    assert scene.window.findChild(AddOfficerDialog) is None
    assert scene.window.findChild(ChangePasswordDialog) is None


def test_an_officer_is_added_by_keys(scene: Scene, qtbot: QtBot) -> None:
    scene.serve()
    scene.hands.press("Ctrl+Enter")
    dialog = scene.window.findChild(AddOfficerDialog)
    assert dialog is not None
    dialog.name.set_text("H'Hen Niê")
    for secret in (dialog.passwords.first, dialog.passwords.again):
        secret.set_text(NEW)
    with qtbot.waitSignal(scene.page.recorded):
        scene.hands.press("Ctrl+Enter")
    assert scene.names == ["Trần Thị Mỹ Hạnh", "H'Hen Niê"]
    assert scene.window.findChild(AddOfficerDialog) is None


def test_a_second_officer_of_one_name_is_refused_and_what_was_typed_stays(scene: Scene) -> None:
    scene.serve()
    scene.hands.press("Ctrl+Enter")
    dialog = scene.window.findChild(AddOfficerDialog)
    assert dialog is not None
    dialog.name.set_text(OFFICER)
    for secret in (dialog.passwords.first, dialog.passwords.again):
        secret.set_text(NEW)
    scene.hands.press("Ctrl+Enter")
    assert dialog.isVisible()
    assert OFFICER in dialog.problem.text()
    assert dialog.passwords.password == NEW
    assert len(scene.names) == 1


def test_ones_own_password_is_changed_with_the_old_one(scene: Scene) -> None:
    scene.serve()
    scene.hands.press("Alt+M")
    dialog = scene.window.findChild(ChangePasswordDialog)
    assert dialog is not None
    assert OFFICER in dialog.accessibleName()
    for secret in (dialog.passwords.first, dialog.passwords.again):
        secret.set_text(NEW)
    dialog.old.set_text("không phải mật khẩu này")
    scene.hands.press("Ctrl+Enter")
    assert (scene.changed, dialog.old.is_wrong) == ([], True)
    dialog.old.set_text(PASSWORD)
    scene.hands.press("Ctrl+Enter")
    assert scene.changed == [NEW]
    assert scene.window.findChild(ChangePasswordDialog) is None


@pytest.mark.parametrize("size", [(1366, 690), (1280, 690), (910, 490)])
def test_the_page_fits_its_window(scene: Scene, size: tuple[int, int]) -> None:
    scene.serve()
    scene.window.resize(*size)
    QApplication.processEvents()
    assert (scene.window.width(), scene.window.height()) == size
    foot = scene.page.add_one.mapTo(scene.window, scene.page.add_one.rect().bottomLeft())
    assert scene.window.rect().contains(foot)

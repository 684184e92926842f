"""Cài đặt by keys, on a real desk: every change is logged, a wrong one changes nothing."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.calendar import Certainty
from desk_app.settings import SETTINGS, Settings
from desk_app.usecases import upkeep
from desk_app.usecases.specimen import specimen
from tests.desk_app.life_desk import text_of
from tests.ui.office_pages.hands import Hands
from tests.ui.office_pages.stage import NOW, Stage
from ui.application.pdf_picture import first_page
from ui.composition.folders import default_cache
from ui.composition.paper import Press
from ui.dialogs.question import ReasonDialog
from ui.pages.settings.day_dialog import DayDialog
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.reading import List
from ui.pages.settings.words import date_typed, grouped_settings, sessions_typed

DOUBTFUL = date(2027, 11, 24)
WHY = "Thông báo 12/TB-UBND"


class Scene:
    """The page on its window, and hands."""

    def __init__(self, qtbot: QtBot) -> None:
        self.stage = Stage()
        self.stage.clock.at = NOW
        self.window = self.stage.window("settings", SettingsPage)
        self.hands = Hands(qtbot, self.window)
        found = self.window.page("settings")
        assert isinstance(found, SettingsPage)
        self.page = found
        self.told: list[str] = []
        self.page.told.connect(self.told.append)

    @property
    def seq(self) -> int:
        return self.stage.office.store.outbox.head()[0]

    def choose(self, line_id: str) -> None:
        """Go to a line with the arrow keys."""
        self.page.list.setFocus()
        self.hands.press("Home")
        for _ in self.page.list.lines:
            if self.page.list.chosen_id == line_id:
                return
            self.hands.press("↓")
        raise AssertionError(line_id)

    def setting(self, name: str) -> str:
        return self.stage.office.store.settings()[name]


@pytest.fixture
def scene(qtbot: QtBot, qapp: QApplication) -> Iterator[Scene]:
    yield Scene(qtbot)


def test_every_setting_is_shown_once_with_its_meaning_and_value(scene: Scene) -> None:
    lines = {line.id: line for line in scene.page.list.lines if not line.header}
    assert set(lines) == {setting.name for setting in SETTINGS}
    assert len(lines) == sum(len(settings) for _, settings in grouped_settings())
    for setting in SETTINGS:
        assert lines[setting.name].cells[0].text == setting.meaning
    assert lines["hotline"].cells[1].text == "0262 3851 117"
    assert lines["paper"].cells[1].text == "Một tờ A5"


def test_a_text_is_changed_by_keys_and_logged(scene: Scene, qtbot: QtBot) -> None:
    scene.choose("hotline")
    scene.hands.press("Enter")
    assert scene.hands.focus == "setting_value"
    scene.hands.write_anew("0262 3999 888")
    with qtbot.waitSignal(scene.page.setting_changed) as changed:
        scene.hands.press("Ctrl+Enter")
    assert changed.args == ["hotline"]
    assert scene.setting("hotline") == "0262 3999 888"
    assert scene.page.setting.now.value.text() == "0262 3999 888"


def test_an_answer_of_a_few_is_chosen_by_keys(scene: Scene) -> None:
    scene.choose("paper")
    scene.hands.press("Enter")
    assert scene.hands.focus == "setting_choice"
    scene.hands.press("↓", "Ctrl+Enter")
    assert scene.setting("paper") == "a4_two"


def test_a_value_that_is_not_allowed_stays_as_typed_and_nothing_is_logged(scene: Scene) -> None:
    scene.choose("lock_minutes")
    before = scene.seq
    scene.hands.press("Enter")
    scene.hands.write_anew("99")
    scene.hands.press("Ctrl+Enter")
    assert scene.seq == before
    assert scene.page.setting.line.is_wrong
    assert "1–15" in scene.page.setting.problem.text()
    assert scene.page.setting.line.text == "99"
    scene.hands.write_anew("5")
    assert not scene.page.setting.line.is_wrong
    scene.hands.press("Ctrl+Enter")
    assert scene.setting("lock_minutes") == "5"


def test_a_value_already_in_use_is_not_logged_again(scene: Scene) -> None:
    scene.choose("hotline")
    before = scene.seq
    scene.hands.press("Ctrl+Enter")
    assert scene.seq == before
    assert scene.told == ["Giá trị này đang dùng, không có gì để ghi."]


def test_what_was_decided_at_set_up_says_why_and_offers_nothing(scene: Scene) -> None:
    scene.choose("agency_code")
    before = scene.seq
    assert scene.page.do.isHidden()
    assert scene.page.setting.fields.isHidden()
    assert "khi lập quầy" in scene.page.setting.note.text()
    scene.hands.press("Ctrl+Enter")
    assert scene.seq == before


def test_a_refresh_in_the_middle_leaves_what_is_being_typed(scene: Scene) -> None:
    scene.choose("hotline")
    scene.hands.press("Enter")
    scene.hands.write_anew("0262 39")
    scene.stage.receive(("Lò Thị Mỷ",))
    scene.page.refresh()
    assert scene.page.setting.line.text == "0262 39"
    assert scene.hands.focus == "setting_value"


def test_alt_and_arrows_go_through_the_three_lists(scene: Scene) -> None:
    seen = []
    for _ in range(3):
        scene.hands.press("Alt+→")
        seen.append(scene.page.which)
    assert seen == [List.DAYS, List.HOURS, List.SETTINGS]
    scene.hands.press("Alt+←")
    assert scene.page.which is List.HOURS
    assert [each for each, chip in scene.page.chips.items() if chip.isChecked()] == [List.HOURS]


def test_a_day_nobody_confirmed_is_named_and_can_be_unticked_with_a_reason(scene: Scene) -> None:
    calendar = scene.stage.office.store.calendar()
    assert calendar.unconfirmed(DOUBTFUL) is not None
    assert not calendar.is_working_day(DOUBTFUL)
    scene.page.show_list(List.DAYS)
    assert scene.page.doubt.isVisible()
    scene.choose(DOUBTFUL.isoformat())
    scene.hands.press("Alt+1")
    dialog = scene.window.findChild(ReasonDialog)
    assert dialog is not None
    scene.hands.write(WHY)
    scene.hands.press("Ctrl+Enter")
    assert scene.stage.office.store.calendar().is_working_day(DOUBTFUL)
    assert scene.page.doubt.isHidden()
    (line,) = [line for line in scene.page.list.lines if line.id == DOUBTFUL.isoformat()]
    assert [cell.text for cell in line.cells[2:]] == ["Làm việc như thường", "Xã đã ghi"]


def test_a_day_nobody_confirmed_can_be_confirmed_as_a_day_off(scene: Scene) -> None:
    scene.page.show_list(List.DAYS)
    scene.choose(DOUBTFUL.isoformat())
    scene.hands.press("Alt+2")
    scene.hands.write(WHY)
    scene.hands.press("Ctrl+Enter")
    mark = scene.stage.office.store.calendar().mark_on(DOUBTFUL)
    assert mark is not None
    assert (mark.certainty, mark.name, mark.is_open) == (Certainty.OFFICIAL, "Ngày Văn hóa Việt Nam", False)


def test_without_a_reason_the_calendar_stays(scene: Scene) -> None:
    scene.page.show_list(List.DAYS)
    scene.choose(DOUBTFUL.isoformat())
    before = scene.seq
    scene.hands.press("Alt+1", "Ctrl+Enter", "Esc")
    assert scene.seq == before


def test_a_day_of_the_communes_own_is_written_by_keys(scene: Scene) -> None:
    scene.page.show_list(List.DAYS)
    scene.hands.press("Ctrl+Enter")
    assert scene.window.findChild(DayDialog) is not None
    scene.hands.write("31/02/2027")
    scene.hands.press("Ctrl+Enter")
    assert scene.hands.focus == "day_on"
    scene.hands.write_anew("04/01/2027")
    scene.hands.press("Enter", "Enter")
    scene.hands.write("Hội xuân của xã")
    scene.hands.press("Enter")
    scene.hands.write(WHY)
    scene.hands.press("Ctrl+Enter")
    mark = scene.stage.office.store.calendar().mark_on(date(2027, 1, 4))
    assert mark is not None
    assert (mark.name, mark.is_open) == ("Hội xuân của xã", False)
    assert scene.page.day.changes.value.text() == "1 lần"
    assert scene.page.day.base.value.text() == "bản 2026-11-21"


def test_a_holiday_is_never_offered_as_worked_in_exchange(scene: Scene) -> None:
    scene.page.show_list(List.DAYS)
    scene.choose("2027-01-01")
    buttons = {type_: not button.isHidden() for type_, button in scene.page.day.buttons.items()}
    assert buttons == {"": True, "off": False, "working": False}


def test_the_hours_of_a_weekday_are_changed_with_a_reason(scene: Scene) -> None:
    scene.page.show_list(List.HOURS)
    scene.choose("4")
    scene.hands.press("Enter")
    assert scene.hands.focus == "sessions"
    scene.hands.write_anew("7h - 11:00 và 13h–16h30")
    scene.hands.press("Ctrl+Enter")
    assert scene.hands.focus == "hours_reason"
    scene.hands.write(WHY)
    scene.hands.press("Ctrl+Enter")
    shifts = scene.stage.office.store.calendar().weekly[4]
    assert [f"{shift.opens:%H:%M}-{shift.closes:%H:%M}" for shift in shifts] == ["07:00-11:00", "13:00-16:30"]


def test_a_saturday_may_take_in_without_being_a_working_day(scene: Scene) -> None:
    scene.page.show_list(List.HOURS)
    scene.choose("5")
    scene.hands.press("Enter")
    scene.hands.write_anew("7h30-11h30")
    scene.hands.press("Enter")
    scene.hands.write(WHY)
    scene.hands.press("Enter")
    assert scene.hands.focus == "only_reception"
    scene.hands.press("Space", "Ctrl+Enter")
    calendar = scene.stage.office.store.calendar()
    assert not calendar.weekly[5]
    assert [f"{shift.opens:%H:%M}-{shift.closes:%H:%M}" for shift in calendar.receptions[5]] == ["07:30-11:30"]
    said = [cell.text for line in scene.page.list.lines if line.id == "5" for cell in line.cells]
    assert said == ["Thứ Bảy", "07:30–11:30, chỉ tiếp nhận"]
    assert scene.page.hours.only_reception.isChecked()


def test_hours_that_overlap_are_refused_with_the_reason(scene: Scene) -> None:
    scene.page.show_list(List.HOURS)
    scene.choose("4")
    before = scene.seq
    scene.hands.press("Enter")
    scene.hands.write_anew("07:30-11:30, 11:00-17:00")
    scene.hands.press("Enter")
    scene.hands.write(WHY)
    scene.hands.press("Ctrl+Enter")
    assert scene.seq == before
    assert scene.page.hours.problem.text().startswith("Hai buổi chồng nhau")
    assert scene.page.hours.sessions.text == "07:30-11:30, 11:00-17:00"


def test_a_change_made_elsewhere_is_shown(scene: Scene) -> None:
    scene.choose("hotline")
    upkeep.change_setting(scene.stage.office, "hotline", "1900 1234")
    scene.page.refresh()
    assert scene.page.setting.line.text == "1900 1234"


@pytest.mark.parametrize(
    ("typed", "sessions"),
    [
        ("07:30-11:30, 13:30-17:00", ("07:30-11:30", "13:30-17:00")),
        ("7:30 – 11:30 và 13:30 – 17:00", ("07:30-11:30", "13:30-17:00")),
        ("7h30-11h30; 13h-17h", ("07:30-11:30", "13:00-17:00")),
        ("7 giờ - 11 giờ 30", ("07:00-11:30",)),
        ("", ()),
        ("  ", ()),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, sessions: tuple[str, ...]) -> None:
    assert sessions_typed(typed) == sessions


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("24/11/2027", date(2027, 11, 24)),
        ("4.1.27", date(2027, 1, 4)),
        ("24/12", date(2026, 12, 24)),
        ("04/01", date(2027, 1, 4)),
        ("31/02/2027", None),
        ("29/02", None),
        ("mai", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, on: date | None) -> None:
    assert date_typed(typed, date(2026, 12, 9)) == on


@pytest.mark.parametrize("which", list(List))
@pytest.mark.parametrize("size", [(1366, 690), (1280, 690), (910, 490)])
def test_the_page_fits_its_window(scene: Scene, size: tuple[int, int], which: List) -> None:
    scene.window.resize(*size)
    scene.page.show_list(which)
    QApplication.processEvents()
    assert (scene.window.width(), scene.window.height()) == size
    if scene.page.do.isVisible():
        foot = scene.page.do.mapTo(scene.window, scene.page.do.rect().bottomLeft())
        assert scene.window.rect().contains(foot)


def test_a_slip_is_seen_with_a_setting_before_it_is_kept(scene: Scene, qtbot: QtBot) -> None:
    pressed: list[str] = []

    def press(settings: Settings, done: Callable[[bytes], None], failed: Callable[[str], None]) -> None:
        pdf = Press(default_cache()).press(specimen(settings, NOW), settings["paper"], 1, NOW).pdf
        pressed.append(" ".join(text_of(pdf).split()))
        done(pdf)

    scene.page.specimen.serve(press, first_page)
    scene.choose("hotline")
    qtbot.waitUntil(lambda: len(pressed) == 1, timeout=20_000)
    before = scene.seq
    scene.page.setting.line.set_text("0262 3 999 888")
    scene.page.setting.edited.emit()
    qtbot.waitUntil(lambda: len(pressed) == 2, timeout=20_000)
    assert "0262 3 999 888" in pressed[1] and "0262 3 999 888" not in pressed[0]
    assert scene.page.specimen.picture.image is not None
    assert scene.seq == before
    scene.choose("lock_minutes")
    assert scene.page.specimen.isHidden()


def test_a_value_no_slip_could_have_says_why_instead(scene: Scene) -> None:
    scene.page.specimen.serve(lambda settings, done, failed: None, first_page)
    scene.choose("slip_pattern")
    scene.page.setting.line.set_text("{poem}")
    scene.page.setting.edited.emit()
    assert scene.page.specimen.said.isVisible()
    assert scene.page.specimen.picture.image is None

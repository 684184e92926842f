"""The frame: keys and scans reach the page that shows, dialogs keep them, and everything fits."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from tests.ui.scenes import SamplePage
from ui.dialogs.page_keys import PageKeys
from ui.dialogs.palette import Entry, Palette
from ui.dialogs.question import Answer, Question, ReasonDialog, ask
from ui.keys import Chord, bind
from ui.look import look
from ui.main_window import MainWindow
from ui.widgets.button import Button
from ui.widgets.focus_ring import FocusRing
from ui.widgets.overlay import Overlay
from ui.widgets.text import Elided

Press = Callable[..., None]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    window = scenes.desk()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open("intake")
    yield window
    look().show_in(qapp, percent=100)


@pytest.fixture
def press(desk: MainWindow) -> Press:
    def through_the_window(text: str) -> None:
        chord = Chord.read(text)
        QTest.keyClick(desk.windowHandle(), chord.key, chord.modifiers)

    return through_the_window


def page(desk: MainWindow) -> SamplePage:
    found = desk.page(desk.here)
    assert isinstance(found, SamplePage)
    return found


@pytest.mark.parametrize("place", scenes.PLACES, ids=lambda place: place.key)
def test_each_place_has_its_key(desk: MainWindow, press: Press, place: object) -> None:
    press(place.key)  # type: ignore[attr-defined]
    assert desk.here == place.name  # type: ignore[attr-defined]


def test_a_key_of_the_page_reaches_it_from_a_field(desk: MainWindow, press: Press) -> None:
    press("Ctrl+E")
    assert page(desk).fact == "Ctrl+E"


def test_a_command_that_is_not_possible_now_types_nothing(desk: MainWindow) -> None:
    field = page(desk).name
    field.box.setFocus()
    for held in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
        QTest.keyClick(desk.windowHandle(), Qt.Key.Key_X, held)
    assert field.text == ""
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_X)
    assert field.text == "x"


def test_ctrl_enter_presses_the_primary_button(desk: MainWindow, press: Press, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page(desk).print.clicked):
        press("Ctrl+Enter")


def test_enter_goes_on_and_lands_on_the_button(desk: MainWindow, press: Press) -> None:
    press("Enter")
    assert QApplication.focusWidget() is page(desk).birth.line


def test_f6_goes_round_the_sections(desk: MainWindow, press: Press) -> None:
    seen = []
    for _ in range(3):
        press("F6")
        seen.append(QApplication.focusWidget())
    sample = page(desk)
    assert seen == [sample.rows, sample.print, sample.name.line]
    press("Shift+F6")
    assert QApplication.focusWidget() is sample.print


def test_a_scan_goes_to_the_page_and_what_it_leaves_to_the_owner(desk: MainWindow, qtbot: QtBot) -> None:
    left: list[str] = []
    desk.scan_unclaimed.connect(left.append)
    for code in ("H34-0042", "?unknown"):
        for letter in code:
            QTest.keyClick(desk.windowHandle(), letter)  # type: ignore[call-overload]  # it takes a letter too
        QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Return)
    assert page(desk).scans == ["H34-0042", "?unknown"]
    assert left == ["?unknown"]


QUESTION = Question(
    "Bỏ nháp này?", "", (Answer("keep", "Giữ nháp", "Esc"), Answer("drop", "Bỏ nháp", "Alt+B")), safe="keep"
)


def test_a_question_has_the_focus_on_the_safe_answer(desk: MainWindow, press: Press) -> None:
    answers: list[str] = []
    dialog = ask(desk, QUESTION, answers.append)
    assert QApplication.focusWidget() is dialog.buttons["keep"]
    press("Enter")
    assert answers == ["keep"]


def test_esc_answers_nothing_and_gives_the_focus_back(desk: MainWindow, press: Press) -> None:
    answers: list[str] = []
    before = QApplication.focusWidget()
    ask(desk, QUESTION, answers.append)
    press("Esc")
    assert answers == []
    assert QApplication.focusWidget() is before


def test_while_a_question_is_open_the_page_hears_nothing(desk: MainWindow, press: Press) -> None:
    answers: list[str] = []
    ask(desk, QUESTION, answers.append)
    for key in ("F3", "Ctrl+E", "F12", "Ctrl+K"):
        press(key)
    desk.take_scan("H34-0042")
    assert desk.here == "intake"
    assert page(desk).scans == []
    assert page(desk).fact == "Số tiếp theo: 1017"
    press("Alt+B")
    assert answers == ["drop"]


def test_tab_stays_inside_a_question(desk: MainWindow, press: Press) -> None:
    dialog = ask(desk, QUESTION, lambda answer: None)
    seen = set()
    for _ in range(5):
        press("Tab")
        seen.add(QApplication.focusWidget())
    assert seen == set(dialog.buttons.values())


def test_a_reason_is_asked_for_until_there_is_one(desk: MainWindow, press: Press) -> None:
    given: list[str] = []
    dialog = ReasonDialog(desk, "Vì sao từ chối?", "", "Từ chối tiếp nhận", given.append)
    press("Ctrl+Enter")
    assert dialog.reason.is_wrong
    dialog.reason.set_text("Không thuộc thẩm quyền")
    assert not dialog.reason.is_wrong
    press("Ctrl+Enter")
    assert given == ["Không thuộc thẩm quyền"]


def test_f1_shows_every_key_and_again_opens_the_handbook(desk: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("F1")
    shown = desk.findChild(PageKeys)
    assert shown is not None
    words = {label.text() for label in shown.findChildren(QLabel)}
    assert {"Tiếp nhận", "Khóa quầy", "Vì sao hẹn ngày này", "Mười thủ tục hay dùng", "Không áp dụng"} <= words
    with qtbot.waitSignal(desk.handbook_asked) as asked:
        press("F1")
    assert asked.args == ["intake"]


def test_the_palette_chooses_with_arrows_and_enter(desk: MainWindow, press: Press) -> None:
    chosen: list[str] = []
    desk.palette_opened.connect(lambda palette: palette.chosen.connect(chosen.append))
    press("Ctrl+K")
    palette = desk.findChild(Palette)
    assert palette is not None
    palette.show_entries((Entry("a", "Làm", "file-plus", "Nhận"), Entry("b", "Người", "user", "Tiên")))
    press("↓")
    press("Enter")
    assert chosen == ["b"]
    assert desk.findChild(Palette) is None


def test_the_desk_is_named_once_it_is_known(desk: MainWindow) -> None:
    desk.name_desk("Xã Suối Hương · Quầy 3")
    assert desk.windowTitle().endswith("Quầy 3")
    assert "Xã Suối Hương · Quầy 3" in {part.text for part in desk.findChildren(Elided)}


def test_text_size_follows_ctrl_plus_and_zero(desk: MainWindow, press: Press) -> None:
    press("Ctrl++")
    press("Ctrl++")
    assert look().percent == 125
    press("Ctrl+−")
    assert look().percent == 110
    press("Ctrl+0")
    assert look().percent == 100


def test_browser_reflexes_do_no_harm(desk: MainWindow, press: Press) -> None:
    for key in ("Ctrl+W", "Ctrl+R", "Ctrl+H", "Ctrl+J", "Ctrl+S"):
        press(key)
    assert desk.isVisible()
    assert desk.status_bar.told.text() == "Bản nháp luôn được giữ."


def test_the_lock_is_asked_for_with_f12(desk: MainWindow, press: Press, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.lock_asked):
        press("F12")


def test_behind_the_gate_no_page_is_reached(desk: MainWindow, press: Press) -> None:
    gate = QWidget()
    desk.show_gate(gate)
    press("F3")
    desk.take_scan("H34-0042")
    assert desk.here == "intake"
    assert desk.page("intake").scans == []  # type: ignore[attr-defined]


def test_the_ring_goes_where_the_focus_is(desk: MainWindow, press: Press) -> None:
    ring = desk.findChild(FocusRing)
    assert ring is not None
    for widget in (page(desk).name.line, page(desk).print):
        widget.setFocus()
        around = widget.mapTo(desk, widget.rect().topLeft())
        assert ring.isVisible()
        assert (ring.x() + 4, ring.y() + 4) == (around.x(), around.y())
        assert ring.width() == widget.width() + 8


@pytest.mark.parametrize("size", [(1366, 690), (1280, 690)])
def test_the_frame_fits_without_page_scroll_bars(desk: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    desk.resize(*size)
    assert (desk.width(), desk.height()) == size
    wants = desk.minimumSizeHint()
    assert wants.width() <= size[0]
    assert wants.height() <= size[1]
    assert [area for area in desk.findChildren(QAbstractScrollArea) if type(area).__name__ == "QScrollArea"] == []


def test_below_1100_pixels_the_rail_shows_icons_with_their_names_aloud(desk: MainWindow) -> None:
    desk.resize(910, 490)
    assert desk.is_compact
    item = desk.findChild(QWidget, "rail_intake")
    assert item is not None
    assert item.accessibleName() == "Tiếp nhận"
    assert item.toolTip() == "Tiếp nhận (F2)"
    assert item.width() < 60


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_no_label_is_clipped_in_height(desk: MainWindow, qapp: QApplication, percent: int) -> None:
    look().show_in(qapp, percent=percent)
    desk.resize(1366, 768)
    qapp.processEvents()
    short = [
        label.text()
        for label in desk.findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() < label.fontMetrics().height()
    ]
    assert short == []


def test_no_chord_of_the_window_belongs_to_an_input_method_or_types_a_letter(desk: MainWindow) -> None:
    chords = [binding.chord.text for binding in desk._bindings()]
    stolen = {"Alt Z", "Ctrl Space", "Shift Space"} | {text for text in chords if text.startswith("Ctrl Shift")}
    assert not stolen & set(chords)
    assert not [text for text in chords if text.startswith("Ctrl Alt")]


def test_each_chord_is_unique_on_its_page(desk: MainWindow) -> None:
    chords = [binding.chord.text for binding in desk._bindings()]
    doubled = {text for text in chords if chords.count(text) > 1}
    # Text size and the browser's reflexes are offered twice: always, and in the list F1 shows.
    assert doubled <= {binding.chord.text for binding in desk._always()}


def test_an_overlay_is_the_last_thing_over_the_page(desk: MainWindow) -> None:
    ask(desk, QUESTION, lambda answer: None)
    shown = [child for child in desk.children() if isinstance(child, Overlay | FocusRing)]
    assert isinstance(shown[-1], FocusRing)


@pytest.mark.parametrize(
    ("text", "key", "held"),
    [
        ("Alt+1", Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
        ("Ctrl+Enter", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        ("F12", Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
        ("Ctrl++", Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
        ("Alt+←", Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_a_chord_is_read_as_it_is_written(text: str, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    chord = Chord.read(text)
    assert (chord.key, chord.modifiers) == (key, held)


def test_a_chord_that_does_not_exist_is_refused() -> None:
    for text in ("Hyper+A", "Alt+Nowhere"):
        with pytest.raises(ValueError, match="unknown"):
            Chord.read(text)


def test_a_digit_of_the_number_pad_is_no_command(qapp: QApplication) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    pad = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    assert not Chord.read("Alt+1").matches(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, pad, "1"))
    main_row = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier, "1")
    assert Chord.read("Alt+1").matches(main_row)


def test_a_button_shows_its_key_and_says_its_verb(qapp: QApplication) -> None:
    with_key, without = Button("Gọi nhắc", "Alt+G"), Button("Gọi nhắc")
    assert with_key.accessibleName() == "Gọi nhắc"
    assert with_key.sizeHint().width() > without.sizeHint().width()
    assert bind("Alt+G", "Gọi nhắc", lambda: None).chord.text == "Alt G"

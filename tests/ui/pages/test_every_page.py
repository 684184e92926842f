"""What holds for every page: keys that do not clash, controls that are named, room enough, no password to read."""

from collections import Counter as Count
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

from tests.ui.pages.conftest import Open
from tests.ui.pages.pictures import SCENES
from tests.ui.pages.seed import office_with_a_morning
from tests.ui.pages.stage import Stage

# Unikey and its kin own these; the browser's and the window's own keys are the frame's business.
NEVER = ("Ctrl Shift", "Alt Z", "Ctrl Space", "Shift Space", "Alt Shift", "Ctrl Alt")
CALM = [name for name in SCENES if name not in ("intake-why", "intake-refusing", "intake-same-kind")]


@pytest.fixture(scope="module", params=CALM)
def scene(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Stage]:
    """A page in one state, which the tests of this file only look at."""
    page, act = SCENES[request.param]
    stage = Stage(page, office_with_a_morning())
    act(stage)
    stage.settle()
    yield stage
    stage.close()


def shown(stage: Stage, fits: Callable[[QWidget], bool]) -> list[QWidget]:
    return [widget for widget in stage.page.findChildren(QWidget) if widget.isVisible() and fits(widget)]


def test_no_two_keys_clash_and_none_belongs_to_the_input_method(scene: Stage) -> None:
    chords = [binding.chord.text for binding in scene.page.bindings() if binding.when()]
    assert [chord for chord, times in Count(chords).items() if times > 1] == []
    assert [chord for chord in chords if chord.startswith(NEVER)] == []


def test_every_control_has_a_name_to_be_read_aloud(scene: Stage) -> None:
    controls = shown(scene, lambda widget: bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus))
    assert [widget.objectName() or type(widget).__name__ for widget in controls if not widget.accessibleName()] == []


def cut_labels(stage: Stage) -> list[str]:
    """Return the labels that show less than they say."""
    labels = [label for label in stage.page.findChildren(QLabel) if label.isVisible() and label.text()]
    assert labels
    return [label.text() for label in labels if _is_cut(label)]


def _is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    too_wide = not label.wordWrap() and label.sizeHint().width() > label.width() + 1
    return needed > label.height() + 1 or too_wide


def test_no_label_is_cut_off(scene: Stage) -> None:
    assert cut_labels(scene) == []


def test_a_label_that_is_cut_off_would_be_noticed(open_stage: Open) -> None:
    stage = open_stage(SCENES["hand-over"][0], office_with_a_morning())
    SCENES["hand-over"][1](stage)
    verdict = stage.find(QLabel, "verdict")
    verdict.setFixedHeight(9)
    stage.settle()
    assert cut_labels(stage) == ["Đúng hồ sơ, đã có kết quả"]


def test_only_lists_scroll(scene: Stage) -> None:
    areas = shown(scene, lambda widget: isinstance(widget, QAbstractScrollArea))
    assert [area for area in areas if type(area).__name__ not in ("LineList", "PaperList", "RowList", "TimeLine")] == []
    bottom = scene.page.mapTo(scene.window, scene.page.rect().bottomLeft()).y()
    assert bottom <= scene.window.height()


def test_no_whole_personal_number_is_on_a_page_unasked(scene: Stage) -> None:
    labels = [label.text() for label in scene.page.findChildren(QLabel)]
    assert [text for text in labels if "066198004217" in text.replace(" ", "")] == []

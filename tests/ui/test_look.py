"""Fonts, icons and the six clocks: there, complete, and told apart without colour."""

import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage, QImageReader, QPainter, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import scenes
from tests.ui.scenes import SCENES
from ui.look import Look, look
from ui.resources.icons import PACKAGE, Icons, has_icon
from ui.resources.packages import folder_of
from ui.resources.tokens import DARK, LIGHT, Face, Role
from ui.widgets.clock import ClockState, paint_clock
from ui.widgets.officers import OfficerList
from ui.widgets.rows import RowList
from ui.widgets.text import Text

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ₫"
)


def test_both_families_are_loaded_with_their_weights(qapp: QApplication) -> None:
    assert look().missing_faces == ()
    assert {"Regular", "Medium", "SemiBold", "Bold"} <= set(QFontDatabase.styles(Face.TEXT.value))
    assert {"Medium", "SemiBold"} <= set(QFontDatabase.styles(Face.FIGURES.value))


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name)
def test_each_role_is_shown_in_its_own_face_and_holds_every_letter(qapp: QApplication, role: Role) -> None:
    font = look().font(role)
    assert QFontInfo(font).family() == role.face.value
    raw = QRawFont.fromFont(font)
    assert [letter for letter in VIETNAMESE if not raw.supportsCharacter(ord(letter))] == []


def test_the_weights_are_really_different(qapp: QApplication) -> None:
    widths = {Text("Nguyễn Thị Thuỷ Tiên", role).sizeHint().width() for role in (Role.BODY, Role.NAME)}
    assert len(widths) == 2


def test_figures_have_one_width(qapp: QApplication) -> None:
    raw = QRawFont.fromFont(look().font(Role.FIGURES))
    widths = {raw.advancesForGlyphIndexes(raw.glyphIndexesForString(digit))[0].x() for digit in "0123456789"}
    assert len(widths) == 1


def test_an_icon_wears_the_colour_of_its_token(qapp: QApplication) -> None:
    picture = Icons().pixmap("file-plus", LIGHT.late.mark, 24).toImage()
    inked = [picture.pixelColor(x, y) for x in range(24) for y in range(24)]
    solid = [colour for colour in inked if colour.alpha() == 255]
    wanted = QColor(LIGHT.late.mark)
    assert solid
    assert all(abs(colour.red() - wanted.red()) + abs(colour.blue() - wanted.blue()) <= 2 for colour in solid)


def drawn_by_qt(name: str, pixels: int) -> QImage:
    folder = folder_of(PACKAGE)
    assert folder is not None
    drawing = (folder / "icons" / "outline" / f"{name}.svg").read_bytes()
    drawing = drawing.replace(b"currentColor", b"black").replace(b'stroke-width="2"', b'stroke-width="1.75"')
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()


def unlike(one: QImage, other: QImage) -> float:
    """Return the mean difference of cover, 0 (the same) to 255."""
    wide = one.width()
    pairs = ((one.pixelColor(x, y).alpha(), other.pixelColor(x, y).alpha()) for x in range(wide) for y in range(wide))
    return sum(abs(left - right) for left, right in pairs) / wide**2


NAMED_ICONS = re.compile(r'"([a-z]+(?:-[a-z]+)*)"')


def icons_named_in_the_code() -> list[str]:
    names = {name for path in Path("ui").rglob("*.py") for name in NAMED_ICONS.findall(path.read_text("utf-8"))}
    return sorted(name for name in names if has_icon(name))


def test_our_drawing_of_an_icon_is_that_of_qt(qapp: QApplication) -> None:
    icons, names = Icons(), icons_named_in_the_code()
    assert len(names) > 20
    off = {}
    for name in names:
        difference = unlike(icons.pixmap(name, "black", 48).toImage(), drawn_by_qt(name, 48))
        if difference > 1.5:
            off[name] = round(difference, 1)
    assert off == {}


def test_the_comparison_of_drawings_tells_two_icons_apart(qapp: QApplication) -> None:
    assert unlike(Icons().pixmap("file-plus", "black", 48).toImage(), drawn_by_qt("file-check", 48)) > 3


def test_an_icon_that_is_missing_is_no_reason_to_stop(qapp: QApplication) -> None:
    assert Icons().pixmap("no-such-icon", LIGHT.ink, 24).isNull()
    assert not has_icon("no-such-icon")


def grey_clock(state: ClockState, pixels: int) -> QImage:
    image = QImage(pixels, pixels, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint_clock(painter, QRectF(0, 0, pixels, pixels), state)
    painter.end()
    return image


@pytest.mark.parametrize("pixels", [14, 18, 34])
def test_the_six_clocks_differ_in_grey(qapp: QApplication, pixels: int) -> None:
    for one, other in combinations(ClockState, 2):
        first, second = grey_clock(one, pixels), grey_clock(other, pixels)
        unlike = sum(
            abs(first.pixelColor(x, y).lightness() - second.pixelColor(x, y).lightness()) > 40
            for x in range(pixels)
            for y in range(pixels)
        )
        assert unlike > pixels * pixels * 0.08, (one, other)


def test_larger_text_makes_every_part_larger_and_back(qapp: QApplication) -> None:
    scene = SCENES["gallery"]()
    worn = look()
    scene.show()
    small = scene.sizeHint()
    try:
        worn.show_in(qapp, percent=200)
        large = scene.sizeHint()
        worn.show_in(qapp, tokens=DARK)
        assert scene.sizeHint() == large
    finally:
        worn.show_in(qapp, tokens=LIGHT, percent=100)
    assert large.height() > 1.7 * small.height()
    assert scene.sizeHint() == small
    scene.deleteLater()


def test_text_size_goes_in_steps_and_stops_at_both_ends(qapp: QApplication) -> None:
    worn = Look()
    worn._dress = lambda app: None  # type: ignore[method-assign]
    for by, expected in ((-1, 100), (1, 110), (1, 125), (0, 100)):
        worn.step(qapp, by)
        assert worn.percent == expected


@pytest.mark.parametrize("name", sorted(SCENES))
def test_every_control_has_a_name(qapp: QApplication, name: str) -> None:
    scene = SCENES[name]()
    nameless = [
        type(widget).__name__
        for widget in scene.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    scene.deleteLater()
    assert nameless == []


def test_twenty_thousand_texts_do_not_kill_the_process() -> None:
    """PySide6 6.12 on Python 3.11 dies after about 5,000 `setText`: the pin in pyproject.toml must hold."""
    program = (
        "from PySide6.QtWidgets import QApplication, QLabel; app = QApplication([]); label = QLabel()\n"
        "for number in range(20000): label.setText(str(number))\n"
        "print(label.text())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "19999")


def test_the_chosen_row_is_seen(qapp: QApplication) -> None:
    rows = RowList("rows", "Hồ sơ")
    rows.show_rows(scenes.ROWS)
    rows.resize(400, 300)
    rows.choose_by(1)

    def ground(place: int) -> str:
        area = rows.visualRect(rows.model().index(place, 0))
        return rows.viewport().grab().toImage().pixelColor(area.left() + 200, area.top() + 4).name()

    assert ground(1) == LIGHT.sel.lower()
    assert ground(0) != LIGHT.sel.lower()


def test_the_chosen_officer_is_seen(qapp: QApplication) -> None:
    officers = OfficerList("officers", "Cán bộ")
    officers.show_officers(scenes.OFFICERS, "2")
    officers.resize(400, officers.sizeHint().height())
    officers.show()
    area = officers.view.visualRect(officers.view.model().index(1, 0))
    picture = officers.view.viewport().grab().toImage()
    assert picture.pixelColor(area.left() + 200, area.top() + 4).name() == LIGHT.sel.lower()
    assert picture.pixelColor(area.left() + 200, 4).name() != LIGHT.sel.lower()
    officers.close()

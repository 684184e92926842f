"""A scan on the screen: page by page, larger and smaller, by keys alone."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar, QWidget

from ui.keys import Binding, Chord, bind
from ui.look import look
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.key_cap import KeyHint
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

WIDE = 980
SIZES = (60, 80, 100, 130, 160, 200)  # percent of the width there is
_FIRST = 2
_PLUS = Chord(Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, "+")

Draw = Callable[[int, int, Callable[[QImage], object], Callable[[str], object]], None]
"""Draws a page so many pixels wide: `draw(page, width, shown, failed)`."""


class ScanViewer(Overlay):
    """Shows the pages of one scan; `draw` makes each picture beside the window."""

    def __init__(self, window: QWidget, title: str, pages: int, draw: Draw) -> None:
        super().__init__(window, width=WIDE, padding=(18, 14, 18, 14))
        self.setAccessibleName(title)
        self.pages, self.page, self._size = pages, 1, _FIRST
        self._draw = draw
        self._asked = (0, 0)
        self.place = Text("", Role.FIGURES_STRONG)
        self.place.setObjectName("scan_page")
        self.picture = QLabel()
        self.picture.setObjectName("scan_picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setObjectName("scan_area")
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.picture)
        self.area.setMinimumHeight(max(window.height() - look().px(190), look().px(220)))
        self.leave = Button("Xong", "Esc", Kind.QUIET, name="leave")
        self.leave.clicked.connect(self.close_card)
        head = Row(gap=12)
        head.add(Text(title, Role.SECTION), 1, self.place)
        foot = Row(gap=12)
        keys = KeyHint(("PgUp PgDn", "trang"), ("+ −", "to, nhỏ"), ("↑ ↓ ← →", "di chuyển"))
        foot.add(keys, 1, self.leave)
        self.body.add(head, self.area, foot)
        self.open(self.area)
        QTimer.singleShot(0, self._ask)  # once the card has its width

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("PgDn", "Trang sau", lambda: self._turn(1))
        yield bind("PgUp", "Trang trước", lambda: self._turn(-1))
        yield Binding(_PLUS, "To hơn", partial(self._grow, 1))
        yield bind("−", "Nhỏ hơn", lambda: self._grow(-1))
        down, across = self.area.verticalScrollBar(), self.area.horizontalScrollBar()
        for key, bar, step in (("↓", down, 1), ("↑", down, -1), ("→", across, 1), ("←", across, -1)):
            yield bind(key, "Di chuyển", partial(_move, bar, step))

    def _turn(self, step: int) -> None:
        page = min(max(self.page + step, 1), self.pages)
        if page != self.page:
            self.page = page
            self.area.verticalScrollBar().setValue(0)
            self._ask()

    def _grow(self, step: int) -> None:
        size = min(max(self._size + step, 0), len(SIZES) - 1)
        if size != self._size:
            self._size = size
            self._ask()

    def _ask(self) -> None:
        self.place.setText(f"Trang {self.page}/{self.pages}")
        ratio = self.devicePixelRatioF()
        room = self.area.width() - self.area.verticalScrollBar().sizeHint().width() - look().px(6)
        width = round(room * SIZES[self._size] / 100 * ratio)
        asked = self._asked = (self.page, width)

        def shown(image: QImage) -> None:
            if self._asked == asked and self.isVisible():
                image.setDevicePixelRatio(ratio)
                self.picture.setPixmap(QPixmap.fromImage(image))

        def failed(sentence: str) -> None:
            if self._asked == asked and self.isVisible():
                self.picture.setText(sentence)

        self._draw(self.page, width, shown, failed)


def _move(bar: QScrollBar, step: int) -> None:
    bar.setValue(bar.value() + step * look().px(80))

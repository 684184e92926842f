"""Files that a scanner put into its folder: the newest first, one or all taken by key."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.keys import Binding, bind
from ui.look import look
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

_HIGH, _MOST_HIGH = 28, 280


class FolderFiles(Overlay):
    """`taken(names)` on Enter (the one under the cursor) or Alt+K (all, in the order they came)."""

    def __init__(
        self, window: QWidget, folder: str, names: Sequence[str], taken: Callable[[Sequence[str]], object]
    ) -> None:
        super().__init__(window)
        self._names, self._taken = names, taken
        self.setAccessibleName("Tệp trong thư mục quét")
        self.list = LineList("files_of_folder", "Tệp trong thư mục quét")
        newest = reversed(list(enumerate(names)))
        self.list.show_lines([_line(place, name) for place, name in newest] or [_nothing()])
        self.list.setFixedHeight(min(self.list.content_height() + 4, look().px(_MOST_HIGH)))
        self.list.opened.connect(lambda _: self._take_one())
        self.one = Button("Lấy tệp này", "Enter", Kind.PRIMARY, name="take_one")
        self.all = Button("Lấy tất cả làm một bản", "Alt+K", name="take_all")
        self.leave = Button("Để sau", "Esc", Kind.QUIET, name="leave")
        self.one.clicked.connect(self._take_one)
        self.all.clicked.connect(partial(self._take, names))
        self.leave.clicked.connect(self.close_card)
        for button in (self.one, self.all):
            button.setEnabled(bool(names))
        row = Row(gap=10)
        row.add(self.one, self.all, self.leave, 1)
        self.body.add(Text("Tệp trong thư mục quét", Role.DIALOG), Text(folder, Role.SECOND, "ink2", wrap=True))
        self.body.add(self.list, row)
        self.open(self.list)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Alt+K", "Lấy tất cả làm một bản", partial(self._take, self._names), self.all.isEnabled)

    def _take_one(self) -> None:
        if self._names:
            self._take([self._names[int(self.list.chosen_id)]])

    def _take(self, names: Sequence[str], _checked: bool = False) -> None:
        self.close_card()
        self._taken(names)


def _line(place: int, name: str) -> Line:
    return Line(str(place), (Cell(name, role=Role.SECOND, icon="file"),), high=_HIGH)


def _nothing() -> Line:
    return Line("0", (Cell("Không có tệp PDF, JPEG, PNG hay TIFF nào", role=Role.SECOND, ink="ink3"),), high=_HIGH)

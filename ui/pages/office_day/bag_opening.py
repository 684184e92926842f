"""Nhận túi: scan the bag, then only what differs from its list."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from desk_app.book_rows import Bag
from desk_app.usecases import bags, tracking
from desk_app.usecases.bags import BagNotFoundError
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.keys import Binding, bind
from ui.office_time import moment_words
from ui.pages.office_day.panel import Panel
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line
from ui.widgets.field import Field

BAG_CODE = re.compile(r"T[1-9]-\d{6}-\d+")


class BagOpening(Panel):
    """Without a bag it shows those under way; a bag opened before shows who found which differences, and when."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter, "open_bag", "Túi đang trên đường", "Nhận túi", "package-import")
        self._bag: Bag | None = None
        self._under_way: tuple[Bag, ...] = ()
        self._missing: set[str] = set()
        self._surplus: list[str] = []
        self.code = Field("Quét mã túi, rồi chỉ quét hồ sơ thừa", "bag_code", figures=True)
        self.code.line.advances = False
        self.code.line.returnPressed.connect(lambda: self.scanned(self.code.text))
        self.by_name = Field("Người nhận túi", "bag_by")
        self.note = Field("Ghi chú (nếu có chênh lệch)", "bag_note")
        self.build(self.code, self.by_name, self.note, hint="Đủ như bảng kê thì bấm nhận; thiếu hồ sơ nào thì Space.")
        self.list.opened.connect(self._chosen)

    def refresh(self) -> None:
        self.ask(lambda office: (office.store.books.bags_under_way(), office.actor_name), self._known)

    def bindings(self) -> Iterable[Binding]:
        yield bind("Space", "Thiếu hồ sơ này, hoặc có", self._toggle, lambda: self.list.hasFocus() and self._is_open)
        yield bind("Alt+D", "Xem các túi đang trên đường", self._leave, lambda: self._bag is not None)

    def stops(self) -> Sequence[QWidget]:
        return (self.code, self.list, self.by_name, self.do)

    def scanned(self, text: str) -> bool:
        text = text.strip().upper()
        if BAG_CODE.fullmatch(text):
            self.ask(lambda office: _bag(office, text), self._opened)
        elif text and self._is_open:
            self.ask(lambda office: tracking.number_scanned(office, text), self._here)
        elif text:
            self.say_problem("Xin quét mã túi trước.")
        return True

    def act(self) -> None:
        bag, by_name, note = self._bag, self.by_name.text, self.note.text
        missing, surplus = tuple(sorted(self._missing)), tuple(self._surplus)
        if bag is None:
            self.say_problem("Xin quét mã túi trước.")
        elif not by_name:
            self.by_name.show_error("Xin ghi ai nhận túi.")
        else:
            self.by_name.clear_error()
            self.ask(
                lambda office: bags.receive_bag(office, bag.bag, by_name, missing, surplus, note),
                lambda _: self._received(bag.bag),
            )

    @property
    def _is_open(self) -> bool:
        return self._bag is not None and self._bag.received_at is None

    def _known(self, known: tuple[tuple[Bag, ...], str]) -> None:
        self._under_way, actor = known
        if not self.by_name.text:
            self.by_name.set_text(actor)
        self._show()

    def _chosen(self, chosen: str) -> None:
        if self._bag is None:
            self.scanned(chosen)

    def _opened(self, bag: Bag) -> None:
        gone = () if bag.received_at else bag.taken_out
        self._bag, self._missing, self._surplus = bag, {*bag.missing, *gone}, list(bag.surplus)
        self.code.set_text("")
        self.say_problem("")
        self._show()
        self.list.setFocus()

    def _here(self, number: str) -> None:
        self.code.set_text("")
        assert self._bag is not None  # asked only while a bag is open
        if number in self._bag.numbers:
            self._missing.discard(number)
        elif number not in self._surplus:
            self._surplus.append(number)
        self._show()

    def _toggle(self) -> None:
        number = self.list.chosen_id
        if number in self._surplus:
            self._surplus.remove(number)
        else:
            self._missing ^= {number}
        self._show()

    def _leave(self) -> None:
        self._bag = None
        self._show()

    def _received(self, bag: str) -> None:
        said = f"thiếu {len(self._missing)}, thừa {len(self._surplus)}" if self._missing or self._surplus else "đủ"
        self._bag = None
        self.note.set_text("")
        self.done(f"Đã nhận túi {bag}: {said}")

    def _show(self) -> None:
        bag = self._bag
        self.do.setVisible(bag is None or self._is_open)
        if bag is None:
            self.head.title.setText("Túi đang trên đường")
            self.head.set_note(f"{len(self._under_way)} túi" if self._under_way else "không có túi nào")
            self.list.show_lines([_under_way(each) for each in self._under_way])
            return
        self.head.title.setText(f"Túi {bag.bag}")
        opened = f"{bag.received_by} nhận {moment_words(bag.received_at)}" if bag.received_at else "chưa nhận"
        self.head.set_note(f"{len(bag.numbers)} hồ sơ của {bag.from_name} · {opened}")
        lines = [_line(number, "thiếu" if number in self._missing else "có") for number in bag.numbers]
        self.list.show_lines([*lines, *(_line(number, "thừa") for number in self._surplus)])


def _bag(office: Office, code: str) -> Bag:
    bag = office.store.books.bag(code)
    if bag is None:
        raise BagNotFoundError(bag=code)
    return bag


def _under_way(bag: Bag) -> Line:
    return Line(
        bag.bag,
        (
            Cell(bag.bag, 170, Role.FIGURES_STRONG, icon="package"),
            Cell(f"{bag.from_name} giao {bag.to_name}", role=Role.BODY, ink="ink2"),
            Cell(f"{len(bag.numbers)} hồ sơ", 90, Role.SECOND, "ink2"),
        ),
    )


def _line(number: str, word: str) -> Line:
    icon, ink = _SIGNS[word]
    return Line(number, (Cell(number, 0, Role.FIGURES, icon=icon, ink=ink), Cell(word, 90, Role.SECOND_MEDIUM, ink)))


_SIGNS = {"có": ("circle-check", "ink"), "thiếu": ("circle-minus", "late"), "thừa": ("circle-plus", "soon")}

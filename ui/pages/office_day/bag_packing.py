"""Đóng túi: scan dossiers into a bag, say to whom, print its list."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.ports import DossierRow
from desk_app.usecases import bags, tracking
from desk_app.usecases.bags import InBagError, Packed
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.keys import Binding, bind
from ui.messages import sentence_of
from ui.pages.office_day.panel import Panel
from ui.resources.tokens import Role
from ui.tables.dossier_words import tail_of
from ui.tables.lines import Cell, Line
from ui.widgets.button import Button
from ui.widgets.field import ChoiceField, Field

KINDS = (("officer", "Cán bộ chuyên môn"), ("body", "Cơ quan khác"), ("desk", "Trả về quầy"))


class BagPacking(Panel):
    """What is in the bag stays while other panels show, until it is sealed."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter, "pack", "Hồ sơ trong túi", "Niêm túi, in bảng kê", "package")
        self._rows: dict[str, DossierRow] = {}
        self._taken_out: set[str] = set()
        self._bound = ""  # the scan that was refused, as it lies in a bag nobody opened
        self.scan = Field("Quét hoặc gõ mã hồ sơ", "pack_scan", figures=True)
        self.scan.line.advances = False
        self.scan.line.returnPressed.connect(self._typed)
        self.kind = ChoiceField("Giao cho", "pack_kind", tuple(words for _, words in KINDS))
        self.to_name = Field("Họ tên người nhận, hoặc tên cơ quan", "pack_to")
        self.take = Button("Lấy ra khỏi túi kia", "Alt+L", icon="package-export", name="pack_take_out")
        self.take.clicked.connect(self._take_out)
        self.take.hide()
        self.build(self.scan, self.take, self.kind, self.to_name)
        self._show()

    def bindings(self) -> Iterable[Binding]:
        yield bind("Del", "Bỏ hồ sơ khỏi túi", self._remove, self.list.hasFocus)
        yield bind("Alt+L", "Lấy ra khỏi túi kia", self._take_out, lambda: bool(self._bound))

    def stops(self) -> Sequence[QWidget]:
        return (self.scan, self.list, self.kind, self.to_name, self.do)

    def scanned(self, text: str) -> bool:
        self._refuse("")
        self._counter.ask(lambda office: _free_row(office, text), self._add, lambda error: self._refused(text, error))
        return True

    def act(self) -> None:
        numbers, kind, name = tuple(self._rows), KINDS[self.kind.choice.currentIndex()][0], self.to_name.text
        if not name:
            self.to_name.show_error("Xin ghi ai nhận túi.")
            self.to_name.line.setFocus()
            return
        self.to_name.clear_error()
        freed = tuple(self._taken_out)
        self.ask(lambda office: bags.pack(office, kind, name, numbers, take_out=freed), self._packed)

    def _typed(self) -> None:
        if self.scan.text:
            self.scanned(self.scan.text)

    def _refused(self, text: str, error: DeskError) -> None:
        self.say_problem(sentence_of(error))
        if isinstance(error, InBagError):
            self._refuse(text)

    def _refuse(self, text: str) -> None:
        self._bound = text
        self.take.setVisible(bool(text))

    def _take_out(self) -> None:
        text = self._bound
        if text:
            self.ask(lambda office: _row(office, text), self._take)

    def _take(self, row: DossierRow) -> None:
        self._taken_out.add(row.number)
        self._refuse("")
        self._add(row)
        self.scan.line.setFocus()

    def _add(self, row: DossierRow) -> None:
        self._rows[row.number] = row
        self.scan.set_text("")
        self.say_problem("")
        self._show()

    def _remove(self) -> None:
        self._rows.pop(self.list.chosen_id, None)
        self._taken_out.discard(self.list.chosen_id)
        self._show()

    def _packed(self, packed: Packed) -> None:
        count, self._rows, self._taken_out = len(self._rows), {}, set()
        self._show()
        self.done(f"Túi {packed.bag} có {count} hồ sơ, bảng kê đang in")

    def _show(self) -> None:
        self.head.set_note(f"{len(self._rows)} hồ sơ" if self._rows else "chưa có hồ sơ nào")
        self.list.show_lines([_line(row) for row in self._rows.values()])


def _row(office: Office, text: str) -> DossierRow:
    return office.store.register.row(tracking.number_scanned(office, text))


def _free_row(office: Office, text: str) -> DossierRow:
    row = _row(office, text)
    bags.check_free(office, row.number)
    return row


def _line(row: DossierRow) -> Line:
    return Line(
        row.number,
        (
            Cell(row.name, 160, Role.NAME, icon="folder"),
            Cell(row.procedure_name, role=Role.BODY, ink="ink2"),
            Cell(tail_of(row.number), 100, Role.FIGURES_SMALL, "ink2"),
            Cell(row.state.word, 104, Role.SECOND, "ink2"),
        ),
    )

"""Alt+P: pages, copies, the amount, why it is not asked for, how it was paid; the sum follows the typing."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from desk_app.domain.fees import total_of, waived_of
from desk_app.domain.money import amount_in_words
from desk_app.domain.procedure import Procedure
from ui.keys import Binding, bind
from ui.office_time import grouped
from ui.pages.intake.charge import (
    MOST_AMOUNT,
    MOST_COUNT,
    PAID_WORDS,
    UNIT_WORDS,
    Charge,
    amount_is_typed,
    charged,
)
from ui.pages.intake.words import fee_words
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import ChoiceField, Field
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

WAYS = tuple(PAID_WORDS)


class ChargeDialog(Overlay):
    """Hands the charge to `given`; Esc leaves it as it was."""

    def __init__(self, window: QWidget, procedure: Procedure, charge: Charge, given: Callable[[Charge], None]) -> None:
        super().__init__(window)
        self._procedure, self._given = procedure, given
        fee, typed = procedure.fee, amount_is_typed(procedure.fee)
        self.setAccessibleName("Thu tại quầy")
        self.pages = Field("Số trang mỗi bản", "charge_pages", figures=True)
        self.copies = Field(UNIT_WORDS.get(fee.per, "Số hồ sơ"), "charge_copies", figures=True)
        self.amount = Field("Số tiền (đồng)", "charge_amount", figures=True)
        self.exempt = Field("Lý do miễn, giảm (để trống nếu thu)", "charge_exempt")
        self.paid = ChoiceField("Cách nộp", "charge_paid", tuple(words.capitalize() for words in PAID_WORDS.values()))
        self.total = Text("", Role.BODY_MEDIUM, wrap=True)
        self.total.setObjectName("charge_total")
        self.pages.set_text(str(charge.pages))
        self.copies.set_text(str(charge.copies))
        amount = charge.amount if charge.said else fee.amount_vnd
        self.amount.set_text(grouped(amount) if amount else "")
        self.exempt.set_text(charge.exempt_reason)
        self.paid.choice.setCurrentIndex(WAYS.index(charge.paid_by))
        shown = {
            self.pages: fee.per == "page" and not typed,
            self.copies: fee.per in UNIT_WORDS and not typed,
            self.amount: typed,
        }
        do = Button("Ghi phí", "Ctrl+Enter", Kind.PRIMARY, name="give_charge")
        leave = Button("Để nguyên", "Esc", Kind.QUIET, name="leave")
        do.clicked.connect(self._give)
        leave.clicked.connect(self.close_card)
        counts, row = Row(gap=10, top=True), Row(gap=10)
        counts.add(*(field for field in shown if shown[field]), self.paid)
        row.add(do, leave, 1)
        self.body.add(
            Text("Thu tại quầy", Role.DIALOG), Text(fee.rule_text or fee_words(fee), Role.SECOND, "ink2", wrap=True)
        )
        self.body.add(counts, self.exempt, self.total, row)
        for field in shown:
            field.setVisible(shown[field])
            if not shown[field]:
                field.setParent(self)
                field.hide()
        for field in (*shown, self.exempt):
            field.edited.connect(lambda _: self._add_up())
        self._add_up()
        first = next(field for field in (*shown, self.exempt) if shown.get(field, True))
        self.open(first.line)
        first.line.selectAll()

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", "Ghi phí", self._give)

    def read(self) -> Charge | None:
        """Return what is typed; None where a number is none."""
        pages, copies, amount = (_count(field.text) for field in (self.pages, self.copies, self.amount))
        if not pages or not copies or amount is None:
            return None
        if max(pages, copies) > MOST_COUNT or amount > MOST_AMOUNT:
            return None
        way = WAYS[self.paid.choice.currentIndex()]
        return Charge(True, pages, copies, amount, self.exempt.text, way)

    def _add_up(self) -> None:
        charge = self.read()
        if charge is None:
            self.total.setText("Xin gõ số, từ 1 trở lên.")
            return
        lines = charged(self._procedure, charge)
        waived, total = waived_of(lines), total_of(lines)
        exempt = f"Miễn {grouped(waived)} đồng. " if waived else ""
        self.total.setText(f"{exempt}Thu {grouped(total)} đồng ({amount_in_words(total)}).")

    def _give(self) -> None:
        charge = self.read()
        if charge is not None:
            self.close_card()
            self._given(charge)


def _count(text: str) -> int | None:
    digits = text.replace(".", "").replace(" ", "")
    if not digits:
        return 0
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 13 else None

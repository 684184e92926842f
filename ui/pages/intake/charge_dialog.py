"""Alt+P: pages, copies, the amount, why it is not asked for, how it was paid; the sum follows the typing."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from desk_app.domain.fees import NATIONAL_FEES
from desk_app.domain.life_events import FeeLine
from desk_app.domain.procedure import Procedure
from ui.dialogs.fee_basket import ADD, FeeBasket
from ui.dialogs.fees_box import sum_words
from ui.dialogs.form_box import Wrong
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
from ui.widgets.scrolled import Scrolled
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
        self.basket = FeeBasket({national.name: national.fee for national in NATIONAL_FEES}, charge.more)
        self.open_basket = Button("Thêm khoản khác", ADD, Kind.QUIET, name="more_fees")
        self.open_basket.clicked.connect(self._add)
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
        row.add(do, self.open_basket, leave, 1)
        self.body.add(
            Text("Thu tại quầy", Role.DIALOG), Text(fee.rule_text or fee_words(fee), Role.SECOND, "ink2", wrap=True)
        )
        fields = Scrolled()
        fields.column.add(counts, self.exempt, self.basket)
        self.body.add(fields, self.total, row)
        self.basket.setVisible(bool(charge.more))
        self.open_basket.setVisible(not charge.more)
        for field in shown:
            field.setVisible(shown[field])
            if not shown[field]:
                field.setParent(self)
                field.hide()
        for field in (*shown, self.exempt):
            field.edited.connect(lambda _: self._add_up())
        self.basket.changed.connect(self._add_up)
        self._add_up()
        first = next(field for field in (*shown, self.exempt) if shown.get(field, True))
        self.open(first.line)
        first.line.selectAll()

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", "Ghi phí", self._give)
        yield bind(ADD, "Thêm khoản khác", self._add)

    def read(self) -> Charge | None:
        """Return what is typed; None where a number is none."""
        pages, copies, amount = (_count(field.text) for field in (self.pages, self.copies, self.amount))
        if not pages or not copies or amount is None:
            return None
        if max(pages, copies) > MOST_COUNT or amount > MOST_AMOUNT:
            return None
        way = WAYS[self.paid.choice.currentIndex()]
        return Charge(True, pages, copies, amount, self.exempt.text, way, self._more())

    def _add(self) -> None:
        """Show the basket; once it shows, put what is typed there into it."""
        if self.basket.isHidden():
            self.basket.show()
            self.open_basket.hide()
            self.basket.fee.choice.setFocus()
        else:
            self.basket.add()

    def _more(self) -> tuple[FeeLine, ...]:
        basket = self.basket
        if basket.isHidden() or not basket.is_touched:
            return basket.lines
        return (*basket.lines, basket.half_typed())

    def _add_up(self) -> None:
        try:
            charge = self.read()
        except Wrong:
            charge = None
        words = "Xin gõ số, từ 1 trở lên." if charge is None else sum_words(charged(self._procedure, charge))
        self.total.setText(words)

    def _give(self) -> None:
        try:
            charge = self.read()
        except Wrong:
            self.basket.add()  # which says what is expected, and goes there
            return
        if charge is not None:
            self.close_card()
            self._given(charge)


def _count(text: str) -> int | None:
    digits = text.replace(".", "").replace(" ", "")
    if not digits:
        return 0
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 13 else None

"""Which sizes a slip is set in: the overflow steps, in their order, stopping at the first that fits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from desk_app.domain.slip import Slip
from printing.errors import SlipTooLongError
from printing.forms.receipt_text import LONG_LINES, ReceiptText, text_of
from printing.forms.wording import ReceiptWording
from printing.paper import Sheet, Step
from printing.parts.fields import Field, SetLine, field, lay_fields, rows_height
from printing.parts.head import Head, row_baseline
from printing.parts.signatures import Signature, signatures_height
from printing.parts.table import Table, TwoColumns, lay_table, lay_two_columns
from printing.text import Setter, Span

CLEAR_OF_STRIP = 2.5
UNDER_NUMBER = 0.7
BEFORE_LIST = 1.8
AFTER_LIST = 0.4
BEFORE_SIGNATURES = 1.35
"""Baselines between the last line and the signatures' titles."""
MOST_EXTRA_PITCH = 0.5


class ListPlace(Enum):
    """Where the papers are listed."""

    TABLE = "table"
    TWO_COLUMNS = "two columns"
    PAGE_TWO = "page two"


@dataclass(frozen=True)
class Plan:
    """Page 1 as it will be drawn; `step` is what was chosen, with the room left over already given away."""

    step: Step
    place: ListPlace
    text: ReceiptText
    before: list[list[SetLine]]
    listed: Table | TwoColumns | None
    after: list[list[SetLine]]

    @property
    def has_page_two(self) -> bool:
        """Whether anything is said on a second page."""
        return self.place is ListPlace.PAGE_TWO


@dataclass(frozen=True)
class Frame:
    """What does not change from step to step on page 1."""

    sheet: Sheet
    head: Head
    signatures: tuple[Signature, ...]
    has_copies: bool

    def first_baseline(self) -> float:
        """Baseline of the line with the dossier number; the fields hang below it."""
        row = row_baseline(self.head, self.sheet)
        return row + self.sheet.title_gap + self.sheet.number_gap + (self.sheet.copy_gap if self.has_copies else 0)

    def room(self) -> float:
        """From that baseline to the lowest stroke allowed above the code strip."""
        return self.sheet.strip_top - CLEAR_OF_STRIP - self.first_baseline()


def fit(setter: Setter, slip: Slip, words: ReceiptWording, frame: Frame) -> Plan:
    """Return the plan of the first overflow step whose page 1 fits; SlipTooLongError when none does."""
    room = frame.room()
    for plan in _plans(setter, slip, words, frame.sheet):
        left = room - page_height(plan, frame)
        if left >= 0:
            return _spread(plan, frame, room)
    raise SlipTooLongError(number=slip.number)


def _plans(setter: Setter, slip: Slip, words: ReceiptWording, sheet: Sheet) -> Iterator[Plan]:
    text = text_of(slip, words)
    for place in ListPlace:
        yield from _steps(setter, slip, words, sheet, place, text)
    for count in range(1, len(LONG_LINES) + 1):
        moved = text_of(slip, words, LONG_LINES[:count])
        yield from _steps(setter, slip, words, sheet, ListPlace.PAGE_TWO, moved)


def _steps(
    setter: Setter, slip: Slip, words: ReceiptWording, sheet: Sheet, place: ListPlace, text: ReceiptText
) -> Iterator[Plan]:
    """Plans of one kind from the largest step down; what was broken for a size serves every step of that size."""
    announced = field(words.papers, f"{len(slip.papers)} loại giấy tờ, kê đầy đủ ở trang 2")
    if place is not ListPlace.PAGE_TWO:
        announced = Field((Span(f"{words.papers}:"),))
    rows: dict[float, tuple[list[list[SetLine]], list[list[SetLine]]]] = {}
    tables: dict[float, Table] = {}
    columns = lay_two_columns(setter, sheet, slip.papers) if place is ListPlace.TWO_COLUMNS else None
    for step in sheet.steps:
        if step.body not in rows:
            rows[step.body] = (
                lay_fields(setter, sheet, (*text.before, announced), step.body),
                lay_fields(setter, sheet, text.after, step.body),
            )
        if place is ListPlace.TABLE and step.table not in tables:
            tables[step.table] = lay_table(setter, sheet, step, slip.papers)
        listed = replace(tables[step.table], pitch=step.table_pitch) if place is ListPlace.TABLE else columns
        yield Plan(step, place, text, rows[step.body][0], listed, rows[step.body][1])


def page_height(plan: Plan, frame: Frame) -> float:
    """From the baseline of the dossier number to the lowest stroke of the signatures, mm."""
    step = plan.step
    rows = (*plan.before, *plan.after)
    height = UNDER_NUMBER + rows_height(rows, step.body_pitch, step.body)
    if plan.listed is not None:
        height += BEFORE_LIST + plan.listed.height + AFTER_LIST
    height += BEFORE_SIGNATURES * step.body_pitch
    return height + signatures_height(frame.sheet, frame.signatures, step.signing)


def _spread(plan: Plan, frame: Frame, room: float) -> Plan:
    """Give the room left over to the signatures first, then to the lines; the rest stays white."""
    left = room - page_height(plan, frame)
    signing = min(frame.sheet.most_signing, plan.step.signing + left)
    plan = replace(plan, step=replace(plan.step, signing=signing))
    left = room - page_height(plan, frame)
    lines = page_height(replace(plan, step=replace(plan.step, body_pitch=plan.step.body_pitch + 1)), frame)
    a_pitch = lines - page_height(plan, frame)
    extra = min(MOST_EXTRA_PITCH, left / a_pitch)
    return replace(plan, step=replace(plan.step, body_pitch=plan.step.body_pitch + extra))

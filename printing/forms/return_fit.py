"""Which sizes the receipt of the result is set in: smaller steps first, then the whole list over the leaf."""

from dataclasses import dataclass, replace

from desk_app.domain.papers.return_receipt import ReturnedPaper
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms import return_words as words
from printing.forms.letter_flow import FlowRow, Values, lay_flow
from printing.paper import Sheet, Step
from printing.parts.grid import Column, Grid, Type, lay_grid
from printing.parts.signatures import Signature, signatures_height
from printing.text import Setter, Span, tie_numbers

CLEAR = 2.5
UNDER_NUMBER = 6.8
BEFORE_LIST, AFTER_LIST = 2.2, 0.2
BEFORE_SIGNATURES = 1.6
WIDTHS = (7.0, 49.0, 31.0, 22.0, 14.0)


@dataclass(frozen=True)
class Plan:
    """Page 1 as it will be drawn; without `grid` the list stands over the leaf."""

    step: Step
    before: list[FlowRow]
    grid: Grid | None
    after: list[FlowRow]


def grid_of(setter: Setter, sheet: Sheet, step: Step, papers: tuple[ReturnedPaper, ...]) -> Grid:
    """Return the table of what was handed over, as wide as the text."""
    scale = sheet.text_width / sum(WIDTHS)
    columns = tuple(
        Column(title, width * scale, number != 1)
        for number, (title, width) in enumerate(zip(words.COLUMNS, WIDTHS, strict=True))
    )
    type = Type(step.table, step.table_pitch * 0.95, step.table - 1, step.table_pitch * 0.88, 5.4, 5.4)
    return lay_grid(setter, columns, type, [_row(number, paper) for number, paper in enumerate(papers, 1)])


def _row(number: int, paper: ReturnedPaper) -> tuple[str | tuple[Span, ...], ...]:
    name = tie_numbers(paper.name)
    named = (
        Span(words.ORIGINAL_BACK.format(name), Style.ITALIC) if paper.is_original_back else Span(name, Style.UPRIGHT)
    )
    day = paper.signed_on
    signed = f"{day.day:02d}/{day.month}/{day.year}" if day else ""
    return str(number), (named,), paper.reference, signed, str(paper.copies)


def fit(
    setter: Setter,
    sheet: Sheet,
    values: Values,
    papers: tuple[ReturnedPaper, ...],
    signatures: tuple[Signature, ...],
    room: float,
) -> Plan:
    """Return the first plan that fits in `room` mm from the first baseline down; SlipTooLongError when none does."""
    for is_over_leaf in (False, True):
        for step in sheet.steps:
            listed = words.LISTED_OVER_LEAF if is_over_leaf else words.LISTED
            plan = Plan(
                step,
                lay_flow(setter, sheet, step.body, (*words.BEFORE, listed), values),
                None if is_over_leaf else grid_of(setter, sheet, step, papers),
                lay_flow(setter, sheet, step.body, words.AFTER, values),
            )
            left = room - height(plan, sheet, signatures)
            if left >= 0:
                return replace(plan, step=replace(step, signing=min(sheet.most_signing, step.signing + left)))
    raise SlipTooLongError(number=str(values["number"]))


def height(plan: Plan, sheet: Sheet, signatures: tuple[Signature, ...]) -> float:
    """From the first baseline to the lowest stroke of the signatures, mm."""
    pitch = plan.step.body_pitch
    lines = (len(plan.before) + len(plan.after) - 1) * pitch
    listed = 0.0
    if plan.grid is not None:
        rows = sum(row.height for row in plan.grid.rows)
        listed = BEFORE_LIST + plan.grid.head_height + rows + AFTER_LIST
    return lines + listed + BEFORE_SIGNATURES * pitch + signatures_height(sheet, signatures, plan.step.signing)

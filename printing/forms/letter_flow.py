"""The lines of a letter, filled with what it says and broken for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from printing.fonts import Style
from printing.forms.letter_wording import LetterLine, LineKind
from printing.paper import Sheet
from printing.parts.fields import NOTHING, PAIR_GAP, SECOND_AT
from printing.parts.paragraph import INDENT, ParagraphLine, lay_paragraph
from printing.text import POINT, Setter, Span, tie_numbers

Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class FlowRow:
    """One row of a letter: white space above it beyond the pitch (mm), and one or two lines on one baseline."""

    above: float
    lines: tuple[ParagraphLine, ...]


def fill(text: str, values: Mapping[str, str]) -> tuple[Span, ...]:
    """Return the text with its blanks filled; what is not given says so, lest a hand fills it in later."""
    spans: list[Span] = []
    for words, name, form, _ in Formatter().parse(text):
        if words:
            spans.append(Span(words))
        if name is not None:
            value = values[name]
            style = Style.BOLD if form == "b" and value else Style.UPRIGHT
            spans.append(Span(tie_numbers(value) or NOTHING, style))
    return tuple(spans)


def plain(text: str, values: Mapping[str, str]) -> str:
    """Return the filled text without its styles."""
    return "".join(span.text for span in fill(text, values))


def is_wanted(line: LetterLine, values: Values) -> bool:
    """Say whether a line is printed at all."""
    return (not line.needs or bool(values[line.needs])) and not (line.lacks and values[line.lacks])


def lay_flow(
    setter: Setter,
    sheet: Sheet,
    size: float,
    lines: Sequence[LetterLine],
    values: Values,
    indent: float = INDENT,
) -> list[FlowRow]:
    """Break every line of the letter at `size` pt; paragraphs begin `indent` mm from the margin."""
    single = {name: value for name, value in values.items() if isinstance(value, str)}
    rows: list[FlowRow] = []
    for line in lines:
        if not is_wanted(line, values):
            continue
        if not line.each:
            rows += _rows(setter, sheet, size, line, single, indent)
            continue
        for count, item in enumerate(values[line.each], 1):
            rows += _rows(setter, sheet, size, line, {**single, "item": item, "count": str(count)}, indent)
    return rows


def _rows(
    setter: Setter, sheet: Sheet, size: float, line: LetterLine, values: Mapping[str, str], indent: float
) -> list[FlowRow]:
    spans = fill(line.text, values)
    if line.beside:
        broken = _pair(setter, sheet, size, spans, fill(line.beside, values))
    elif line.kind is LineKind.FIELD:
        broken = _field(setter, sheet, size, spans)
    else:
        first = indent if line.kind is LineKind.PARAGRAPH else 0.0
        broken = [(laid,) for laid in lay_paragraph(setter, spans, size, sheet.text_width, first)]
    return [FlowRow(0.0 if number else line.above, row) for number, row in enumerate(broken)]


def _field(setter: Setter, sheet: Sheet, size: float, spans: Sequence[Span]) -> list[tuple[ParagraphLine, ...]]:
    return [(ParagraphLine(line, 0.0, 0.0),) for line in setter.wrap(spans, size, sheet.text_width)]


def _pair(
    setter: Setter, sheet: Sheet, size: float, first: Sequence[Span], second: Sequence[Span]
) -> list[tuple[ParagraphLine, ...]]:
    """Two fields on one line, the second at 45 %; each on its own where they do not fit."""
    left, right = setter.one_line(*first), setter.one_line(*second)
    x = max(sheet.text_width * SECOND_AT, left.width * size * POINT + PAIR_GAP)
    if x + right.width * size * POINT <= sheet.text_width:
        return [(ParagraphLine(left, 0.0, 0.0), ParagraphLine(right, x, 0.0))]
    return [*_field(setter, sheet, size, first), *_field(setter, sheet, size, second)]

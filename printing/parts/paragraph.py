"""A running paragraph: first line indented, justified by wider gaps, ragged where the gaps would yawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.fonts import Style
from printing.letters import clean
from printing.pen import Pen
from printing.text import POINT, Line, Setter, Span

INDENT = 10.0
WIDEST_GAP = 2.4
"""A gap wider than this many spaces leaves the line ragged (long codes)."""


@dataclass(frozen=True)
class ParagraphLine:
    """One line: mm from the left margin, and how much wider (mm) each of its gaps is drawn."""

    line: Line
    x: float
    stretch: float


def lay_paragraph(
    setter: Setter, spans: Sequence[Span], size: float, width: float, indent: float = INDENT
) -> list[ParagraphLine]:
    """Break and justify a paragraph `width` mm wide; its last line is never stretched."""
    first = setter.wrap(spans, size, width - indent)
    if not first:
        return []
    taken = sum(len(run.text.replace(" ", "")) for run in first[0].runs)
    lines = [first[0], *setter.wrap(_after(spans, taken), size, width)]
    space = setter.width(" ", Style.UPRIGHT, size)
    laid = []
    for number, line in enumerate(lines):
        x = 0.0 if number else indent
        is_last = number == len(lines) - 1
        laid.append(ParagraphLine(line, x, 0.0 if is_last else _stretch(line, size, width - x, space)))
    return laid


def _after(spans: Sequence[Span], taken: int) -> list[Span]:
    """The spans without their first `taken` characters, spaces not counted."""
    rest: list[Span] = []
    for span in spans:
        text = clean(span.text)
        at = 0
        while taken and at < len(text):
            taken -= text[at] != " "
            at += 1
        rest.append(Span(text[at:], span.style))
    return rest


def _stretch(line: Line, size: float, width: float, space: float) -> float:
    gaps = sum(run.text.count(" ") for run in line.runs)
    if not gaps:
        return 0.0
    stretch = max(0.0, (width - line.width * size * POINT) / gaps)
    return stretch if space + stretch <= WIDEST_GAP * space else 0.0


def draw_paragraph_line(pen: Pen, left: float, y: float, size: float, laid: ParagraphLine) -> None:
    """Draw one line with its baseline at y; the margin is at `left`."""
    x = left + laid.x
    if not laid.stretch:
        pen.line(x, y, size, laid.line)
        return
    for run in laid.line.runs:
        words = run.text.split(" ")
        for number, word in enumerate(words, 1):
            piece = word if number == len(words) else f"{word} "
            if word:
                pen.text(x, y, size, piece, run.style)
            x += pen.setter.width(piece, run.style, size) + (laid.stretch if number < len(words) else 0.0)

"""Lines of a form that a hand fills in: printed words, and dots of the room it needs."""

from dataclasses import dataclass

from printing.fonts import Style
from printing.parts.dots import dots
from printing.pen import Pen


@dataclass(frozen=True)
class HandLine:
    """A line to be filled in: printed words, and room in mm for the hand; None is room up to the right margin."""

    parts: tuple[str | float | None, ...]
    style: Style = Style.UPRIGHT


def draw_hand_line(pen: Pen, left: float, right: float, y: float, size: float, line: HandLine) -> None:
    """Draw words and dots from `left` on; what is left of the line goes to its open rooms in even shares."""
    words = [pen.setter.width(part, line.style, size) for part in line.parts if isinstance(part, str)]
    fixed = [part for part in line.parts if isinstance(part, float)]
    rest = right - left - sum(words) - sum(fixed)
    share = rest / max(1, sum(part is None for part in line.parts))
    x = left
    for part in line.parts:
        if isinstance(part, str):
            pen.text(x, y, size, part, line.style)
            x += pen.setter.width(part, line.style, size)
        else:
            wide = share if part is None else part
            dots(pen, x + 0.3, x + wide, y)
            x += wide


def hand_width(pen: Pen, size: float, line: HandLine) -> float:
    """Width of a line whose rooms are all given, mm."""
    words = [pen.setter.width(part, line.style, size) for part in line.parts if isinstance(part, str)]
    return sum(words) + sum(part for part in line.parts if isinstance(part, float))

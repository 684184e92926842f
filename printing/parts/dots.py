"""Dotted lines, only where a hand must write."""

from printing.pen import Pen

UNDER = 0.35


def dots(pen: Pen, start: float, end: float, y: float) -> None:
    """Draw dots from x `start` to `end`, for writing on the baseline `y`."""
    pen.dots(start, y + UNDER, end)

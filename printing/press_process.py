"""`python -m printing.press_process CACHE`: presses what is ordered on standard input until that ends.

The desk runs it beside itself, so that the libraries of paper never lie in the window's memory. It opens nothing but
fonts, writes nothing but its answers, and ends when the desk does, however that ends.
"""

import os
import signal
import sys
import traceback
from pathlib import Path

from desk_app.domain.errors import DeskError
from printing.contents import press_content
from printing.errors import FontMissingError
from printing.fonts import Typeface, find_typeface
from printing.forms.registry import CONTENTS
from printing.order import Frame, Kind, Order, PaperOrder, order_in, read_frame, refusal_frame, write_frame
from printing.press import press_recovery


def main(cache: Path) -> int:
    """Answer every order on standard input; return 0 when the desk has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl+C is meant for the desk, which lets the last print end
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall between the answers
    shop = _Shop(cache)
    try:
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            write_frame(answers, shop.answer(frame))
    except BrokenPipeError:
        return 0
    return 0


class _Shop:
    """Keeps the typeface between two orders."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._typeface: Typeface | None = None
        try:
            self._typeface = find_typeface(cache)  # before the first order comes
        except FontMissingError:
            return  # said with each order, until somebody installs one

    def answer(self, order: Frame) -> Frame:
        try:
            return Kind.PDF, self._pressed(order_in(order, CONTENTS))
        except DeskError as error:
            return refusal_frame(error)
        except Exception as bug:
            return Kind.BUG, _where(bug).encode()

    def _pressed(self, order: Order) -> bytes:
        self._typeface = self._typeface or find_typeface(self._cache)
        if isinstance(order, PaperOrder):
            return press_content(
                order.content,
                order.paper,
                print_number=order.print_number,
                printed_at=order.printed_at,
                typeface=self._typeface,
            )
        return press_recovery(order.agency_name, order.officer_name, order.code, order.made_on, typeface=self._typeface)


def _where(bug: Exception) -> str:
    """Name a bug and its place, never what was being printed."""
    frames = traceback.extract_tb(bug.__traceback__)
    return f"{type(bug).__name__} at " + " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames)
    )


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))

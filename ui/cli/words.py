"""What was typed after the command: text as its bytes mean it, whatever the locale of the shell says."""

import argparse
import os
from datetime import date

from desk_app.domain.errors import BadInputError

# Past these no working day, no month and no office hour can be reckoned any more.
_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


class DayOutOfReachError(BadInputError):
    """The day or month `typed` lies outside the years `first` to `last`, which the calendar shows."""


def text(typed: str) -> str:
    """Return an argument or variable as UTF-8 text; ArgumentTypeError when its bytes are none.

    Python reads them in the shell's own encoding; under LC_ALL=C without UTF-8 mode every Vietnamese letter would come
    out as halves that can be neither stored nor printed.
    """
    if typed.isascii():
        return typed
    try:
        return os.fsencode(typed).decode("utf-8")
    except UnicodeError:
        raise argparse.ArgumentTypeError("not UTF-8") from None


def day(typed: str) -> date:
    """Return a day of the calendar. DayOutOfReachError."""
    try:
        named = date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError("not a day such as 2026-12-24") from None
    return _within(named, typed)


def month(typed: str) -> date:
    """Return the first day of a month written `2026-12`. DayOutOfReachError."""
    try:
        named = date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise argparse.ArgumentTypeError("not a month such as 2026-12") from None
    return _within(named, typed)


def _within(named: date, typed: str) -> date:
    if not _FIRST <= named <= _LAST:
        raise DayOutOfReachError(typed=typed, first=_FIRST.year, last=_LAST.year)
    return named


def desk_number(typed: str) -> int:
    """Return a number that may be a desk's; whether the commune has such a desk is not known here."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        raise argparse.ArgumentTypeError("xin ghi số quầy, từ 1 đến 9")
    return int(typed)


def count(typed: str) -> int:
    """Return how many, from 1 to a million."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("not a number from 1 to 1000000")
    return number


def place(typed: str) -> int:
    """Return a place on a list, from 1; 0 for none."""
    return 0 if typed == "0" else count(typed)


def gap(text_: str) -> tuple[int, str]:
    """Return (first counter, reason) of `1043=hỏng giấy`, or with the whole number; ArgumentTypeError otherwise."""
    number, mark, reason = text(text_).partition("=")
    first = number.rpartition("-")[2]
    if not mark or not first.strip().isdecimal() or not reason.strip():
        raise argparse.ArgumentTypeError(f"{text_!r}: xin ghi SỐ=LÝ DO")
    return int(first), reason.strip()

"""What was typed after the command: text as its bytes mean it, whatever the locale of the shell says."""

import argparse
import os
from datetime import date


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
    """Return a day of the calendar."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError("not a day such as 2026-12-24") from None


def month(typed: str) -> date:
    """Return the first day of a month written `2026-12`."""
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise argparse.ArgumentTypeError("not a month such as 2026-12") from None


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

"""Days and numbers as clerks type them into a form."""

import re
from datetime import date

_DAY = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?", re.ASCII)
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_COUNT = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,12}", re.ASCII)


def day_of(text: str, today: date) -> date | None:
    """Return the day typed, past or to come; without a year that of today. None for an empty box, ValueError."""
    text = text.strip()
    if not text:
        return None
    match = _DAY.fullmatch(text) or _RUN.fullmatch(text)
    if match is None:
        raise ValueError(f"no day: {text!r}")
    day, month, year = int(match[1]), int(match[2]), int(match[3] or today.year)
    return date(year + 2000 if year < 100 else year, month, day)


def count_of(text: str) -> int | None:
    """Return the whole number typed: 18204, 18.204. None for an empty box, ValueError."""
    text = text.strip().removesuffix("đ").strip()
    if not text:
        return None
    if not _COUNT.fullmatch(text):
        raise ValueError(f"no number: {text!r}")
    return int(text.replace(".", "").replace(" ", ""))

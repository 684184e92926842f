"""Dates as clerks type them: 14081998, 14/8/1998, 14.8.98."""

import re
from datetime import date, datetime

from desk_app.domain.errors import DateImpossibleError
from ui.office_time import OFFICE

_PARTS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})", re.ASCII)
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})[:hg.](\d{2})?", re.ASCII)


def read_date(text: str, field: str, today: date) -> date | None:
    """Return the day typed, None for an empty box; DateImpossibleError (`field`, `text`) for no day or one to come."""
    found = _read_day(text, field, today)
    if found is not None and found > today:
        raise DateImpossibleError(field=field, text=text)
    return found


def read_last_day(text: str, field: str, today: date) -> date | None:
    """Return the last day of a paper, which may be to come; two figures of a year mean this century."""
    return _read_day(text, field, date(today.year // 100 * 100 + 99, 1, 1))


def _read_day(text: str, field: str, today: date) -> date | None:
    text = text.strip()
    if not text:
        return None
    match = _PARTS.fullmatch(text) or _RUN.fullmatch(text)
    if match is None:
        raise DateImpossibleError(field=field, text=text)
    day, month, year = (int(part) for part in match.groups())
    if year < 100:
        year += 1900 if year > today.year % 100 else 2000
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise DateImpossibleError(field=field, text=text) from error
    if found.year < 1850:
        raise DateImpossibleError(field=field, text=text)
    return found


def read_moment(text: str, field: str, now: datetime) -> datetime | None:
    """Return the office time typed as "08/12/2026 16:20" (or the hour alone: today); None for an empty box."""
    words = text.split()
    if not words:
        return None
    day = read_date(words[0], field, now.date()) if len(words) > 1 else now.date()
    match = _HOUR.fullmatch(words[-1])
    if match is None or len(words) > 2 or day is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise DateImpossibleError(field=field, text=text)
    found = datetime(day.year, day.month, day.day, int(match[1]), int(match[2] or 0), tzinfo=OFFICE)
    if found > now:
        raise DateImpossibleError(field=field, text=text)
    return found

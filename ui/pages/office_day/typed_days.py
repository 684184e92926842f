"""Days and hours as a clerk types them on this page."""

import re
from datetime import date, datetime, time

from ui.office_time import OFFICE


def typed_day(text: str, today: date) -> date | None:
    """Return the day of `8/12`, `08/12/2026` or `0812`; this year where none is named. None when it is no day."""
    parts = re.fullmatch(r"(\d{1,2})[/.\- ]?(\d{2}|\d(?!\d))(?:[/.\- ]?(\d{4}))?", text.strip())
    if parts is None:
        return None
    try:
        return date(int(parts[3] or today.year), int(parts[2]), int(parts[1]))
    except ValueError:
        return None


def typed_time(text: str, on: date) -> datetime | None:
    """Return the office time of `8:40`, `8h40` or `0840` on a day; None when it is none."""
    parts = re.fullmatch(r"(\d{1,2})[:hg. ]?(\d{2})", text.strip())
    if parts is None or int(parts[1]) > 23 or int(parts[2]) > 59:
        return None
    return datetime.combine(on, time(int(parts[1]), int(parts[2])), OFFICE)

"""What a dossier number of this house's making says."""

from __future__ import annotations

import re
from datetime import date

_NUMBER = re.compile(r"([0-9A-Z.]{3,20})-(\d{2})(\d{2})(\d{2})-(\d{4,8})", re.ASCII)


def parts_of(number: str) -> tuple[str, date, int, int] | None:
    """Return agency code, day, desk (first digit) and counter; None for a number of another making."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    agency, year, month, day, counter = match.groups()
    try:
        on = date(2000 + int(year), int(month), int(day))
    except ValueError:
        return None
    return agency, on, int(counter[0]), int(counter)

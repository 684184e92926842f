"""Digits only for narrow paper: day, counter, and a check digit."""

from desk_app.domain.dossier_number import DossierNumber

_DAY = 6


def narrow_barcode(number: DossierNumber) -> str:
    """Return `yyMMdd`, the counter and a check digit, without separators."""
    digits = f"{number.day:%y%m%d}{number.counter}"
    return digits + _check(digits)


def number_part(text: str) -> str | None:
    """Return `yyMMdd-counter` of a scanned narrow code; None when the text is none or its check digit is wrong."""
    digits, check = text[:-1], text[-1:]
    if not (text.isascii() and text.isdigit() and len(digits) >= _DAY + 4) or _check(digits) != check:
        return None
    return f"{digits[:_DAY]}-{digits[_DAY:]}"


def _check(digits: str) -> str:
    # Weights 3 and 1 in turn: every single wrong digit and nearly every swap of neighbours changes the sum.
    return str(sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)

"""Text cut into the words that are searched: folded, and as typed where marks were typed."""

import re
import unicodedata
from functools import lru_cache

from desk_app.domain.text import fold, nfc

_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> list[str]:
    """Return the words without marks and capitals, in order."""
    return _WORD.findall(fold(nfc(text)))


def typed_words(text: str) -> list[str]:
    """Return the words with their marks (composed, small letters), in order."""
    composed = "".join(c for c in nfc(text).lower() if unicodedata.category(c) != "Mn")
    return _WORD.findall(composed)


def number_words(number: str) -> list[str]:
    """Return day and counter of a dossier number: the agency code is in every number and finds nothing."""
    return folded_words(number)[-2:]


def searched_words(names: tuple[str, ...], number: str) -> str:
    """Return what the search table holds of a dossier: each word once, folded and as written."""
    found = [word for name in names for word in _words_of_name(name)]
    return " ".join(dict.fromkeys((*found, *number_words(number))))


@lru_cache(maxsize=64)  # an applicant is often the next one again: several dossiers of one visit
def _words_of_name(name: str) -> tuple[str, ...]:
    return (*folded_words(name), *typed_words(name))


def reversed_digits(text: str) -> str:
    """Return the digits from the last to the first, +84 written as 0: a tail is then a beginning."""
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    if text.strip().startswith("+84"):
        digits = "0" + digits[2:]
    return digits[::-1]


def reversed_number(number: str) -> str:
    """Return letters and digits of a dossier number from the last to the first."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())[::-1]


def range_of(prefix: str) -> tuple[str, str]:
    """Return the lowest text with this beginning, and the lowest text above all of them."""
    return prefix, prefix + "\U0010ffff"

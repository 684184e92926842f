"""Finding dossiers among a million while somebody types."""

import re

from db.engine import Connection
from db.words import folded_words, range_of, reversed_digits, typed_words

LEAST_PHONE_TAIL = 3
LEAST_PERSONAL_NUMBER = 6

_BY_WORDS = "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?"
_NEWEST_FIRST = (
    "SELECT id FROM dossiers WHERE {column} >= ? AND {column} < ? AND {column} <> '' ORDER BY id DESC LIMIT ?"
)


def found_ids(connection: Connection, text: str, limit: int) -> list[int]:
    """Return ids of matching dossiers: those with the marks as typed first, then newest first."""
    text = text.strip()
    exact = connection.execute("SELECT id FROM dossiers WHERE number = ?", (text.upper(),)).fetchone()
    if exact is not None:
        return [int(exact[0])]
    folded, typed = folded_words(text), typed_words(text)
    if not folded:
        return []
    ids: dict[int, None] = {}
    if typed != folded:
        ids.update(dict.fromkeys(_by_words(connection, typed, limit)))
    rest = _by_words(connection, _without_agency(connection, text, folded), limit)
    if any(character.isdigit() for character in text):
        rest = sorted({*rest, *_by_digits(connection, text, limit)}, reverse=True)
    ids.update(dict.fromkeys(rest))
    return list(ids)[:limit]


def match_of(words: list[str], *, begun: set[str]) -> str:
    """Return the full-text question: every word must occur, those in `begun` at least as a beginning."""
    return " ".join(f'"{word}"*' if word in begun else f'"{word}"' for word in words)


def _by_words(connection: Connection, words: list[str], limit: int) -> list[int]:
    if not words:
        return []
    found = _ids(connection, _BY_WORDS, (match_of(words, begun={words[-1]}), limit))
    if not found and len(words) > 1:
        begun = {words[-1], *(word for word in words[:-1] if not _is_a_word(connection, word))}
        if len(begun) > 1:
            found = _ids(connection, _BY_WORDS, (match_of(words, begun=begun), limit))
    return found


def _is_a_word(connection: Connection, word: str) -> bool:
    """Has anybody or anything this word whole? Then it was meant whole, and two slow questions are spared."""
    return bool(_ids(connection, _BY_WORDS, (f'"{word}"', 1)))


def _without_agency(connection: Connection, text: str, words: list[str]) -> list[str]:
    """A number typed with its agency code, whole or in part: the code is not among the searched words."""
    if "-" not in text:
        return words
    row = connection.execute("SELECT agency_code FROM stream").fetchone()
    agency = folded_words(row[0]) if row else []
    beginning = folded_words(text.split("-")[0])
    return words[len(beginning) :] if beginning and beginning == agency[-len(beginning) :] else words


def _by_digits(connection: Connection, text: str, limit: int) -> list[int]:
    compact = re.sub(r"[\s.\-]", "", text).upper()
    ids: list[int] = []
    if len(compact) >= LEAST_PERSONAL_NUMBER and compact.isalnum():
        ids += _in_range(connection, "personal_number", compact, limit)
    digits = reversed_digits(text)
    if len(digits) >= LEAST_PHONE_TAIL and re.fullmatch(r"\+?[\d\s.\-]+", text):
        ids += _in_range(connection, "phone_reversed", digits, limit)
        ids += _in_range(connection, "number_reversed", digits, limit)
    return ids


def _in_range(connection: Connection, column: str, beginning: str, limit: int) -> list[int]:
    return _ids(connection, _NEWEST_FIRST.format(column=column), (*range_of(beginning), limit))


def _ids(connection: Connection, statement: str, values: tuple[object, ...]) -> list[int]:
    return [int(row[0]) for row in connection.execute(statement, values)]

"""Text from a keyboard, a card or a file made fit to store and print, or refused by the name of the character."""

import re
import unicodedata

from desk_app.domain.errors import ForbiddenCharacterError, TextTooLongError
from desk_app.domain.text import nfc

# Control, format (bidirectional, zero-width), half characters, private and unassigned ones, line and paragraph ends.
_FORBIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Invisible ones that Unicode counts as marks, letters or symbols.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_BLANKS = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BEYOND_VIETNAMESE = re.compile(r"[^\u0020-\u024f\u1e00-\u1eff]")
_BLANK_ENDS = " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def clean_line(field: str, text: str, most: int) -> str:
    """Return one line of text: NFC, blanks collapsed, at most `most` characters; else as typed.

    ForbiddenCharacterError names a control, bidirectional or zero-width character, TextTooLongError the limit.
    """
    if not text:
        return text
    line = _BLANKS.sub(" ", nfc(text.strip(_BLANK_ENDS)))
    if not _is_plain(line):
        for character in line:
            if is_forbidden(character):
                raise ForbiddenCharacterError(field=field, character=name_of(character))
    if len(line) > most:
        raise TextTooLongError(field=field, most=most)
    return line


def _is_plain(line: str) -> bool:
    """The quick look that nearly every line passes: letters up to the Vietnamese ones, each with a shape."""
    return line.isprintable() and not _BEYOND_VIETNAMESE.search(line)


def is_forbidden(character: str) -> bool:
    """Is this a character that nobody can see, and that may turn a line around or hide in it?"""
    if character.isprintable() and character.isascii():
        return False
    return (
        unicodedata.category(character) in _FORBIDDEN_KINDS
        or character in _INVISIBLE
        or any(ord(character) in variations for variations in _VARIATIONS)
    )


def name_of(character: str) -> str:
    """Return how Unicode calls a character, with its number: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    unnamed = "CONTROL CHARACTER" if unicodedata.category(character) == "Cc" else "CHARACTER WITHOUT A NAME"
    return f"U+{ord(character):04X} {unicodedata.name(character, unnamed)}"

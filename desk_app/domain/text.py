"""Vietnamese text as a clerk looks for it and as a list is read: folding, sorting, one normal form."""

import unicodedata

# Marks that hang on Latin letters; dropping only these leaves other scripts as they are.
_MARKS = (*range(0x300, 0x370), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100))
# đ does not decompose, and some fonts and old files write it as Icelandic Ð or African Ɖ.
# The apostrophe of H'Hen is typed in several ways.
_APOSTROPHES = "\u2018\u2019\u02bc\u02b9\u00b4"
_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(_MARKS),
    **dict.fromkeys(map(ord, "đðɖ"), "d"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
}

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: chr(0x40 + place) for place, letter in enumerate(_ALPHABET)}
_SAME_LETTER = {"ð": "đ", "ɖ": "đ"}
_QUALITY_MARKS = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: other letters, not tones
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD_ENDS, _TONES_START, _FOREIGN = "\x01", "\x02", "\x7f"


def nfc(text: str) -> str:
    """Return the composed form in which all text is stored and printed."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return what is searched: no marks, đ as d, no capitals. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFD", decomposed).translate(_FOLDED)


def fold_by_sound(text: str) -> str:
    """Return `fold`, and i for y, so that `chứng thực chữ ký` is found by `chu ki`."""
    return fold(text).replace("y", "i")


def sort_key(name: str) -> str:
    """Return a key that orders people as a Vietnamese list does: given name, then họ, then đệm.

    Within each word letters decide first, in the order a ă â b c d đ … with f j w z in their Latin places; tones only
    break a tie (none, huyền, hỏi, ngã, sắc, nặng). Keys compare by code point, also in a database column.
    """
    words = nfc(name).lower().split()
    return "".join(_word_key(word) for word in words[-1:] + words[:-1])


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            if tones:
                tones[-1] = _TONES[character]
        elif character in _QUALITY_MARKS and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        elif character.isalnum():  # the apostrophe of H'Hen and a hyphen do not decide an order
            letters.append(_SAME_LETTER.get(character, character))
            tones.append("0")
    ranks = "".join(_rank(letter) for letter in letters)
    return f"{ranks}{_TONES_START}{''.join(tones)}{_WORD_ENDS}"


def _rank(letter: str) -> str:
    if letter in _RANKS:
        return _RANKS[letter]
    return letter if letter.isascii() else _FOREIGN + letter

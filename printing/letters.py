"""Which letters a paper's typeface must have, and which it keeps at hand."""

import unicodedata

_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

VIETNAMESE = _MARKED + _MARKED.upper()
"""The 134 letters of Vietnamese that ASCII lacks."""

REQUIRED = "".join(map(chr, range(0x20, 0x7F))) + VIETNAMESE + "₫•·–…’"
"""Without any one of these a font is refused."""

BREVE = "\u0306"
SPACING_BREVE = "\u02d8"
NO_BREAK_SPACE = "\u00a0"

COMPOSED_BASES = frozenset("ÊÔƠƯêôơư")
"""Letters of the Central Highlands that take a breve and have no code point of their own with it."""

AT_HAND = REQUIRED + "".join(
    map(chr, [*range(0xA1, 0x180), 0x180, 0x243, *range(0x1EA0, 0x1EFA), 0x2D8, 0x2018, 0x2019, 0x201C, 0x201D, 0x2013])
)
"""Pressed into the cached subset where the font has them; anything else is fetched from the full font when needed."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_invisible(character: str) -> bool:
    """Say whether a character is control, bidirectional, zero-width, private or unassigned: never printed."""
    return unicodedata.category(character) in _INVISIBLE


def clean(text: str) -> str:
    """Return `text` in NFC, as it is measured and drawn: NFD would put the marks beside the letters."""
    return unicodedata.normalize("NFC", text)


def in_full(character: str) -> str:
    """Return a name for a character that may have no shape: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()

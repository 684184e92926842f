"""Keys under which a database finds every name that may be the same person's, without comparing all names.

Two names that differ by one typing error, the order of words, accents or đ share at least one key. How: an error
touches one word, so the other words, in sorted order, are a key; of the word left out, its first or its last letter
survives any single error, so that a common surname alone gathers no crowd.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2s

from desk_app.domain.text import fold_by_sound

KEY_LENGTH = 8
# Names of organisations have many words; they get three keys by thirds instead of two for each word.
MOST_WORDS = 6

_FILLING = re.compile(r"[^\w\s]|_")


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, letters and digits only (H'Hen and HHen are alike)."""
    return tuple(_FILLING.sub("", fold_by_sound(name)).split())


@lru_cache(maxsize=64)  # the screen asks for dossiers of a like name just before the save does
def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name, each of 8 characters, sorted: about two for each word and one for the whole.

    None for a name without letters. Equal keys of different names are rare and only cost a comparison.
    """
    words = words_of(name)
    return tuple(sorted({_short(key) for key in _keys(words)})) if words else ()


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    yield f"={''.join(words)}"  # a blank lost or typed too many
    if len(words) > MOST_WORDS:
        yield from _keys_by_thirds(words)
        return
    for place, word in enumerate(words):
        rest = " ".join(sorted(words[:place] + words[place + 1 :]))
        yield f"^{word[0]}|{rest}"
        yield f"{word[-1]}$|{rest}"
        if len(word) <= 2:  # two letters exchanged leave neither end
            yield f"*|{rest}"


def _keys_by_thirds(words: tuple[str, ...]) -> Iterator[str]:
    """An error moves one word from one third to another, so one third stays as it was."""
    thirds: tuple[list[str], ...] = ([], [], [])
    for word in words:
        thirds[blake2s(word.encode()).digest()[0] % 3].append(word)
    for place, third in enumerate(thirds):
        yield f"{place}/{' '.join(sorted(third))}"


def _short(key: str) -> str:
    return blake2s(key.encode(), digest_size=KEY_LENGTH // 2).hexdigest()

"""Keys that like names share: accents lost, đ written d, words in another order, one word mistyped."""

from db.words import folded_words


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name; two names that differ in at most one word share one."""
    words = sorted(folded_words(name))
    if len(words) < 2:
        return tuple(words)
    return ("".join(words), *(" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))))

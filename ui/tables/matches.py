"""Which letters of a name answer to what was typed."""

from desk_app.domain.text import fold, nfc


def marks_in(name: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Return (start, length) spans of `name` that match words of `typed`, without regard to accents.

    Each word marks the first word of the name that begins with it; a word found nowhere marks nothing.
    """
    name = nfc(name)
    folded = [fold(letter) for letter in name]
    line = "".join(folded)
    if len(line) != len(name):  # a letter that folds to two: no place can be trusted
        return ()
    spans: list[tuple[int, int]] = []
    for word in fold(nfc(typed)).split():
        start = _start(line, word, {span[0] for span in spans})
        if start >= 0:
            spans.append((start, len(word)))
    return tuple(sorted(spans))


def _start(line: str, word: str, taken: set[int]) -> int:
    at = line.find(word)
    while at >= 0:
        begins = at == 0 or not line[at - 1].isalnum()
        if begins and at not in taken:
            return at
        at = line.find(word, at + 1)
    return -1

"""Which of the procedures that hold the typed words comes first: a pure function of folded names and folded words."""

from dataclasses import dataclass

from desk_app.domain.text import fold_by_sound

# What names open with and nobody types to tell one procedure from another.
_OPENINGS = tuple(fold_by_sound(words) for words in ("thủ tục", "đăng ký", "cấp", "giải quyết", "đề nghị", "thực hiện"))
_NO_MARKS = str.maketrans(dict.fromkeys(",;()", " "))
# What a commune's counter is asked for every day; it decides only between names that fit equally well.
EVERYDAY = ("2.000815", "1.001193", "2.000884", "1.004873", "1.000656", "1.000894", "2.000635")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A procedure as it is searched: folded short name, its distinctive part, both names, everything, and its code."""

    short: str
    distinctive: str
    names: str
    everything: str
    code: str


def ranked(code: str, short_name: str, name: str, field: str) -> Ranked:
    """Return the folded texts of a procedure."""
    short = folded(short_name)
    names = f"{short} {folded(name)}"
    return Ranked(short, _distinctive(short), names, f"{names} {fold_by_sound(field)} {code}", code)


def rank(procedure: Ranked, words: list[str]) -> tuple[int, int, int]:
    """Return the order of a procedure that holds all `words`; the smallest comes first.

    The code; the name itself, with or without its opening; a name that opens with the words, whole, then the last one
    begun; the words together in the short name, in the long one; each word begun somewhere; anything else. Among
    equals what is asked for every day, then the shorter name.
    """
    phrase = " ".join(words)
    usual = EVERYDAY.index(procedure.code) if procedure.code in EVERYDAY else len(EVERYDAY)
    return _fit(procedure, phrase, words), usual, len(procedure.distinctive)


def _fit(procedure: Ranked, phrase: str, words: list[str]) -> int:
    short, distinctive = procedure.short, procedure.distinctive
    if not words or procedure.code == phrase:
        return 0
    if phrase in (short, distinctive):
        return 1
    if f"{short} ".startswith(f"{phrase} ") or f"{distinctive} ".startswith(f"{phrase} "):
        return 2
    if short.startswith(phrase) or distinctive.startswith(phrase):
        return 3
    if f" {phrase} " in f" {short} ":
        return 4
    if f" {phrase}" in short:
        return 5
    if f" {phrase}" in procedure.names:
        return 6
    begun = sum(f" {word}" in f" {procedure.names}" for word in words)
    return 7 + len(words) - begun


def folded(name: str) -> str:
    """Return words without accents, capitals and marks between them: names and what is typed are folded alike."""
    return " ".join(fold_by_sound(name).translate(_NO_MARKS).split())


def _distinctive(short: str) -> str:
    for opening in _OPENINGS:
        if short.startswith(f"{opening} "):
            return _distinctive(short[len(opening) + 1 :])
    return short

"""What a reader sees on a page, as plain facts: texts by baseline, rules and codes with their places, in mm.

Compression, the order of drawing and how a line is cut into runs change nothing here.
"""

import ctypes
import json
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
SAME_LINE = 0.3
"""Letters whose baselines lie nearer (mm) stand on one line."""
APART = 4.0
"""A gap wider than this (mm) parts two texts on one line: columns, cells, label and page number."""
TOLERANCE = 0.25
"""A change of place smaller than this (mm) is one that no eye sees."""


@dataclass(frozen=True)
class Fact:
    """One text (baseline and both ends) or one drawn shape (its four edges; no words), mm from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def is_like(self, other: "Fact") -> bool:
        """Whether a person would call them the same."""
        pairs = zip(self.edges, other.edges, strict=True)
        return self.words == other.words and all(abs(mine - yours) <= TOLERANCE for mine, yours in pairs)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


def facts_of(pdf: bytes) -> list[list[Fact]]:
    """The facts of each page, from the top down."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> list[Fact]:
    height = page.get_height()
    shapes = [
        _rounded(left, height - top, right, height - bottom)
        for left, bottom, right, top in (
            item.get_bounds() for item in page.get_objects(max_depth=1) if item.type == pdfium.FPDF_PAGEOBJ_PATH
        )
    ]
    facts = [*_texts(page.get_textpage(), height), *shapes]
    return [
        _rounded(0, 0, page.get_width(), height),
        *sorted(facts, key=lambda fact: (fact.top, fact.left, fact.words)),
    ]


def _texts(text: pypdfium2.PdfTextPage, height: float) -> list[Fact]:
    letters = []
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        if not letter.strip():
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        letters.append((height - y.value, x.value, text.get_charbox(at, loose=True)[2], letter))
    return [fact for line in _lines(letters) for fact in _parts(line)]


Letter = tuple[float, float, float, str]


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    for letter in sorted(letters):
        if lines and (letter[0] - lines[-1][0][0]) * MM <= SAME_LINE:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=lambda letter: letter[1]) for line in lines]


def _parts(line: list[Letter]) -> list[Fact]:
    parts: list[list[Letter]] = []
    for letter in line:
        if parts and (letter[1] - parts[-1][-1][2]) * MM <= APART:
            parts[-1].append(letter)
        else:
            parts.append([letter])
    return [
        _rounded(part[0][1], line[0][0], part[-1][2], line[0][0], "".join(letter[3] for letter in part))
        for part in parts
    ]


def _rounded(left: float, top: float, right: float, bottom: float, words: str = "") -> Fact:
    def mm(edge: float) -> float:
        return round(edge * MM, 1)

    return Fact(mm(left), mm(top), mm(right), mm(bottom), unicodedata.normalize("NFC", words))


def as_json(pages: list[list[Fact]]) -> str:
    """The facts as a file that a person can compare line by line."""
    rows = [[json.dumps([*fact.edges, fact.words], ensure_ascii=False) for fact in page] for page in pages]
    return "[\n" + ",\n".join("[\n" + ",\n".join(page) + "\n]" for page in rows) + "\n]\n"


def from_json(text: str) -> list[list[Fact]]:
    """The facts of such a file."""
    return [[Fact(*row) for row in page] for page in json.loads(text)]


def differences(found: list[list[Fact]], wanted: list[list[Fact]]) -> list[Fact]:
    """The facts of either side that the other has nothing like; pages are compared one by one."""
    if len(found) != len(wanted):
        return [page[0] for page in (*found, *wanted)]
    lost = []
    for here, there in zip(found, wanted, strict=True):
        lost += _unmatched(here, there) + _unmatched(there, here)
    return lost


def _unmatched(facts: list[Fact], others: list[Fact]) -> list[Fact]:
    left = list(others)
    lost = []
    for fact in facts:
        like = next((other for other in left if fact.is_like(other)), None)
        if like is None:
            lost.append(fact)
        else:
            left.remove(like)
    return lost

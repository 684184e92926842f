"""Text measured and broken into lines. Widths of words are in em, so one paragraph is measured once for all sizes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from printing.fonts import Style, Typeface
from printing.letters import BREVE, COMPOSED_BASES, NO_BREAK_SPACE, SPACING_BREVE, clean

POINT = 25.4 / 72
"""Millimetres in one point."""

_NUMBERED = re.compile(r"(?:Mẫu số|Điều|[Kk]hoản|[Đđ]iểm|[Ss]ố) (?=\d)")

SHORTEST_LAST_WORD = 12.0
"""A single word narrower than this (mm) is not left alone on a last line."""


class Span(NamedTuple):
    """Text in one style."""

    text: str
    style: Style = Style.UPRIGHT


class Word(NamedTuple):
    """What stands between two spaces: runs of one style each, its width and that of the space after it, in em."""

    runs: tuple[Span, ...]
    width: float
    space: float


@dataclass(frozen=True)
class Line:
    """The words of one line. Most lines are broken only to be counted: what is drawn of them is joined when asked."""

    words: Sequence[Word]

    @cached_property
    def width(self) -> float:
        """Width in em."""
        return _length(self.words)

    @cached_property
    def runs(self) -> tuple[Span, ...]:
        """The line as it is drawn: runs of one style each."""
        if len(self.words) == 1:
            return self.words[0].runs
        styles: list[Style] = []
        texts: list[list[str]] = []
        for number, word in enumerate(self.words):
            if number:
                texts[-1].append(" ")
            for run in word.runs:
                if styles and styles[-1] is run.style:
                    texts[-1].append(run.text)
                else:
                    styles.append(run.style)
                    texts.append([run.text])
        return tuple([Span("".join(parts), style) for parts, style in zip(texts, styles, strict=True)])


def _length(words: Sequence[Word]) -> float:
    return sum([word.space for word in words[:-1]]) + sum([word.width for word in words])


def keep_together(text: str) -> str:
    """Return `text` with no-break spaces: a date, a telephone number, a number and its noun stay on one line."""
    return text.replace(" ", NO_BREAK_SPACE)


def tie_numbers(text: str) -> str:
    """Return `text` with numbers tied to their noun: `Điều 137`, `Mẫu số 15`."""
    return _NUMBERED.sub(lambda found: keep_together(found.group()), text)


class Setter:
    """Measures and breaks text in one typeface. Every method takes text as typed and works on its NFC form."""

    def __init__(self, typeface: Typeface) -> None:
        self.typeface = typeface
        self._widths: dict[tuple[Style, str], float] = {}
        self._measured: dict[tuple[Span, ...], tuple[list[Word], float]] = {}
        self._wrapped: dict[tuple[object, ...], list[Line]] = {}
        self._spaces = [typeface.face(style).advances[" "] for style in Style]

    def width(self, text: str, style: Style, size: float) -> float:
        """Width in mm of `text` on one line."""
        return self._em(clean(text), style) * size * POINT

    def one_line(self, *spans: Span) -> Line:
        """Return the spans as one line, whatever its width."""
        return Line([self._word([Span(clean(span.text), span.style) for span in spans])])

    def wrap(self, spans: Sequence[Span], size: float, width: float) -> list[Line]:
        """Break spans into lines at most `width` mm wide, at spaces only; a word wider than that is broken too."""
        key = (size, width, *spans)
        if key not in self._wrapped:
            self._wrapped[key] = self._wrap(spans, size * POINT, width)
        return self._wrapped[key]

    def _wrap(self, spans: Sequence[Span], unit: float, width: float) -> list[Line]:
        limit = width / unit
        words = self._words(spans, limit)
        lines = self._fill(words, limit)
        if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 1:
            last = lines[-1][0]
            if last.width * unit < SHORTEST_LAST_WORD:
                pulled = lines[-2][-1]
                if pulled.width + last.width + self._spaces[Style.UPRIGHT] <= limit:
                    lines[-1].insert(0, lines[-2].pop())
        return [Line(line) for line in lines]

    def even(self, text: str, style: Style, size: float, width: float) -> list[Line]:
        """Break into the fewest lines, then make them as even as they can be (names in the head of a paper)."""
        spans = (Span(text, style),)
        limit = width / (size * POINT)
        words = self._words(spans, limit)
        best = self._fill(words, limit)
        fewest, low, high = len(best), 0.0, limit
        for _ in range(10 if fewest > 1 else 0):
            middle = (low + high) / 2
            tried = self._fill(words, middle)
            if len(tried) == fewest and max([_length(line) for line in tried]) <= limit:
                best, high = tried, middle
            else:
                low = middle
        return [Line(line) for line in best]

    def _em(self, text: str, style: Style) -> float:
        width = self._widths.get((style, text))
        if width is None:
            plain = _without_breves(text) if BREVE in text else text
            width = self._widths[style, text] = self.typeface.face(style).width(plain)
        return width

    def _words(self, spans: Sequence[Span], limit: float) -> list[Word]:
        """Words with their widths, none wider than `limit` em."""
        key = tuple(spans)
        measured = self._measured.get(key)
        if measured is None:
            words = self._whole_words(spans)
            measured = self._measured[key] = (words, max([word.width for word in words], default=0.0))
        words, widest = measured
        if widest <= limit:
            return words
        return [piece for word in words for piece in (self._broken(word, limit) if word.width > limit else [word])]

    def _whole_words(self, spans: Sequence[Span]) -> list[Word]:
        words: list[list[Span]] = [[]]
        for span in spans:
            for number, piece in enumerate(clean(span.text).split(" ")):
                if number:
                    words.append([])
                if piece:
                    words[-1].append(Span(piece, span.style))
        return [self._word(runs) for runs in words if runs]

    def _word(self, runs: Sequence[Span]) -> Word:
        if len(runs) == 1:
            text, style = runs[0]
            return Word((runs[0],), self._em(text, style), self._spaces[style])
        width = sum([self._em(run.text, run.style) for run in runs])
        return Word(tuple(runs), width, self._spaces[runs[-1].style] if runs else 0.0)

    def _broken(self, word: Word, limit: float) -> list[Word]:
        """Break a word that is wider than the line: after a slash or hyphen if that helps, else anywhere."""
        pieces: list[Word] = []
        for run in word.runs:
            rest = run.text
            while rest:
                count = max(1, self._fitting(rest, run.style, limit))
                if count < len(rest):
                    seam = max(rest.rfind(mark, 0, count) for mark in ("/", "-", "@", ".", NO_BREAK_SPACE))
                    count = seam + 1 if seam > 0 else count
                    while count < len(rest) and rest[count] == BREVE:
                        count += 1
                piece, rest = rest[:count], rest[count:]
                pieces.append(self._word([Span(piece, run.style)]))
        return pieces

    def _fitting(self, text: str, style: Style, limit: float) -> int:
        advances = self.typeface.face(style).advances
        width = 0.0
        for count, character in enumerate(text):
            width += advances.get(character, 0.0)
            if width > limit:
                return count
        return len(text)

    def _fill(self, words: list[Word], limit: float) -> list[list[Word]]:
        lines: list[list[Word]] = []
        line: list[Word] = []
        start = 0.0
        for word in words:
            end = start + word.width
            if line and end <= limit:
                line.append(word)
            else:
                line, end = [word], word.width
                lines.append(line)
            start = end + word.space
        return lines


def _without_breves(text: str) -> str:
    """Text without the breves that are drawn over the letter before them and take no room."""
    kept = [text[0]] if text and text[0] != BREVE else [SPACING_BREVE] if text else []
    kept.extend(c for before, c in pairwise(text) if c != BREVE or before not in COMPOSED_BASES)
    return "".join(kept)

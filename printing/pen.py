"""One page being drawn: operators of a PDF content stream. Millimetres from the top left corner; black unless said."""

import math
from collections.abc import Sequence

from printing.fonts import Style
from printing.letters import BREVE, COMPOSED_BASES, NO_BREAK_SPACE, SPACING_BREVE, clean
from printing.text import POINT, Line, Setter, Span

_BASE_OF = {"Ê": "E", "Ô": "O", "Ơ": "O", "Ư": "U", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
# How far (em) the breve rises over the letter's own mark; tried on paper with Times and its twins.
_RISE = {"Ê": 0.37, "Ô": 0.37, "Ơ": 0.20, "Ư": 0.20, "ê": 0.17, "ô": 0.17, "ơ": 0.0, "ư": 0.0}


class Pen:
    """Draws on one page of `width` x `height` mm and remembers which glyphs it used."""

    def __init__(self, setter: Setter, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.typeface = setter.typeface
        self.setter = setter
        self.used: tuple[set[str], set[str], set[str]] = (set(), set(), set())
        self._operators: list[str] = []
        self._shift = 0.0

    def moved(self, right: float) -> "Pen":
        """Return a pen on the same page whose origin lies `right` mm further right."""
        other = Pen.__new__(Pen)
        other.__dict__.update(self.__dict__)
        other._shift = self._shift + right
        return other

    def content(self) -> bytes:
        """Return the page's content stream."""
        return "\n".join(self._operators).encode("ascii")

    def text(self, x: float, y: float, size: float, text: str, style: Style = Style.UPRIGHT, track: float = 0) -> None:
        """Write from x on, baseline at y; `track` pt are added after every letter."""
        self._run(x, y, size, Span(clean(text), style), track)

    def right(self, x: float, y: float, size: float, text: str, style: Style = Style.UPRIGHT) -> None:
        """Write so that the text ends at x."""
        self.text(x - self.setter.width(text, style, size), y, size, text, style)

    def centred(
        self, x: float, y: float, size: float, text: str, style: Style = Style.UPRIGHT, track: float = 0
    ) -> None:
        """Write centred on x."""
        width = self.setter.width(text, style, size) + track * POINT * (len(text) - 1)
        self.text(x - width / 2, y, size, text, style, track)

    def heavy(self, x: float, y: float, size: float, text: str, style: Style) -> None:
        """Write with outlined strokes: bold italic, which is in no embedded font."""
        glyphs = self._glyphs(clean(text), style)
        stroke = f"q 2 Tr {size * 0.018:.2f} w"
        self._operators.append(f"{stroke} BT /F{style:d} {size:g} Tf {self._at(x, y)} Td <{glyphs}> Tj ET Q")

    def line(self, x: float, y: float, size: float, line: Line) -> None:
        """Write a measured line from x on."""
        unit = size * POINT
        for number, run in enumerate(line.runs, 1):
            self._run(x, y, size, run)
            if number < len(line.runs):
                x += self.setter.one_line(run).width * unit

    def line_centred(self, x: float, y: float, size: float, line: Line) -> None:
        """Write a measured line centred on x."""
        self.line(x - line.width * size * POINT / 2, y, size, line)

    def rule(self, x0: float, y0: float, x1: float, y1: float, points: float, dash: float = 0) -> None:
        """Draw a straight rule of `points` pt, dashed with gaps as long as the dashes when `dash` pt is given."""
        dashes = f"[{dash:g}] 0 d " if dash else ""
        closing = " [] 0 d" if dash else ""
        start, end = self._at(x0, y0), self._at(x1, y1)
        self._operators.append(f"{dashes}{points:g} w {start} m {end} l S{closing}")

    def dots(self, x0: float, y: float, x1: float) -> None:
        """Draw a dotted line for the hand to write on: dots of 0.75 pt, 2.4 pt apart."""
        start, end = self._at(x0, y), self._at(x1, y)
        self._operators.append(f"q 1 J [0 2.4] 0 d 0.75 w {start} m {end} l S Q")

    def box(self, x: float, y: float, width: float, height: float, points: float) -> None:
        """Draw a frame whose top left corner is (x, y)."""
        corner = self._at(x, y + height)
        self._operators.append(f"{points:g} w {corner} {width / POINT:.2f} {height / POINT:.2f} re S")

    def modules(self, x: float, y: float, module: float, rows: Sequence[tuple[int, int, int, int]]) -> None:
        """Fill rectangles (column, row, columns, rows) on a grid of `module` mm from (x, y) down, as one shape.

        One shape, so that no printer or screen leaves hair lines between neighbours.
        """
        unit = module / POINT
        left, top = (x + self._shift) / POINT, (self.height - y) / POINT
        cells = " ".join([f"{column} {row} {wide} {high} re" for column, row, wide, high in rows])
        self._operators.append(f"q {unit:.5f} 0 0 {-unit:.5f} {left:.3f} {top:.3f} cm {cells} f Q")

    def bars(self, x: float, y: float, module: float, height: float, runs: Sequence[tuple[int, int]]) -> None:
        """Fill upright bars (first module, modules) of `height` mm from (x, y) down."""
        across, down = module / POINT, height / POINT
        left, top = (x + self._shift) / POINT, (self.height - y) / POINT
        cells = " ".join(f"{first} 0 {wide} 1 re" for first, wide in runs)
        self._operators.append(f"q {across:.5f} 0 0 {-down:.5f} {left:.3f} {top:.3f} cm {cells} f Q")

    def shade(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle whose top left corner is (x, y), `grey` from 0 (black) to 1 (white)."""
        corner = self._at(x, y + height)
        self._operators.append(f"q {grey:g} g {corner} {width / POINT:.2f} {height / POINT:.2f} re f Q")

    def slanted(self, x: float, y: float, size: float, degrees: float, grey: float, text: str, style: Style) -> None:
        """Write centred on (x, y) along a rising line, `grey` from 0 (black) to 1 (white)."""
        text = clean(text)
        turn = math.radians(degrees)
        cosine, sine = math.cos(turn), math.sin(turn)
        half = self.setter.width(text, style, size) / 2
        drop = size * POINT * 0.33
        start = self._at(x - half * cosine + drop * sine, y + half * sine + drop * cosine)
        matrix = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {start}"
        glyphs = self._glyphs(text, style)
        self._operators.append(f"q {grey:g} g BT /F{style:d} {size:g} Tf {matrix} Tm <{glyphs}> Tj ET Q")

    def upwards(self, x: float, y: float, size: float, text: str, style: Style) -> None:
        """Write upwards, centred on (x, y)."""
        self.slanted(x, y, size, 90, 0, text, style)

    def _at(self, x: float, y: float) -> str:
        return f"{(x + self._shift) / POINT:.2f} {(self.height - y) / POINT:.2f}"

    def _run(self, x: float, y: float, size: float, run: Span, track: float = 0) -> None:
        text = run.text
        if BREVE in text:
            for number, (piece, marked) in enumerate(_composed(text)):
                if marked:
                    self._breved(x, y, size, piece, run.style)
                elif piece:
                    self._run_plain(x, y, size, piece, run.style, track)
                x += self.setter.width(piece, run.style, size) + (track * POINT * len(piece) if number else 0)
            return
        self._run_plain(x, y, size, text, run.style, track)

    def _run_plain(self, x: float, y: float, size: float, text: str, style: Style, track: float) -> None:
        spacing = (f"{track:g} Tc ", " 0 Tc") if track else ("", "")
        self._operators.append(
            f"BT /F{style:d} {size:g} Tf {self._at(x, y)} Td "
            f"{spacing[0]}<{self._glyphs(text, style)}> Tj{spacing[1]} ET"
        )

    def _breved(self, x: float, y: float, size: float, letter: str, style: Style) -> None:
        """Draw a letter that has no code point with its breve: the letter, then the breve over its unmarked form."""
        face, unit = self.typeface.face(style), size * POINT
        aside = (0.045 if letter in "ơư" else 0.09) if style is Style.ITALIC else 0.0
        middle = face.advances[_BASE_OF[letter]] / 2 + aside
        across = x + (middle - face.advances[SPACING_BREVE] / 2) * unit
        spelled = (letter + BREVE).encode("utf-16-be").hex()
        self._operators.append(f"/Span <</ActualText <feff{spelled}>>> BDC")
        self._run_plain(x, y, size, letter, style, 0)
        self._run_plain(across, y - _RISE[letter] * unit, size, SPACING_BREVE, style, 0)
        self._operators.append("EMC")

    def _glyphs(self, text: str, style: Style) -> str:
        text = text.replace(NO_BREAK_SPACE, " ")
        self.used[style].update(text)
        return self.typeface.face(style).shown(text)


def _composed(text: str) -> list[tuple[str, bool]]:
    """Split text into plain pieces (False) and letters that carry a composed breve (True, without the breve)."""
    pieces: list[tuple[str, bool]] = []
    plain = ""
    for at, character in enumerate(text):
        if character == BREVE and at and text[at - 1] in COMPOSED_BASES:
            pieces.append((plain[:-1], False))
            pieces.append((text[at - 1], True))
            plain = ""
        else:
            plain += character
    return [*pieces, (plain, False)]

"""A face ready for the page: the outlines at hand, split by glyph, so that a page embeds only what it shows.

fontTools cuts a subset once (about 30 ms); after that a document's own font file is put together from the split
outlines by joining bytes, which costs a fraction of a millisecond instead of a parse.
"""

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from printing.letters import NO_BREAK_SPACE, REQUIRED
from printing.truetype import font_file, summed

_NO_METRIC = bytes(4)


@dataclass(frozen=True)
class Face:
    """One style of a typeface. Advances are in em; `glyphs` maps a character to its glyph, `outlines` is by glyph.

    `box` is (left, bottom, right, top), and with ascent, descent and cap height in thousandths of an em.
    """

    name: str
    source: str
    glyphs: dict[str, int]
    advances: dict[str, float]
    widths: list[int]
    outlines: list[bytes]
    parts: dict[int, list[int]]
    tables: dict[str, bytes]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    slant: float
    codes: dict[str, str]

    def width(self, text: str) -> float:
        """Width of `text` in em. The caller has made sure that every character is in the face."""
        return sum(map(self.advances.__getitem__, text))

    def shown(self, text: str) -> str:
        """Return `text` as the hexadecimal glyph numbers a page shows it with."""
        return "".join(map(self.codes.__getitem__, text))

    def file_for(self, glyphs: Iterable[int]) -> bytes:
        """Return a TrueType file that holds these glyphs (and the parts they are made of) under their numbers."""
        wanted = {0, *glyphs}
        for glyph in list(wanted):
            wanted.update(self.parts.get(glyph, ()))
        count = len(self.outlines)
        outlines, lengths, metrics = [], [0] * count, [_NO_METRIC] * count
        for glyph in sorted(wanted):
            outline = self.outlines[glyph]
            outlines.append(outline)
            lengths[glyph] = len(outline) // 2
            metrics[glyph] = self._metrics[glyph]
        tables = {
            "glyf": b"".join(outlines),
            "hmtx": b"".join(metrics),
            "loca": struct.pack(f">{count + 1}H", 0, *accumulate(lengths)),
        }
        return font_file({**self._same, **{tag: summed(body) for tag, body in tables.items()}})

    def ranges_for(self, used: Mapping[int, str]) -> Sequence[tuple[int, int, str]]:
        """Return which letters glyphs stand for, at least the `used` ones: (first, last, letter of the first).

        A font in the order of its letters has a dozen ranges. Only where two letters share a glyph and the second one
        is used (Đ and Ð in some fonts) are they counted anew.
        """
        return self._ranges if used.items() <= self._letters.items() else _ranges(used)

    @cached_property
    def _letters(self) -> dict[int, str]:
        """The first letter of each glyph; a space is no no-break space."""
        return {glyph: letter for letter, glyph in reversed(self.glyphs.items())}

    @cached_property
    def _ranges(self) -> Sequence[tuple[int, int, str]]:
        return _ranges(self._letters)

    @cached_property
    def _metrics(self) -> list[bytes]:
        """Advance and bearing of each glyph, as they stand in the file."""
        return [self.tables["hmtx"][at : at + 4] for at in range(0, 4 * len(self.outlines), 4)]

    @cached_property
    def _same(self) -> dict[str, tuple[bytes, int]]:
        """The tables that are the same whichever glyphs are held, with their checksums."""
        return {tag: summed(body) for tag, body in self.tables.items() if tag != "hmtx"}


def characters_of(path: Path) -> frozenset[str]:
    """Return every character the font file has a shape for."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def is_complete(path: Path) -> bool:
    """Say whether the font file has every letter a Vietnamese paper needs (Debian's fonts-liberation 1 has not)."""
    return characters_of(path).issuperset(REQUIRED)


def cut(path: Path, characters: Iterable[str]) -> Face:
    """Cut the face out of a font file for those of `characters` it has. About 30 ms."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "meta", "FFTM", "DSIG"]
    buffer = io.BytesIO()
    # The font's own date is kept: the same slip must give the same bytes after the faces were cut again.
    with TTFont(path, lazy=True, recalcTimestamp=False) as whole:
        name = str(whole["name"].getDebugName(6) or path.stem)
        cap_height = getattr(whole["OS/2"], "sCapHeight", 0) or 660
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(character) for character in characters])
        cutter.subset(whole)
        whole.save(buffer)
    buffer.seek(0)
    with TTFont(buffer) as font:
        return _split(font, name, str(path), cap_height)


def _split(font, name: str, source: str, cap_height: int) -> Face:  # type: ignore[no-untyped-def]
    order = font.getGlyphOrder()
    number_of = {glyph: number for number, glyph in enumerate(order)}
    em = font["head"].unitsPerEm
    glyphs = {chr(code): number_of[glyph] for code, glyph in sorted(font.getBestCmap().items())}
    glyphs[NO_BREAK_SPACE] = glyphs[" "]
    metrics = font["hmtx"].metrics
    shapes = font["glyf"]
    parts = {
        number_of[glyph]: [number_of[part] for part in _parts(shapes, glyph)]
        for glyph in order
        if shapes[glyph].isComposite()
    }
    head = font["head"]
    places = font["loca"].locations
    outline_bytes = font.reader["glyf"]
    tables = {tag: font.reader[tag] for tag in ("head", "hhea", "hmtx", "maxp")}
    # indexToLocFormat 0: short places; checkSumAdjustment 0 until the file is put together.
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:50] + bytes(2) + tables["head"][52:]
    # One full metric for every glyph, so that those of unused glyphs can be blanked.
    tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", len(order))
    tables["hmtx"] = b"".join(struct.pack(">Hh", *metrics[glyph]) for glyph in order)
    return Face(
        name=name,
        source=source,
        glyphs=glyphs,
        advances={character: metrics[order[number]][0] / em for character, number in glyphs.items()},
        widths=[round(metrics[glyph][0] * 1000 / em) for glyph in order],
        outlines=[_even(outline_bytes[places[n] : places[n + 1]]) for n in range(len(order))],
        parts=parts,
        tables=tables,
        box=tuple(round(value * 1000 / em) for value in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * 1000 / em),
        descent=round(font["hhea"].descent * 1000 / em),
        cap_height=round(cap_height * 1000 / em),
        slant=font["post"].italicAngle,
        codes=codes_of(glyphs),
    )


def _ranges(letters: Mapping[int, str]) -> list[tuple[int, int, str]]:
    """Glyphs that follow each other as their letters do; in a range nothing but the last byte may change."""
    ranges: list[tuple[int, int, str]] = []
    for glyph in sorted(letters):
        code = ord(letters[glyph])
        if ranges:
            first, last, letter = ranges[-1]
            follows = glyph == last + 1 and code == ord(letter) + glyph - first
            if follows and glyph % 256 and code % 256 and code < 0x10000:
                ranges[-1] = (first, glyph, letter)
                continue
        ranges.append((glyph, glyph, letters[glyph]))
    return ranges


def codes_of(glyphs: dict[str, int]) -> dict[str, str]:
    """Return each character's glyph number as a page writes it."""
    return {character: f"{glyph:04x}" for character, glyph in glyphs.items()}


def _even(outline: bytes) -> bytes:
    """Short places count in twos."""
    return outline + bytes(len(outline) % 2)


def _parts(shapes, glyph: str) -> list[str]:  # type: ignore[no-untyped-def]
    """All glyphs that a composite is made of, also of parts that are composites themselves."""
    found: list[str] = []
    for part in shapes[glyph].getComponentNames(shapes):
        found.append(part)
        if shapes[part].isComposite():
            found.extend(_parts(shapes, part))
    return found

"""A face ready for the page: the outlines at hand, split by glyph, so that a page embeds only what it shows.

fontTools cuts a subset once (about 30 ms); after that a document's own font file is put together from the split
outlines by joining bytes, which costs a fraction of a millisecond instead of a parse.
"""

import base64
import io
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from printing.letters import NO_BREAK_SPACE, REQUIRED

FORMAT = 2
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
        return _font_file({**self._same, **{tag: _summed(body) for tag, body in tables.items()}})

    @cached_property
    def _metrics(self) -> list[bytes]:
        """Advance and bearing of each glyph, as they stand in the file."""
        return [self.tables["hmtx"][at : at + 4] for at in range(0, 4 * len(self.outlines), 4)]

    @cached_property
    def _same(self) -> dict[str, tuple[bytes, int]]:
        """The tables that are the same whichever glyphs are held, with their checksums."""
        return {tag: _summed(body) for tag, body in self.tables.items() if tag != "hmtx"}


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
        codes=_codes(glyphs),
    )


def _codes(glyphs: dict[str, int]) -> dict[str, str]:
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


def _font_file(tables: dict[str, tuple[bytes, int]]) -> bytes:
    """Join tables with their checksums into a TrueType file: some printers' interpreters look at the sums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    heading = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    at, head_at, whole_sum, bodies = 12 + 16 * count, 0, 0, []
    for tag in sorted(tables):
        body, checksum = tables[tag]
        heading += struct.pack(">4sLLL", tag.encode(), checksum, at, len(body))
        padded = body + bytes(-len(body) % 4)
        bodies.append(padded)
        head_at = at if tag == "head" else head_at
        whole_sum += checksum
        at += len(padded)
    whole = heading + b"".join(bodies)
    adjustment = (0xB1B0AFBA - whole_sum - _checksum(heading)) & 0xFFFFFFFF
    return whole[: head_at + 8] + struct.pack(">L", adjustment) + whole[head_at + 12 :]


def _summed(body: bytes) -> tuple[bytes, int]:
    return body, _checksum(body + bytes(-len(body) % 4))


def _checksum(padded: bytes) -> int:
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF


def to_record(face: Face) -> str:
    """Write a face as one line of JSON for the cache."""
    record = {
        "format": FORMAT,
        "name": face.name,
        "source": face.source,
        "glyphs": face.glyphs,
        "advances": list(face.advances.values()),
        "widths": face.widths,
        "outlines": base64.b64encode(b"".join(face.outlines)).decode("ascii"),
        "lengths": [len(outline) for outline in face.outlines],
        "parts": {str(glyph): parts for glyph, parts in face.parts.items()},
        "tables": {tag: base64.b64encode(body).decode("ascii") for tag, body in face.tables.items()},
        "box": face.box,
        "ascent": face.ascent,
        "descent": face.descent,
        "cap_height": face.cap_height,
        "slant": face.slant,
    }
    return json.dumps(record)


def from_record(text: str) -> Face:
    """Read a face back; ValueError, KeyError or TypeError when the text is not one."""
    record = json.loads(text)
    if record["format"] != FORMAT:
        raise ValueError(record["format"])
    joined, outlines, at = base64.b64decode(record["outlines"], validate=True), [], 0
    for length in record["lengths"]:
        outlines.append(joined[at : at + length])
        at += length
    return Face(
        name=record["name"],
        source=record["source"],
        glyphs=record["glyphs"],
        advances=dict(zip(record["glyphs"], record["advances"], strict=True)),
        widths=record["widths"],
        outlines=outlines,
        parts={int(glyph): parts for glyph, parts in record["parts"].items()},
        tables={tag: base64.b64decode(body, validate=True) for tag, body in record["tables"].items()},
        box=tuple(record["box"]),
        ascent=record["ascent"],
        descent=record["descent"],
        cap_height=record["cap_height"],
        slant=record["slant"],
        codes=_codes(record["glyphs"]),
    )

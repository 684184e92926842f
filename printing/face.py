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
from pathlib import Path

from printing.letters import NO_BREAK_SPACE, REQUIRED

FORMAT = 1


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

    def width(self, text: str) -> float:
        """Width of `text` in em. The caller has made sure that every character is in the face."""
        advances = self.advances
        return sum([advances[character] for character in text])

    def file_for(self, glyphs: Iterable[int]) -> bytes:
        """Return a TrueType file that holds these glyphs (and the parts they are made of) under their numbers."""
        wanted = {0, *glyphs}
        for glyph in list(wanted):
            wanted.update(self.parts.get(glyph, ()))
        places, outlines, at = [], [], 0
        for number, outline in enumerate(self.outlines):
            places.append(at)
            if number in wanted:
                outlines.append(outline)
                at += len(outline)
        places.append(at)
        tables = self.tables | {"glyf": b"".join(outlines), "loca": struct.pack(f">{len(places)}L", *places)}
        return _font_file(tables)


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
    with TTFont(path, lazy=True) as whole:
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
    # indexToLocFormat 1: long places; checkSumAdjustment 0 until the file is put together.
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:50] + b"\0\1" + tables["head"][52:]
    return Face(
        name=name,
        source=source,
        glyphs=glyphs,
        advances={character: metrics[order[number]][0] / em for character, number in glyphs.items()},
        widths=[round(metrics[glyph][0] * 1000 / em) for glyph in order],
        outlines=[outline_bytes[places[n] : places[n + 1]] for n in range(len(order))],
        parts=parts,
        tables=tables,
        box=tuple(round(value * 1000 / em) for value in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * 1000 / em),
        descent=round(font["hhea"].descent * 1000 / em),
        cap_height=round(cap_height * 1000 / em),
        slant=font["post"].italicAngle,
    )


def _parts(shapes, glyph: str) -> list[str]:  # type: ignore[no-untyped-def]
    """All glyphs that a composite is made of, also of parts that are composites themselves."""
    found: list[str] = []
    for part in shapes[glyph].getComponentNames(shapes):
        found.append(part)
        if shapes[part].isComposite():
            found.extend(_parts(shapes, part))
    return found


def _font_file(tables: dict[str, bytes]) -> bytes:
    """Join tables into a TrueType file with right checksums: some printers' interpreters look."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    heading = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    at, entries, bodies = 12 + 16 * count, [], []
    for tag in sorted(tables):
        body = tables[tag]
        padded = body + bytes(-len(body) % 4)
        entries.append(struct.pack(">4sLLL", tag.encode(), _checksum(padded), at, len(body)))
        bodies.append(padded)
        at += len(padded)
    whole = heading + b"".join(entries) + b"".join(bodies)
    adjustment = (0xB1B0AFBA - _checksum(whole)) & 0xFFFFFFFF
    head_at = 12 + 16 * count + sum(len(bodies[n]) for n, tag in enumerate(sorted(tables)) if tag < "head")
    return whole[: head_at + 8] + struct.pack(">L", adjustment) + whole[head_at + 12 :]


def _checksum(padded: bytes) -> int:
    return sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF


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
    )

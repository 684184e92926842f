"""A cut face as text, for the cache."""

import base64
import json

from printing.face import Face, codes_of

FORMAT = 2


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
        codes=codes_of(record["glyphs"]),
    )

"""Made-up sheets as a scanner or a telephone would give them, and PDFs with things in them that no paper has."""

import io
import random
import zlib

from PIL import Image, ImageDraw, ImageFont

FONT = "DejaVuSans.ttf"
WORDS = "Tờ khai đề nghị cấp giấy xác nhận tình trạng hôn nhân của ông Nguyễn Văn Ân"


def text_sheet(dpi: int = 300, lines: int = 40) -> Image.Image:
    """Return an A4 sheet of text on slightly yellow, slightly noisy paper, with a red stamp."""
    width, height = round(210 / 25.4 * dpi), round(297 / 25.4 * dpi)
    sheet = Image.new("RGB", (width, height), "#f3f1e6")
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, dpi // 8)
    for line in range(lines):
        draw.text((width // 12, height // 14 + line * dpi // 5), WORDS[: 60 - line % 7], fill="#23232c", font=font)
    box = (width * 6 // 10, height * 7 // 10, width * 8 // 10, height * 7 // 10 + width * 2 // 10)
    draw.ellipse(box, outline="#c2202a", width=dpi // 25)
    noise = Image.effect_noise((width, height), 14)
    return Image.blend(sheet, Image.merge("RGB", (noise, noise, noise)), 0.08)


def photograph() -> Image.Image:
    """Return something with every shade of grey in it, as a card or a photograph has."""
    return Image.merge("RGB", [Image.radial_gradient("L").resize((1200, 800))] * 3)


def as_bytes(picture: Image.Image, kind: str, **more: object) -> bytes:
    """Return the picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"", root: bytes = b"") -> bytes:
    """Return a PDF of one empty page with further objects, numbered from 4."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>"
    parts = [b"<</Type/Catalog/Pages 2 0 R" + root + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, trailer, len(out))
    )  # fmt: skip


def packed_objects(inside: bytes) -> bytes:
    """Return an object stream that hides `inside` from a plain search."""
    packed = zlib.compress(b"9 0 " + inside)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    return head + b"\nstream\n" + packed + b"\nendstream"


def endless_drawing() -> bytes:
    """Return a PDF of two kilobytes that draws for 640 MB: packed twice, every step of it costing memory."""
    packer, block = zlib.compressobj(1), b"q 0 0 1 1 re f " * 1_000_000
    packed = zlib.compress(b"".join([*(packer.compress(block) for _ in range(42)), packer.flush()]))
    head = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>" % len(packed)
    drawn = pdf(head + b"\nstream\n" + packed + b"\nendstream")
    return drawn.replace(b"/Resources<<>>", b"/Resources<<>>/Contents 4 0 R")


def many_pages(count: int) -> bytes:
    """Return a PDF whose one page is listed so many times."""
    kids = b" ".join([b"3 0 R"] * count)
    return pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%s]/Count %d" % (kids, count))


def noise(count: int, seed: int = 1) -> bytes:
    """Return bytes that mean nothing."""
    return random.Random(seed).randbytes(count)

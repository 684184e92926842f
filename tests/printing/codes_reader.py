"""Reads the codes of a page as a desk's scanner would see them: rasterised, roughened, turned."""

import random
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

QR = "QR"
BARCODE = "C128"
GREY = 128


@dataclass(frozen=True)
class Wear:
    """What happens to a printed page before it is scanned: grain (σ of 255), blur (px), turn (degrees)."""

    name: str
    grain: float = 0
    blur: float = 0
    turn: float = 0


CLEAN = Wear("clean")
WORN = (
    CLEAN,
    Wear("grain 10", grain=10),
    Wear("grain 20", grain=20),
    Wear("blur 1 px", blur=1),
    Wear("turned", turn=2),
)


def pages_of(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Rasterise every page in grey at `dpi`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def worn(image: Image.Image, wear: Wear) -> Image.Image:
    """Return the picture as it looks after `wear`."""
    if wear.turn:
        image = image.rotate(wear.turn, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    if wear.blur:
        image = image.filter(ImageFilter.GaussianBlur(wear.blur))
    if wear.grain:
        noise = Image.effect_noise(image.size, wear.grain)
        image = ImageChops.add(image, noise, scale=1, offset=-GREY)
    return image


def read(image: Image.Image, dpi: int) -> dict[str, set[str]]:
    """Read all codes, in two passes: as it is, then blurred along the bars, which takes the grain out of them."""
    found: dict[str, set[str]] = {QR: set(), BARCODE: set()}
    for picture in (image, image.filter(ImageFilter.BoxBlur((0, dpi // 25)))):
        for code in zxingcpp.read_barcodes(picture):
            kind = QR if "QR" in str(code.format) else BARCODE if "128" in str(code.format) else str(code.format)
            found.setdefault(kind, set()).add(code.text)
        if all(found.values()):
            break
    return found


def shuffled(seed: int) -> random.Random:
    """A random source that says the same thing on every machine."""
    return random.Random(seed)

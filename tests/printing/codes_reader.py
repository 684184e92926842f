"""Reads the codes of a page as a desk's scanner would see them: rasterised, roughened, turned."""

import random
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

QR = "QR"
BARCODE = "C128"
GREY = 128
_SIGMA_OF_FOUR = 256 / 12**0.5 / 2


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
        image = ImageChops.add(image, grain(image.size, wear.grain, seed=wear.name), scale=1, offset=-GREY)
    return image


def read(image: Image.Image, dpi: int) -> dict[str, set[str]]:
    """Read all codes in two passes: as the page is, then blurred along the bars, which takes the grain out of them.

    Bars read in the second pass count before those of the first: in heavy grain a digit may be misread so that the
    check sum (of 103) still holds, once in some dozens of pages.
    """
    found: dict[str, set[str]] = {QR: set(), BARCODE: set()}
    for picture in (image, image.filter(ImageFilter.BoxBlur((0, dpi // 25)))):
        seen = {(_kind(code.format), code.text) for code in zxingcpp.read_barcodes(picture)}
        for kind in found:
            found[kind] = {text for this, text in seen if this == kind} or found[kind]
    return found


def _kind(kind: object) -> str:
    return QR if "QR" in str(kind) else BARCODE if "128" in str(kind) else str(kind)


def grain(size: tuple[int, int], sigma: float, seed: str) -> Image.Image:
    """Grain of `sigma` around mid grey, near enough to normal (a mean of four even ones), the same on every machine."""
    source = random.Random(seed)
    layers = [Image.frombytes("L", size, source.randbytes(size[0] * size[1])) for _ in range(4)]
    pairs = (Image.blend(layers[0], layers[1], 0.5), Image.blend(layers[2], layers[3], 0.5))
    even = Image.blend(*pairs, 0.5)
    stretch = sigma / _SIGMA_OF_FOUR
    return even.point([max(0, min(255, round(GREY + (value - 127.5) * stretch))) for value in range(256)])

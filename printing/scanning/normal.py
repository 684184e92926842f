"""A picture of a sheet made small and readable: black and white for text, grey for photographs and cards."""

# Pillow is loaded with this module, which only the process beside the desk imports.
from PIL import Image, ImageFilter, ImageOps

DPI_TEXT, DPI_GREY = 200, 150
_A4_MM = (210.0, 297.0)
_A3_LONG = 420 / 25.4
_MM = 25.4
_GREY_FROM, _GREY_TO = 70, 200
_GREY_SHARE = 0.02  # of the sheet: more than the edges of letters and a stamp


def normal_page(picture: Image.Image, dpi: float | None = None) -> tuple[Image.Image, int]:
    """Return the page, 1-bit or grey, and its resolution; `dpi` is the picture's own, None when it does not say.

    About 0.2 s for an A4 sheet of 300 dpi. The picture is turned as its maker meant it, never made larger.
    """
    upright = ImageOps.exif_transpose(picture)
    own = dpi if dpi is not None and 60 <= dpi <= 1300 else _dpi_on_a4(upright)
    own = max(own, max(upright.size) / _A3_LONG)  # nothing on this desk is larger than A3
    grey = _scaled(_grey(upright), own, DPI_TEXT)
    dpi_of_text = min(int(own), DPI_TEXT)
    stretched = ImageOps.autocontrast(grey, cutoff=(0.1, 2))
    if _is_text(stretched):
        return stretched.point(_cut_at(_threshold(stretched)), mode="1"), dpi_of_text
    return _scaled(grey, dpi_of_text, DPI_GREY), min(dpi_of_text, DPI_GREY)


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info:
        solid = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(solid, picture.convert("RGBA"))
    if picture.mode.startswith(("I", "F")):
        picture = ImageOps.autocontrast(picture.convert("F").convert("L"))
    return picture if picture.mode == "L" else picture.convert("L")


def _dpi_on_a4(picture: Image.Image) -> float:
    """Return the resolution at which the picture would fill an A4 sheet, upright or lying."""
    short, long = sorted(picture.size)
    return max(short / (_A4_MM[0] / _MM), long / (_A4_MM[1] / _MM))


def _scaled(picture: Image.Image, dpi: float, wanted: int) -> Image.Image:
    if dpi <= wanted:
        return picture
    size = (max(1, round(picture.width * wanted / dpi)), max(1, round(picture.height * wanted / dpi)))
    return picture.resize(size, Image.Resampling.BOX if dpi >= 2 * wanted else Image.Resampling.BICUBIC)


def _is_text(grey: Image.Image) -> bool:
    """Whether hardly anything between black and white is left once the edges of letters are taken away."""
    small = grey.reduce(2) if min(grey.size) > 400 else grey
    between = small.point([255 if _GREY_FROM <= level <= _GREY_TO else 0 for level in range(256)])
    solid = between.filter(ImageFilter.MinFilter(5))
    return solid.histogram()[255] <= _GREY_SHARE * solid.width * solid.height


def _threshold(grey: Image.Image) -> int:
    """Return the level that parts ink from paper best (Otsu), kept where faint pencil still shows."""
    counts = grey.histogram()
    total, whole = sum(counts), sum(level * count for level, count in enumerate(counts))
    below = weight = 0
    best, best_at = -1.0, 128
    for level, count in enumerate(counts):
        weight += count
        below += level * count
        if 0 < weight < total:
            apart = (whole * weight - total * below) ** 2 / (weight * (total - weight))
            if apart > best:
                best, best_at = apart, level
    return min(max(best_at, 110), 200)


def _cut_at(threshold: int) -> list[int]:
    return [255 if level > threshold else 0 for level in range(256)]

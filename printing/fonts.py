"""The typeface of the papers: found on the machine, checked for every Vietnamese letter, cut once into a cache.

Order: Times New Roman (Windows), its metric twins (Liberation Serif 2, Tinos), then the packaged IBM Plex Serif.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from importlib.util import find_spec
from pathlib import Path

from printing.errors import FontMissingError, UnprintableCharacterError
from printing.face import Face, characters_of, cut, is_complete
from printing.face_record import FORMAT, from_record, to_record
from printing.letters import AT_HAND, BREVE, COMPOSED_BASES, SPACING_BREVE, in_full, is_invisible


class Style(IntEnum):
    """The three styles the papers use; also the number of the font on a page."""

    UPRIGHT = 0
    BOLD = 1
    ITALIC = 2


FontFiles = dict[Style, Path]

_FAMILIES = (
    ("{windows}/Fonts", ("times.ttf", "timesbd.ttf", "timesi.ttf")),
    (
        "/usr/share/fonts/truetype/msttcorefonts",
        ("Times_New_Roman.ttf", "Times_New_Roman_Bold.ttf", "Times_New_Roman_Italic.ttf"),
    ),
    *(
        (folder, ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"))
        for folder in (
            "/usr/share/fonts/truetype/liberation2",
            "/usr/share/fonts/truetype/liberation",
            "/usr/share/fonts/liberation-serif",
            "/usr/share/fonts/liberation",
        )
    ),
    ("/usr/share/fonts/truetype/croscore", ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf")),
)


def places_to_look() -> Iterator[FontFiles]:
    """Yield the sets of font files to try, best first; the files need not exist."""
    windows = os.environ.get("WINDIR", "C:/Windows").replace("\\", "/")
    for folder, names in _FAMILIES:
        yield _files(Path(folder.format(windows=windows)), names)
    yield packaged_files()


def packaged_files() -> FontFiles:
    """The typeface that comes as a dependency: always there, though not Times."""
    found = find_spec("fontpkg_ibm_plex_serif")
    folder = Path(found.origin).parent / "files" if found and found.origin else Path("fontpkg_ibm_plex_serif")
    return _files(folder, ("IBMPlexSerif-Regular.ttf", "IBMPlexSerif-Bold.ttf", "IBMPlexSerif-Italic.ttf"))


def _files(folder: Path, names: tuple[str, str, str]) -> FontFiles:
    return {style: folder / name for style, name in zip(Style, names, strict=True)}


@dataclass(frozen=True)
class Typeface:
    """Three faces ready to measure and draw with, and where the full fonts are for rarer letters."""

    files: FontFiles
    upright: Face
    bold: Face
    italic: Face

    def face(self, style: Style) -> Face:
        """Return the face of a style."""
        return (self.upright, self.bold, self.italic)[style]

    def covering(self, text: str) -> "Typeface":
        """Return a typeface that has every character of `text`, which must be NFC.

        Usually this one. A letter outside the cut faces is fetched from the full fonts (about 100 ms). A character
        that no page can show raises UnprintableCharacterError.
        """
        wanted = _drawn(text)
        missing = sorted(wanted - self.upright.glyphs.keys())
        if not missing:
            return self
        for character in missing:
            if is_invisible(character):
                raise UnprintableCharacterError(character, in_full(character))
        in_fonts = frozenset.intersection(*map(characters_of, self.files.values()))
        for character in missing:
            if character not in in_fonts:
                raise UnprintableCharacterError(character, in_full(character))
        return _cut_all(self.files, {*AT_HAND, *missing})


def _drawn(text: str) -> set[str]:
    """Characters that are looked up in a face; a breve over a letter without code point is drawn on its own."""
    wanted = set(text)
    if BREVE in wanted and all(
        text[at - 1] in COMPOSED_BASES for at, character in enumerate(text) if character == BREVE and at
    ):
        wanted = wanted - {BREVE} | {SPACING_BREVE}
    return wanted


def find_typeface(cache: Path | None, places: Iterable[FontFiles] | None = None) -> Typeface:
    """Find, check and cut the typeface; with a `cache` folder the cut faces are kept there and the next call is quick.

    A damaged cache is made anew; a cache that cannot be written is done without. FontMissingError when no place has
    a complete typeface.
    """
    tried: list[str] = []
    for files in places_to_look() if places is None else places:
        if all(path.is_file() for path in files.values()):
            typeface = _cached(files, cache)
            if typeface is None and all(map(is_complete, files.values())):
                typeface = _cut_all(files, AT_HAND)
                _keep(typeface, cache)
            if typeface is not None:
                return typeface
        tried.append(str(files[Style.UPRIGHT]))
    raise FontMissingError(looked_for=tuple(tried))


def _cut_all(files: FontFiles, characters: Iterable[str]) -> Typeface:
    wanted = sorted(set(characters))
    return Typeface(files, *(cut(files[style], wanted) for style in Style))


def _place(file: Path, cache: Path) -> Path:
    """Name of the cached face: it changes with the font file and with the letters kept at hand."""
    facts = file.stat()
    key = f"{FORMAT}|{file}|{facts.st_size}|{facts.st_mtime_ns}|{AT_HAND}"
    return cache / f"{file.stem}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.face"


def _cached(files: FontFiles, cache: Path | None) -> Typeface | None:
    if cache is None:
        return None
    try:
        return Typeface(files, *(_read(_place(files[style], cache)) for style in Style))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(place: Path) -> Face:
    digest, _, text = place.read_text("utf-8").partition("\n")
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise ValueError(place.name)
    return from_record(text)


def _keep(typeface: Typeface, cache: Path | None) -> None:
    if cache is None:
        return
    try:
        cache.mkdir(parents=True, exist_ok=True)
        for style in Style:
            text = to_record(typeface.face(style))
            place = _place(typeface.files[style], cache)
            fresh = place.with_suffix(f".{os.getpid()}")
            fresh.write_text(hashlib.sha256(text.encode()).hexdigest() + "\n" + text, "utf-8")
            fresh.replace(place)
    except OSError:
        # Slower at the next start, nothing else: a full disk must not keep a slip from being printed.
        return

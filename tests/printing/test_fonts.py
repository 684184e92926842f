"""The typeface is checked for every Vietnamese letter, cut once, and a damaged cache is made anew."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from printing.errors import FontMissingError
from printing.face import cut, is_complete
from printing.fonts import FontFiles, Style, Typeface, find_typeface, packaged_files
from printing.letters import AT_HAND, REQUIRED, VIETNAMESE
from printing.paper import SHEETS, Paper
from printing.press import press
from tests.printing.codes_reader import BARCODE, QR, pages_of, read
from tests.printing.pages import text_of
from tests.printing.samples import NUMBER, PRINTED_AT, SEAL_TEXT, everyday, longest


def without(letters: str, folder: Path) -> FontFiles:
    """The packaged typeface with some letters taken out, as fonts are that lack Vietnamese."""
    upright = packaged_files()[Style.UPRIGHT]
    with TTFont(upright, lazy=True) as font:
        options = subset.Options()
        options.drop_tables += ["meta"]
        options.layout_features = []
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(letter) for letter in REQUIRED if letter not in letters])
        cutter.subset(font)
        font.save(folder / upright.name)
    return {**packaged_files(), Style.UPRIGHT: folder / upright.name}


def test_the_required_letters_are_vietnamese_and_ascii() -> None:
    assert len(VIETNAMESE) == len(set(VIETNAMESE)) == 134
    assert set(VIETNAMESE) | {"₫"} < set(REQUIRED)


@pytest.mark.parametrize("letter", ["ạ", "Ỗ", "₫"])
def test_a_font_that_lacks_a_letter_is_refused(letter: str, tmp_path: Path) -> None:
    files = without(letter, tmp_path)
    assert not is_complete(files[Style.UPRIGHT])
    with pytest.raises(FontMissingError) as missing:
        find_typeface(None, [files])
    assert str(files[Style.UPRIGHT]) in str(missing.value.facts["looked_for"])


def test_no_font_at_all_is_told(tmp_path: Path) -> None:
    nowhere = {style: tmp_path / f"{style.name}.ttf" for style in Style}
    with pytest.raises(FontMissingError):
        find_typeface(None, [nowhere])


def test_an_incomplete_font_is_passed_over_for_the_next(tmp_path: Path) -> None:
    typeface = find_typeface(None, [without("ạ", tmp_path), packaged_files()])
    assert typeface.files == packaged_files()


def test_the_packaged_typeface_prints_a_slip_too() -> None:
    typeface = find_typeface(None, [packaged_files()])
    for paper in SHEETS:
        pdf = press(longest(), paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface)
        assert "Danh mục gồm 12 loại giấy tờ./." in text_of(pdf)
        assert read(pages_of(pdf, 300)[0], 300) == {QR: {SEAL_TEXT}, BARCODE: {NUMBER}}


def printed(typeface: Typeface) -> bytes:
    return press(everyday(), Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=typeface)


def test_a_cached_typeface_prints_the_same_bytes(tmp_path: Path) -> None:
    fresh = find_typeface(tmp_path / "faces")
    again = find_typeface(tmp_path / "faces")
    assert len(list((tmp_path / "faces").iterdir())) == 3
    assert printed(again) == printed(fresh) == printed(find_typeface(None))


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "garbage"])
def test_a_damaged_cache_is_made_anew(damage: str, tmp_path: Path) -> None:
    expected = printed(find_typeface(tmp_path))
    for place in tmp_path.iterdir():
        whole = place.read_bytes()
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        place.write_bytes({"flip": flipped, "cut": whole[:middle], "empty": b"", "garbage": b"\xff\xfe{}"}[damage])
    assert printed(find_typeface(tmp_path)) == expected


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert printed(find_typeface(blocked)) == printed(find_typeface(None))


def test_a_cut_face_is_a_sound_font_with_only_what_it_shows(tmp_path: Path) -> None:
    face = cut(packaged_files()[Style.BOLD], AT_HAND)
    place = tmp_path / "shown.ttf"
    place.write_bytes(face.file_for(face.glyphs[letter] for letter in "ỗ"))
    with TTFont(place, checkChecksums=2) as font:
        drawn = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours]
        assert font["maxp"].numGlyphs == len(face.outlines)
        with TTFont(packaged_files()[Style.BOLD]) as whole:
            assert font["head"].modified == whole["head"].modified
    assert 2 <= len(drawn) <= 5


def told(ranges: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    return {at: chr(ord(letter) + at - first) for first, last, letter in ranges for at in range(first, last + 1)}


def test_two_letters_with_one_shape_are_each_copied_out_as_stored(typeface: Typeface) -> None:
    face, eth, stroke = typeface.upright, "\u00d0", "\u0110"  # Ð and Đ are one glyph in some fonts
    shared = replace(face, glyphs={**face.glyphs, stroke: face.glyphs[eth]})
    glyph = face.glyphs[eth]
    for letter in (eth, stroke):
        assert told(shared.ranges_for({glyph: letter, shared.glyphs["n"]: "n"}))[glyph] == letter


def test_the_table_of_letters_is_short_and_names_every_letter(typeface: Typeface) -> None:
    face = typeface.upright
    ranges = face.ranges_for({})
    named = {
        first + step: chr(ord(letter) + step) for first, last, letter in ranges for step in range(last - first + 1)
    }
    assert {face.glyphs[letter] for letter in face.glyphs} == set(named)
    assert all(face.glyphs[letter] == glyph for glyph, letter in named.items())
    assert len(ranges) < len(named) / 10
    assert all(first >> 8 == last >> 8 for first, last, _ in ranges)


def test_the_room_costs_the_desk_nothing_at_start() -> None:
    heavy = ("reportlab", "segno", "barcode", "fontTools")
    asked = f"import printing, printing.errors, sys; print([name for name in {heavy!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[]"
    asked = f"import printing.printer, sys; print([name for name in {heavy!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[]"


def test_cutting_is_left_to_the_first_start(tmp_path: Path) -> None:
    find_typeface(tmp_path)
    asked = (
        "import sys, pathlib, printing.press, printing.fonts;"
        f"printing.fonts.find_typeface(pathlib.Path({str(tmp_path)!r})); print('fontTools' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "False"

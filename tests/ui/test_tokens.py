"""The colours: readable by everyone, and written down in one place."""

import re
from pathlib import Path

import pytest

from ui.resources.tokens import DARK, LIGHT, Role, Tokens, for_training

STATES = ("ok", "soon", "late", "pause", "ready", "neu")
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|QColor\(\s*\d|Qt\.GlobalColor\.(?!transparent)")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 for "#rrggbb"."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(tokens: Tokens) -> list[tuple[str, str, float]]:
    """Return (what stands, on what, least contrast): 4.5 for text, 3 for marks and borders."""
    found = [(ink, ground, 4.5) for ink in ("ink", "ink2", "ink3") for ground in ("surface", "canvas", "sel", "raised")]
    found += [("accent", "surface", 4.5), ("accent", "canvas", 4.5), ("on_accent", "accent", 4.5)]
    found += [("on_accent", "accent_hi", 4.5), ("on_train", "train", 4.5)]
    found += [("edge", "surface", 3), ("edge", "canvas", 3)]
    found += [("focus", ground, 3) for ground in ("surface", "canvas", "sel")]
    found += [(state, f"{state}.ground", 4.5) for state in STATES]
    found += [(f"{state}.mark", ground, 3) for state in STATES for ground in ("surface", f"{state}.ground", "sel")]
    return found


@pytest.mark.parametrize(
    "tokens", [LIGHT, DARK, for_training(LIGHT), for_training(DARK)], ids=["light", "dark", "train", "train-dark"]
)
def test_everything_is_readable(tokens: Tokens) -> None:
    short = [
        (ink, ground, round(contrast(tokens.colour(ink), tokens.colour(ground)), 2))
        for ink, ground, least in pairs(tokens)
        if contrast(tokens.colour(ink), tokens.colour(ground)) < least
    ]
    assert short == []


def test_the_measure_itself_knows_black_from_grey() -> None:
    assert round(contrast("#000000", "#FFFFFF")) == 21
    assert contrast("#777777", "#FFFFFF") < 4.5


def colour_literals(folder: Path) -> list[str]:
    return [
        f"{path.name}:{number}"
        for path in sorted(folder.rglob("*.py"))
        if path.name != "tokens.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if LITERAL.search(line)
    ]


def test_no_colour_is_named_outside_the_tokens(tmp_path: Path) -> None:
    assert colour_literals(Path("ui")) == []
    (tmp_path / "page.py").write_text("ink = QColor('#123456')\n")
    assert colour_literals(tmp_path) == ["page.py:1"]


def test_nothing_is_written_below_eleven_pixels() -> None:
    assert min(role.pixels for role in Role) == 11

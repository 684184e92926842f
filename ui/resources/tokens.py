"""Every colour, type role and size of the program, for light and dark; no other file holds a colour."""

from dataclasses import dataclass, replace
from enum import Enum


@dataclass(frozen=True, eq=False, repr=False)
class Tone:
    """The three colours of a state: `text` on `ground`, and the `mark` (glyph, bar, border)."""

    text: str
    ground: str
    mark: str


@dataclass(frozen=True, eq=False, repr=False)
class Tokens:
    """The colours of one theme. Names say what a colour means, never how it looks."""

    canvas: str
    surface: str
    raised: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    line: str
    edge: str
    accent: str
    accent_hi: str
    on_accent: str
    sel: str
    focus: str
    train: str
    on_train: str
    scrim: str
    ok: Tone
    soon: Tone
    late: Tone
    pause: Tone
    ready: Tone
    neu: Tone

    def colour(self, name: str) -> str:
        """Return the colour called `name`: "ink2", or a part of a tone: "late", "late.mark"."""
        token, _, part = name.partition(".")
        found = getattr(self, token)
        return str(getattr(found, part or "text")) if isinstance(found, Tone) else str(found)


LIGHT = Tokens(
    canvas="#F3F2EE",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#EAE8E2",
    ink="#1A2533",
    ink2="#465262",
    ink3="#5D6773",
    line="#DDDAD2",
    edge="#858C96",
    accent="#1C4F8C",
    accent_hi="#153E70",
    on_accent="#FFFFFF",
    sel="#E2ECF7",
    focus="#0A66E0",
    train="#8A1C5B",
    on_train="#FFFFFF",
    scrim="#8C141A22",
    ok=Tone("#0B6350", "#DCF1EA", "#17866D"),
    soon=Tone("#7A4A00", "#FDEFC8", "#B57900"),
    late=Tone("#A1211A", "#FBE4E0", "#B3261E"),
    pause=Tone("#51458C", "#EAE6F6", "#54438F"),
    ready=Tone("#1C4F8C", "#E2ECF7", "#2F7BCB"),
    neu=Tone("#465262", "#ECEAE5", "#747D89"),
)

DARK = Tokens(
    canvas="#12181F",
    surface="#1B232C",
    raised="#242E39",
    sunken="#0D1217",
    ink="#E9EDF2",
    ink2="#BAC4CF",
    ink3="#97A3B0",
    line="#323D49",
    edge="#728090",
    accent="#8DBBF2",
    accent_hi="#A9CDF8",
    on_accent="#0C1A2A",
    sel="#20364F",
    focus="#6FB1FF",
    train="#F29AC8",
    on_train="#3A0A26",
    scrim="#96000000",
    ok=Tone("#74D6BB", "#12362E", "#3FB598"),
    soon=Tone("#F3C664", "#3B2D0D", "#EAB541"),
    late=Tone("#FFA196", "#47211E", "#EE6355"),
    pause=Tone("#C2B6F5", "#2D284B", "#B9ACF6"),
    ready=Tone("#8DBBF2", "#20364F", "#4A8BDB"),
    neu=Tone("#BAC4CF", "#2A343F", "#8793A0"),
)


def for_training(tokens: Tokens) -> Tokens:
    """Return `tokens` with plum in the place of blue: nobody can mistake the training twin."""
    return replace(tokens, accent=tokens.train, accent_hi=tokens.train, on_accent=tokens.on_train)


class Face(Enum):
    """The two families: text, and figures in columns (one digit width, arrows)."""

    TEXT = "Be Vietnam Pro"
    FIGURES = "IBM Plex Sans Condensed"


class Role(Enum):
    """What a piece of text is: family, pixels at 100 %, weight. Nothing is below 11 px."""

    DUE = (Face.TEXT, 36, 600)
    HERO = (Face.TEXT, 34, 600)
    SHELF = (Face.FIGURES, 34, 600)
    BIG_NUMBER = (Face.TEXT, 26, 600)
    DIALOG = (Face.TEXT, 22, 600)
    PAGE = (Face.TEXT, 20, 600)
    VERDICT = (Face.TEXT, 20, 500)
    CARD = (Face.TEXT, 18, 600)
    LEAD = (Face.TEXT, 16, 400)
    LEAD_STRONG = (Face.TEXT, 16, 600)
    SECTION = (Face.TEXT, 14, 600)
    NAME = (Face.TEXT, 14, 600)
    BODY = (Face.TEXT, 14, 400)
    BODY_MEDIUM = (Face.TEXT, 14, 500)
    INPUT = (Face.TEXT, 15, 500)
    INPUT_FIGURES = (Face.FIGURES, 15, 500)
    SECOND = (Face.TEXT, 13, 400)
    SECOND_MEDIUM = (Face.TEXT, 13, 500)
    SECOND_STRONG = (Face.TEXT, 13, 600)
    LABEL = (Face.TEXT, 12, 500)
    SMALL = (Face.TEXT, 12, 400)
    SMALL_STRONG = (Face.TEXT, 12, 600)
    GROUP = (Face.TEXT, 11, 600)
    TINY = (Face.TEXT, 11, 400)
    FIGURES = (Face.FIGURES, 14, 500)
    FIGURES_STRONG = (Face.FIGURES, 14, 600)
    FIGURES_SMALL = (Face.FIGURES, 13, 500)
    CAP = (Face.FIGURES, 12, 500)
    BUTTON = (Face.TEXT, 14, 500)
    BUTTON_BIG = (Face.TEXT, 15, 600)

    @property
    def face(self) -> Face:
        return self.value[0]

    @property
    def pixels(self) -> int:
        return self.value[1]

    @property
    def weight(self) -> int:
        return self.value[2]


class Size:
    """Lengths in logical pixels at 100 %; everything stands on a grid of 4."""

    RAIL = 188
    RAIL_NARROW = 58
    TOP_BAR = 52
    STATUS_BAR = 30
    RIGHT_COLUMN = 292
    RIGHT_COLUMN_WIDE = 330
    PAGE_LEFT = 12
    PAGE_RIGHT = 20
    ROW = 33
    ROW_WITH_CONDITION = 36
    ROW_TWO_LINES = 50
    INPUT = 36
    BUTTON = 36
    BUTTON_PRIMARY = 48
    HIT_LEAST = 28
    SHEET_PADDING = 16
    RADIUS_SHEET = 8
    RADIUS_DIALOG = 12
    RADIUS_CONTROL = 6
    RADIUS_ROW = 5
    RADIUS_CHIP = 4
    COMPACT_BELOW = 1100
    WIDE_FROM = 1600
    DIALOG = 600

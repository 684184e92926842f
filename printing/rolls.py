"""Rolls of thermal paper as data. A head prints 8 dots a millimetre (203.2 dpi); only `dots` of them lie on paper."""

import re
from dataclasses import dataclass, replace

from printing.paper import A5_SHEET, Paper, Sheet, Step
from printing.text import POINT

DOTS_PER_MM = 8
DPI = 203.2


@dataclass(frozen=True)
class Roll:
    """One kind of roll: which paper it is, dots across, the width of its paper (mm; what the head does not reach stays
    white), sizes of the text, and whether QR and notes stand side by side.
    """

    kind: Paper
    dots: int
    paper: float
    sheet: Sheet
    title_pitch: float
    due_size: float
    bar_dots: tuple[int, ...]
    qr_dots: int
    is_side_by_side: bool

    @property
    def width(self) -> float:
        """Printable width, mm."""
        return self.dots / DOTS_PER_MM

    @property
    def left(self) -> float:
        """Left edge of the text, mm."""
        return self.sheet.left

    @property
    def right(self) -> float:
        """Right edge of the text, mm."""
        return self.width - self.sheet.right

    @property
    def middle(self) -> float:
        """Middle of the paper, mm."""
        return self.width / 2


def _narrow(width: float, margin: float, body: float, pitch: float, head: float) -> Sheet:
    """A sheet as narrow as a roll. Serif reads well from 9 pt up; what is smaller is bold, or can be done without."""
    return replace(
        A5_SHEET, width=width, left=margin, right=margin, top=3.0,
        head_size=head, motto_size=head + 1, head_pitch=3.6, row_size=8.5,
        title_size=11.5 if body > 9 else 10.5, sign_size=8.5 if body > 9 else 8, sign_gap=3.4,
        note_size=8, note_pitch=3.3, foot_size=7,
        list_column=width - 2 * margin, list_size=body - 0.5, list_pitch=pitch - 0.2,
        steps=(Step(body, pitch, body, pitch, 13),),
    )  # fmt: skip


ROLL_80 = Roll(Paper.ROLL_80, 576, 79.5, _narrow(72, 1.0, 9.5, 4.25, 8), 4.7, 10.7, (3, 2), 4, True)
ROLL_58 = Roll(Paper.ROLL_58, 384, 57, _narrow(48, 0.5, 9, 4.0, 8), 4.3, 10, (3, 2), 4, False)
ROLLS = (ROLL_80, ROLL_58)


_PAGE_WIDTH = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)")


def roll_in(pdf: bytes) -> Roll | None:
    """Return the roll that a PDF of this room was pressed for, told by the width of its page; None for a sheet."""
    found = _PAGE_WIDTH.search(pdf)
    width = float(found[1]) * POINT if found else 0.0
    return next((roll for roll in ROLLS if abs(roll.width - width) < 0.5), None)


def roll_of(paper: Paper) -> Roll | None:
    """Return the roll a paper is; None for a sheet."""
    return next((roll for roll in ROLLS if roll.kind is paper), None)

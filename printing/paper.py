"""Sheets as data: margins, places and type sizes of every paper. Millimetres from the top left corner; sizes in pt.

Sources: margins and head from the annex of Decree 30/2020 (A4; scaled by us for A5); the rest is our own layout.
"""

from dataclasses import dataclass, replace
from enum import Enum


class Paper(Enum):
    """What a paper is printed on; A4_TWO is two copies (liên) side by side on one A4 landscape, a roll is thermal."""

    A4 = "a4"
    A5 = "a5"
    A4_TWO = "a4_two"
    ROLL_80 = "roll80"
    ROLL_58 = "roll58"


SHEETS = (Paper.A4, Paper.A5, Paper.A4_TWO)
"""What is no roll."""


@dataclass(frozen=True)
class Step:
    """One set of sizes for the body, the table (pt and mm between baselines) and the space for a signature (mm)."""

    body: float
    body_pitch: float
    table: float
    table_pitch: float
    signing: float


@dataclass(frozen=True)
class Sheet:
    """One sheet: every fixed place and size of the forms on it."""

    width: float
    height: float
    left: float
    right: float
    top: float
    strip_bottom: float
    strip_height: float
    foot_baseline: float
    head_size: float
    motto_size: float
    head_pitch: float
    head_gap: float
    row_size: float
    title_size: float
    title_gap: float
    copy_gap: float
    number_gap: float
    sign_size: float
    sign_gap: float
    most_signing: float
    foot_size: float
    note_size: float
    note_pitch: float
    most_notes: int
    bar_module: float
    bar_height: float
    qr_module: float
    lookup_in_notes: bool
    columns: tuple[float, float, float, float, float]
    list_column: float
    list_size: float
    list_pitch: float
    certified_label: str
    steps: tuple[Step, ...]

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def strip_top(self) -> float:
        """Where the rule of the code strip lies."""
        return self.strip_bottom - self.strip_height


A4_SHEET = Sheet(
    width=210, height=297, left=30, right=15, top=20,
    strip_bottom=277, strip_height=28.5, foot_baseline=283.5,
    head_size=12, motto_size=13, head_pitch=5.3, head_gap=7.5, row_size=13,
    title_size=14, title_gap=9, copy_gap=5.4, number_gap=6,
    sign_size=13, sign_gap=6, most_signing=28,
    foot_size=7.5, note_size=9, note_pitch=3.7, most_notes=3,
    bar_module=0.375, bar_height=10, qr_module=0.5, lookup_in_notes=False,
    columns=(9, 106, 14, 22, 14), list_column=80, list_size=11, list_pitch=4.6,
    certified_label="Bản chứng thực",
    steps=(
        Step(13, 7.0, 12, 5.4, 26), Step(13, 6.6, 12, 5.2, 25), Step(13, 6.2, 12, 5.0, 24),
        Step(13, 5.8, 11, 4.7, 22), Step(13, 5.5, 11, 4.5, 20),
    ),
)  # fmt: skip

A5_SHEET = Sheet(
    width=148, height=210, left=15, right=10, top=10,
    strip_bottom=198.5, strip_height=25.1, foot_baseline=203,
    head_size=9, motto_size=10, head_pitch=4.1, head_gap=5.8, row_size=10,
    title_size=12.5, title_gap=6.4, copy_gap=4.2, number_gap=4.6,
    sign_size=11, sign_gap=4.2, most_signing=18,
    foot_size=7, note_size=8, note_pitch=3.2, most_notes=2,
    bar_module=0.30, bar_height=8, qr_module=0.44, lookup_in_notes=True,
    columns=(7, 78, 12, 14, 12), list_column=59, list_size=9, list_pitch=3.8,
    certified_label="Chứng thực",
    steps=(
        Step(11, 5.2, 10, 4.4, 17), Step(11, 4.9, 10, 4.2, 16), Step(11, 4.6, 9.5, 4.0, 15),
        Step(11, 4.5, 9.5, 3.8, 14), Step(10.5, 4.35, 9.5, 3.75, 12.5), Step(10, 4.2, 9, 3.7, 13),
    ),
)  # fmt: skip

A4_WIDE_SHEET = replace(
    A4_SHEET, width=297, height=210, left=25, right=12, top=15, foot_baseline=197.5, head_pitch=5.2, head_gap=6.5
)
"""The register lies on its side and is bound on the left. It carries no codes, so the strip's places mean nothing."""

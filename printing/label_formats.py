"""Label sheets as data: A4 sheets of self-adhesive labels, mm. A new format is a row here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabelFormat:
    """One kind of sheet: labels across and down, their size, where the first begins, gaps between them, and how far
    from a label's edge nothing is printed.
    """

    name: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap_across: float = 0.0
    gap_down: float = 0.0
    inner: float = 6.0

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.across * self.down


LABEL_FORMATS = (
    LabelFormat("2x4", 2, 4, 99.1, 67.7, 4.65, 13.1, gap_across=2.5),
    LabelFormat("2x7", 2, 7, 99.1, 38.1, 4.65, 15.15, gap_across=2.5, inner=3.5),
    LabelFormat("3x7", 3, 7, 63.5, 38.1, 7.25, 15.15, gap_across=2.5, inner=3.5),
    LabelFormat("3x8", 3, 8, 70.0, 37.0, 0.0, 0.5, inner=5.0),
)


def format_named(name: str) -> LabelFormat:
    """Return the format of that name; KeyError when there is none."""
    return {kind.name: kind for kind in LABEL_FORMATS}[name]


@dataclass(frozen=True)
class Placement:
    """Where printing begins: the first free label (1 is the top left one, counted along the rows), and how far this
    printer must be shifted to the `right` and `down`, mm. ValueError when the sheet has no such label.
    """

    format: LabelFormat = LABEL_FORMATS[0]
    first: int = 1
    right: float = 0.0
    down: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.format.count:
            raise ValueError(self.first)

    def place(self, number: int) -> tuple[int, float, float]:
        """Return sheet (from 0), left and top edge of the label `number` (from 0) of this printing."""
        kind = self.format
        sheet, at = divmod(self.first - 1 + number, kind.count)
        row, column = divmod(at, kind.across)
        left = kind.left + column * (kind.width + kind.gap_across) + self.right
        return sheet, left, kind.top + row * (kind.height + kind.gap_down) + self.down

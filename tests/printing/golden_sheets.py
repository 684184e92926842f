"""The golden pages of the desk's own papers; `python -m tests.printing.golden_sheets` writes them anew to be compared.

They are set in the typeface that comes as a dependency, so that every machine draws the same places.
"""

from collections.abc import Callable
from pathlib import Path

from printing import sheets
from printing.fonts import Typeface, find_typeface, packaged_files
from tests.printing import sheet_samples
from tests.printing.drawn import as_json, facts_of
from tests.printing.samples import PRINTED_AT

FOLDER = Path(__file__).parent / "golden"
CASES: dict[str, Callable[[], object]] = {
    "bag_list": lambda: sheet_samples.bag_list(12),
    "postal_manifest": lambda: sheet_samples.postal_manifest(4),
    "joint_slip": lambda: sheet_samples.joint_slip(3),
    "village_list": lambda: sheet_samples.village_list(5),
    "uncollected_list": lambda: sheet_samples.uncollected_list(5),
    "apology_list": lambda: sheet_samples.apology_list(3),
    "day_closing": lambda: sheet_samples.day_closing(),
    "storm_notice": lambda: sheet_samples.storm_notice(),
    "lost_slip": lambda: sheet_samples.lost_slip(),
    "pad_sheets": lambda: sheet_samples.pad_sheets(1),
}


def facts(name: str, typeface: Typeface) -> list[list[str]]:
    """The facts of the golden case of that name, drawn now."""
    press: Callable[..., bytes] = getattr(sheets, f"press_{name}")
    return facts_of(press(CASES[name](), print_number=1, printed_at=PRINTED_AT, typeface=typeface))


def place(name: str) -> Path:
    """Where the golden of that name is kept."""
    return FOLDER / f"sheet_{name}.json"


def main() -> None:
    """Write every golden."""
    FOLDER.mkdir(exist_ok=True)
    typeface = find_typeface(None, [packaged_files()])
    for name in CASES:
        place(name).write_text(as_json(facts(name, typeface)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The golden pages of every paper; `python -m tests.printing.golden_papers` writes them anew to be compared.

They are set in the typeface that comes as a dependency, so that every machine draws the same places.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desk_app.domain.papers.day_closing import Drawer
from desk_app.domain.papers.folder_label import LabelSheets
from desk_app.domain.papers.return_receipt import ReturnedPaper
from desk_app.domain.slip import LegalProfile, SlipFee, SlipMark, SlipReappointment, SlipStage
from printing.fonts import Typeface, find_typeface, packaged_files
from printing.paper import Paper
from printing.press import press_form
from tests.printing import paper_samples as papers
from tests.printing import sheet_samples as sheets
from tests.printing.page_facts import Fact, as_json, facts_of
from tests.printing.samples import OFFICE, PRINTED_AT, everyday, longest

FOLDER = Path(__file__).parent / "golden"


def _old(content: Any) -> Any:
    return replace(content, head=replace(content.head, legal_profile=LegalProfile.TT01_2018))


def _with_everything() -> Any:
    return replace(
        everyday(),
        fees=(SlipFee("Lệ phí đăng ký khai sinh", 0, "miễn: đúng hạn"), SlipFee("Phí cấp bản sao trích lục", 8_000)),
        stage=SlipStage("Công an xã Cam Lâm", datetime(2026, 5, 4, 17, 0, tzinfo=OFFICE)),
        reappointment=SlipReappointment(datetime(2026, 5, 4, 17, 0, tzinfo=OFFICE), "09/PXL"),
        marks=frozenset(SlipMark),
    )


def _long_supplement() -> Any:
    return replace(papers.supplement(), reason="Một lý do cần nói rõ. " * 120)


def _many_results() -> Any:
    results = tuple(ReturnedPaper(f"Kết quả số {n} của hồ sơ", 1, f"{n}/2026") for n in range(1, 16))
    return replace(papers.return_receipt(), papers=results)


def _many_hops() -> Any:
    return replace(papers.control(), hops=(*papers.control().hops[:2] * 3, papers.control().hops[2]))


def _counted_by_hand() -> Any:
    drawer = Drawer(58_000, 2, "0004411", "0004412", None, None, 50_000, 20_000)
    return replace(sheets.day_closing(), drawer=drawer)


CASES: dict[str, tuple[Callable[[], object], Paper | None]] = {
    "receipt_a4": (everyday, Paper.A4),
    "receipt_a5": (everyday, Paper.A5),
    "receipt_two": (everyday, Paper.A4_TWO),
    "receipt_longest": (longest, Paper.A5),
    "receipt_everything": (_with_everything, Paper.A4),
    "supplement": (papers.supplement, None),
    "supplement_two_pages": (_long_supplement, None),
    "refusal": (papers.refusal, None),
    "apology": (papers.apology, None),
    "apology_2018": (lambda: _old(papers.apology()), None),
    "stop": (papers.stop, None),
    "control": (papers.control, None),
    "control_2018": (lambda: _old(papers.control()), None),
    "control_two_pages": (_many_hops, None),
    "register": (papers.register, None),
    "register_cover": (papers.cover, None),
    "return_receipt": (papers.return_receipt, None),
    "return_receipt_two_pages": (_many_results, None),
    "receipt_roll80": (everyday, Paper.ROLL_80),
    "receipt_roll58": (everyday, Paper.ROLL_58),
    "supplement_roll80": (papers.supplement, Paper.ROLL_80),
    "supplement_roll58": (papers.supplement, Paper.ROLL_58),
    "refusal_roll80": (papers.refusal, Paper.ROLL_80),
    "refusal_roll58": (papers.refusal, Paper.ROLL_58),
    "stop_roll80": (papers.stop, Paper.ROLL_80),
    "stop_roll58": (papers.stop, Paper.ROLL_58),
    "bag": (lambda: sheets.bag_list(12), None),
    "postal_manifest": (lambda: sheets.postal_manifest(4), None),
    "joint_slip": (lambda: sheets.joint_slip(3), None),
    "village_list": (lambda: sheets.village_list(5), None),
    "uncollected_list": (lambda: sheets.uncollected_list(5), None),
    "apology_list": (lambda: sheets.apology_list(3), None),
    "closing": (sheets.day_closing, None),
    "closing_counted_by_hand": (_counted_by_hand, None),
    "closure_notice": (sheets.storm_notice, None),
    "lost_slip": (sheets.lost_slip, None),
    "pad": (lambda: sheets.pad_sheets(1), None),
    "labels_2x4": (lambda: LabelSheets(sheets.labels(5), "2x4", 2), None),
    "labels_2x7": (lambda: LabelSheets(sheets.labels(5), "2x7", 2), None),
    "labels_3x7": (lambda: LabelSheets(sheets.labels(5), "3x7", 2), None),
    "labels_3x8": (lambda: LabelSheets(sheets.labels(5), "3x8", 2), None),
}
"""Each case: its content, and the paper it is printed on (None: the usual one)."""


def facts(name: str, typeface: Typeface) -> list[list[Fact]]:
    """The facts of the golden case of that name, drawn now."""
    make, paper = CASES[name]
    return facts_of(press_form(make(), paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface))


def place(name: str) -> Path:
    """Where the golden of that name is kept."""
    return FOLDER / f"paper_{name}.json"


def main() -> None:
    """Write every golden."""
    FOLDER.mkdir(exist_ok=True)
    typeface = find_typeface(None, [packaged_files()])
    for name in CASES:
        place(name).write_text(as_json(facts(name, typeface)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Pictures of these pages with real data: `python -m tests.ui.pages.pictures FOLDER [NAME…]`. To be looked at."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk_app.domain.errors import DeskError
from desk_app.domain.events import SubmittedPaper
from desk_app.usecases import progress
from desk_app.usecases.intake import Application, receive
from tests.ui.pages.seed import GUARDIAN, PEOPLE, STATUS, office_with_a_morning
from tests.ui.pages.stage import HIGH, WIDE, Stage
from ui.look import Look
from ui.pages.dossiers.page import DossiersPage
from ui.pages.hand_over.page import HandOverPage
from ui.pages.intake.page import IntakePage
from ui.pages.today.page import TodayPage
from ui.resources.tokens import DARK, LIGHT

CARD = "066198004217||Nguyễn Thị Thuỷ Tiên|14081998|Nữ|Thôn 4, xã Suối Hương, tỉnh Đắk Lắk|15042021"
READY = "000.00.18.H32-261204-1001"


class DiskFullError(DeskError):
    """Stands for the storage room's error of the same name."""


def searching(stage: Stage) -> None:
    stage.write("hon nhan")


def with_draft(stage: Stage) -> None:
    stage.write("giam ho")
    stage.press("Enter", "Enter")
    stage.write("Lương Ỷ Nhi")
    stage.press("Ctrl+N")


def chosen(stage: Stage) -> None:
    searching(stage)
    stage.press("Enter")


def ready(stage: Stage) -> None:
    chosen(stage)
    stage.press("Space", "Space", "Alt+K")
    stage.scan(CARD)
    stage.press("Enter")
    stage.write("0905318246")
    stage.press("Enter", "Enter")


def at_once(stage: Stage) -> None:
    stage.write("2.000815")
    stage.press("Enter", "Space", "Alt+K")
    stage.scan(CARD)


def same_kind(stage: Stage) -> None:
    ready(stage)
    stage.press("Alt+V")


def reuse(stage: Stage) -> None:
    """Papers given before: one that counts, one that does not, and a namesake under way."""
    names = [paper.name for paper in stage.office.store.catalogue().get(STATUS).papers]
    held = (
        SubmittedPaper(names[1], copies=1, valid_until=date(2026, 12, 1)),
        SubmittedPaper(names[6], copies=1, valid_until=date(2027, 3, 1)),
    )
    receive(stage.office, Application(GUARDIAN, PEOPLE["tien"], papers=held))
    searching(stage)
    stage.press("Enter")
    stage.scan(CARD)
    stage.press("Alt+D")


def charge(stage: Stage) -> None:
    stage.write("2.000815")
    stage.press("Enter", "Space", "Alt+K")
    stage.scan(CARD)
    stage.press("Alt+P")
    stage.write("12")


def more_fees(stage: Stage) -> None:
    charge(stage)
    stage.press("Alt+T", "↓", "Alt+T", *("↓",) * 7)


def channel(stage: Stage) -> None:
    ready(stage)
    stage.press("Alt+R")


def side_by_side(stage: Stage) -> None:
    chosen(stage)
    stage.press("Space", "Space", "Alt+K", "Enter")
    stage.write("Nguyen Thi Thuy Tiem")
    stage.press("Tab", "Tab")
    stage.write("14/08/1998")
    stage.press("Ctrl+Enter")


def two_people(stage: Stage) -> None:
    chosen(stage)
    stage.press("Space", "Space", "Alt+K")
    stage.scan(CARD)
    page = stage.page
    assert isinstance(page, IntakePage)
    page.person.same.setFocus()
    stage.press("Space")
    stage.write(PEOPLE["wol"].name[:4])


def late_entry(stage: Stage) -> None:
    chosen(stage)
    stage.press("Alt+L")
    stage.write("07/12/2026 16:20")


def why(stage: Stage) -> None:
    ready(stage)
    stage.press("Ctrl+E")


def wrong(stage: Stage) -> None:
    chosen(stage)
    stage.press("Space", "Space", "Alt+K", "Enter")
    stage.write("Trần Văn Chương")
    stage.press("Tab")
    stage.write("066-198")
    stage.press("Tab")
    stage.write("31/02/1998")
    stage.press("Ctrl+Enter")


def disk_full(stage: Stage) -> None:
    ready(stage)
    stage.press("Alt+V")
    stage.write("bổ sung cho hồ sơ trước")
    stage.memory.fail_with = DiskFullError()
    stage.press("Enter", "Enter", "Enter")


def saved(stage: Stage) -> None:
    ready(stage)
    stage.press("Alt+V")
    stage.write("bổ sung cho hồ sơ trước")
    stage.press("Enter", "Enter", "Enter")


def refusing(stage: Stage) -> None:
    ready(stage)
    stage.press("Alt+T")


def found(stage: Stage) -> None:
    stage.write("thuy tien")


def found_late(stage: Stage) -> None:
    stage.write("uoc")
    stage.press("↓")


def not_found(stage: Stage) -> None:
    stage.write("chứng tử bà Sáu")


def presented(stage: Stage) -> None:
    stage.scan(READY)


def represented(stage: Stage) -> None:
    stage.scan(READY)
    stage.press("Alt+3")
    stage.write("Trương Kỳ Anh")


def too_early(stage: Stage) -> None:
    stage.scan("000.00.18.H32-261127-1001")


def named_result(stage: Stage) -> None:
    number = "000.00.18.H32-261204-1003"
    progress.shelve(stage.office, number, "Ngăn 3")
    progress.finish(stage.office, number, result=progress.Result("Giấy chứng nhận đăng ký", "125/GCN"))
    stage.scan(number)


def handed_over(stage: Stage) -> None:
    stage.scan(READY)
    stage.press("Enter")


def as_it_opens(stage: Stage) -> None:
    stage.settle()


SCENES: dict[str, tuple[type, Callable[[Stage], None]]] = {
    "today": (TodayPage, as_it_opens),
    "intake-open": (IntakePage, as_it_opens),
    "intake-search": (IntakePage, searching),
    "intake-draft": (IntakePage, with_draft),
    "intake-chosen": (IntakePage, chosen),
    "intake-ready": (IntakePage, ready),
    "intake-at-once": (IntakePage, at_once),
    "intake-same-kind": (IntakePage, same_kind),
    "intake-reuse": (IntakePage, reuse),
    "intake-charge": (IntakePage, charge),
    "intake-more-fees": (IntakePage, more_fees),
    "intake-channel": (IntakePage, channel),
    "intake-side-by-side": (IntakePage, side_by_side),
    "intake-two-people": (IntakePage, two_people),
    "intake-late-entry": (IntakePage, late_entry),
    "intake-why": (IntakePage, why),
    "intake-wrong": (IntakePage, wrong),
    "intake-disk-full": (IntakePage, disk_full),
    "intake-saved": (IntakePage, saved),
    "intake-refusing": (IntakePage, refusing),
    "dossiers": (DossiersPage, found),
    "dossiers-late": (DossiersPage, found_late),
    "dossiers-nothing": (DossiersPage, not_found),
    "dossiers-open": (DossiersPage, as_it_opens),
    "hand-over-open": (HandOverPage, as_it_opens),
    "hand-over": (HandOverPage, presented),
    "hand-over-named": (HandOverPage, named_result),
    "hand-over-representative": (HandOverPage, represented),
    "hand-over-late": (HandOverPage, too_early),
    "hand-over-done": (HandOverPage, handed_over),
}
SIZES = {"": (WIDE, HIGH), "-768": (1366, 768), "-1280": (1280, 690), "-compact": (910, 490), "-1920": (1920, 1000)}


def take(folder: Path, name: str, size: tuple[int, int], suffix: str) -> None:
    """Put the page on a stage of `size`, do what the scene does, and write the picture."""
    page, act = SCENES[name]
    stage = Stage(page, office_with_a_morning())
    stage.window.resize(*size)
    stage.settle()
    act(stage)
    stage.settle()
    stage.window.grab().save(str(folder / f"{name}{suffix}.png"))
    stage.close()


def main() -> None:
    folder, wanted = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look()
    look.wear(app)
    for name in SCENES:
        for suffix, size in SIZES.items():
            if (wanted and f"{name}{suffix}" not in wanted) or (not wanted and suffix):
                continue
            take(folder, name, size, suffix)
        for suffix, tokens, percent in (("-dark", DARK, 100), ("-150", LIGHT, 150)):
            if f"{name}{suffix}" in wanted:
                look.show_in(app, tokens, percent)
                take(folder, name, (1920, 1035) if percent > 100 else (WIDE, HIGH), suffix)
                look.show_in(app, LIGHT, 100)


if __name__ == "__main__":
    main()

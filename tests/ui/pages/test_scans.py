"""Bản quét on Hồ sơ, by keys: attached to a paper, looked at page by page, taken off with a reason."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.scan_errors import NoScannerError, PdfScriptError
from desk_app.domain.scan_events import ScanRemoved
from desk_app.scan_ports import ScanDocument
from desk_app.usecases import scans, upkeep
from desk_app.usecases.office import Office
from tests.ui.pages.move_hands import Hands
from tests.ui.pages.scan_hands import QuickHands
from ui.dialogs.question import ReasonDialog
from ui.dialogs.scans.folder import FolderFiles
from ui.dialogs.scans.shelf import ScanShelf
from ui.dialogs.scans.viewer import ScanViewer


@pytest.fixture
def quick(hands: Hands) -> QuickHands:
    quick = QuickHands()
    hands.page.scans.serve(quick)
    return quick


def shelf_of(hands: Hands) -> ScanShelf:
    shelf = hands.page.scans.shelf
    assert shelf is not None
    return shelf


def said(hands: Hands) -> str:
    return shelf_of(hands).said.text()


def kept(office: Office, hands: Hands) -> list[tuple[int, int, str]]:
    return [(row.paper, row.pages, row.source) for row in office.store.scans.of_dossier(hands.number)]


def test_a_page_from_the_glass_is_attached_to_the_paper_under_the_cursor(
    hands: Hands, quick: QuickHands, office: Office
) -> None:
    hands.stage.press("Alt+4", "↓", "Alt+Q")
    assert quick.asked == [("scanner", "", False)] and kept(office, hands) == [(2, 1, "scanner")]
    assert said(hands) == "Đã lưu bản quét 1 trang"
    assert shelf_of(hands).scan == office.store.scans.of_dossier(hands.number)[0].scan
    assert shelf_of(hands).paper == 2
    quick.pages = 3
    hands.stage.press("Alt+K", "Esc")
    assert kept(office, hands) == [(2, 1, "scanner"), (2, 3, "scanner")]
    assert any("4 trang" in cell.text for line in hands.page.detail.papers.lines for cell in line.cells)


def test_files_are_chosen_and_attached(hands: Hands, quick: QuickHands, office: Office) -> None:
    hands.stage.press("Alt+4", "Alt+T")
    assert quick.asked == []  # the clerk chose nothing
    quick.paths = ["/a.pdf", "/b.png"]
    hands.stage.press("Alt+T")
    assert quick.asked == [("files", "/a.pdf", "/b.png")] and kept(office, hands) == [(1, 1, "file")]


def test_the_newest_file_of_the_folder_is_offered_first(hands: Hands, quick: QuickHands, office: Office) -> None:
    hands.stage.press("Alt+4", "Alt+M")
    assert "thư mục" in said(hands)
    hands.stage.press("Esc")
    upkeep.change_setting(office, "scan_folder", "/quét")
    quick.names = ["cũ.pdf", "mới.pdf"]
    hands.stage.press("Alt+4", "Alt+M", "Enter")
    assert quick.asked == [("folder", "/quét", "mới.pdf")] and kept(office, hands) == [(1, 1, "folder")]
    hands.stage.press("Alt+M", "Alt+K")
    assert quick.asked[1:] == [("folder", "/quét", "cũ.pdf", "mới.pdf")]
    quick.names = []
    hands.stage.press("Alt+M", "Enter")
    assert hands.stage.window.findChildren(FolderFiles) and len(quick.asked) == 2
    hands.stage.press("Esc", "Esc")
    assert hands.page.scans.shelf is None


def test_what_is_refused_is_said_on_the_shelf_and_nothing_is_kept(
    hands: Hands, quick: QuickHands, office: Office
) -> None:
    quick.wrong = PdfScriptError(name="a.pdf")
    quick.paths = ["/a.pdf"]
    hands.stage.press("Alt+4", "Alt+T")
    assert said(hands).startswith("Tệp PDF a.pdf có chứa chương trình.")
    quick.wrong = NoScannerError()
    hands.stage.press("Alt+Q")
    assert said(hands).startswith("Không thấy máy quét nào.") and kept(office, hands) == []


def test_on_a_nearly_full_disk_the_scanner_is_not_even_asked(
    hands: Hands, quick: QuickHands, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(office.store.scans), "free_bytes", lambda self: 1024)
    hands.stage.press("Alt+4", "Alt+Q")
    assert quick.asked == [] and "200 MB" in said(hands)


def test_while_pages_are_made_nothing_else_is_begun_and_closing_loses_none(
    hands: Hands, quick: QuickHands, office: Office
) -> None:
    quick.waits = True
    hands.stage.press("Alt+4", "Alt+Q")
    assert said(hands) == "Đang quét…" and not shelf_of(hands).buttons["files"].isEnabled()
    hands.stage.press("Alt+Q", "Esc")
    assert len(quick.asked) == 1 and hands.page.scans.shelf is None
    quick.arrive()
    hands.stage.settle()
    assert kept(office, hands) == [(1, 1, "scanner")]


def test_a_scan_is_read_page_by_page_larger_and_smaller(hands: Hands, quick: QuickHands, office: Office) -> None:
    quick.pages = 2
    hands.stage.press("Alt+4", "Alt+Q", "Enter")
    (viewer,) = hands.stage.window.findChildren(ScanViewer)
    page = viewer.findChild(QLabel, "scan_page")
    assert page is not None and page.text() == "Trang 1/2"
    hands.stage.press("PgDn", "PgDn")
    assert page.text() == "Trang 2/2"
    width = quick.drawn[-1][1]
    hands.stage.press("+", "−", "−")
    assert [(page, wide > width, wide < width) for page, wide in quick.drawn[-3:]] == [
        (2, True, False), (2, False, False), (2, False, True)
    ]  # fmt: skip
    hands.stage.press("PgUp")
    assert page.text() == "Trang 1/2" and viewer.picture.pixmap().width() > 100
    hands.stage.press("Esc")
    assert hands.page.scans.shelf is not None  # back on the shelf


def test_a_scan_that_is_damaged_is_said_and_not_shown(hands: Hands, quick: QuickHands, office: Office) -> None:
    hands.stage.press("Alt+4", "Alt+Q")
    row = office.store.scans.of_dossier(hands.number)[0]
    for path in office.store.scans._folder.iterdir():  # type: ignore[attr-defined]
        path.write_bytes(b"")
    hands.stage.press("Enter")
    assert f"bản quét số {row.scan} đã hỏng" in said(hands)
    assert not hands.stage.window.findChildren(ScanViewer)


def test_a_scan_is_taken_off_only_with_a_reason(hands: Hands, quick: QuickHands, office: Office) -> None:
    hands.stage.press("Alt+4", "Alt+Q", "Alt+X", "Ctrl+Enter")
    assert len(kept(office, hands)) == 1  # no reason yet
    hands.stage.write("Quét nhầm người")
    hands.stage.press("Ctrl+Enter")
    assert kept(office, hands) == [] and said(hands) == "Đã bỏ bản quét"
    last = office.store.register.dossier(hands.number).history[-1].body
    assert isinstance(last, ScanRemoved) and last.reason == "Quét nhầm người"
    hands.stage.press("Alt+X")
    assert not [dialog for dialog in hands.stage.window.findChildren(ReasonDialog) if dialog.isVisible()]


def test_without_hands_no_scan_is_offered(hands: Hands) -> None:
    hands.stage.press("Alt+4")
    assert hands.page.scans.shelf is None


def test_every_paper_has_its_line_and_what_is_on_none_of_them_too(
    hands: Hands, quick: QuickHands, office: Office
) -> None:
    papers = office.store.register.dossier(hands.number).papers
    scans.attach(office, hands.number, ScanDocument(b"x", 2))
    hands.stage.press("Alt+4")
    words = [line.cells[0].text or line.cells[1].text for line in shelf_of(hands).list.lines]
    assert words[: len(papers)] == [f"{place}. {paper.name}" for place, paper in enumerate(papers, 1)]
    assert words[-2] == "Giấy tờ khác" and words[-1].startswith("Bản 1 · 2 trang")
    assert isinstance(hands.stage.find(QWidget, "scans_of_dossier"), QWidget)

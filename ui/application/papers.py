"""Slips on their way to paper: pressed, sent to the printer, or opened as PDF where there is none."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from desk_app.domain.errors import DeskError
from desk_app.settings import Settings
from desk_app.usecases.list_papers import ListPaper
from ui.application.viewer import shown_outside
from ui.composition.folders import default_cache
from ui.composition.machine import SystemClock
from ui.composition.paper import FolderPrinter, Pressed, Printer, job_news_of, printer_named, printer_state_of
from ui.composition.press_beside import WindowPress
from ui.job_watch import JobNews
from ui.opened_pdf import OpenedPdf


class Papers:
    """Presses and sends. `folder` prints into a folder instead of a printer (a day without one)."""

    def __init__(self, folder: Path | None = None, shown: Callable[[Path], bool] | None = None) -> None:
        self._press = WindowPress(default_cache())
        self._folder = folder
        self._show = shown or shown_outside
        self._opened: tempfile.TemporaryDirectory[str] | None = None
        self.printer_name = self._roll_printer = ""
        self._roll_cut = True

    def settings_known(self, settings: Settings) -> None:
        """Print to the printers these settings name: one for sheets, perhaps a thermal one for rolls."""
        self.printer_name, self._roll_printer = settings["printer"], settings["roll_printer"]
        self._roll_cut = settings["roll_cut"] == "yes"

    def press(self, content: object, paper: str, print_number: int, printed_at: datetime) -> Pressed:
        """Return the PDF of a slip."""
        return self._press.press(content, paper, print_number, printed_at)

    def press_ready(self) -> None:
        """Have the press running before a slip is wanted. Some milliseconds: not on the window's thread."""
        self._press.warm()

    def press_rests(self) -> None:
        """End the press until the next slip, unless it is at work. Not on the window's thread either."""
        self._press.rest()

    def send(self, pdf: bytes, title: str) -> object:
        """Hand a PDF to the printer and return its job; NoPrinterError or PrinterRefusedError."""
        return self._printer().send(pdf, title)

    def job_news(self, job: object) -> JobNews:
        """Return what became of a job, and what holds it up. May take seconds: not on the window's thread."""
        return JobNews(*job_news_of(self.printer_name, job))

    def printer_state(self) -> str:
        """Return how the printer is: ready, printing, stopped or none. May take seconds: ask on a lane."""
        return "ready" if self._folder else printer_state_of(self.printer_name)

    def open_pdf(self, pdf: bytes, title: str) -> OpenedPdf:
        """Show a PDF in the machine's own viewer and say where it lies. Takes seconds: not on the window's thread."""
        if self._opened is None:
            self._opened = tempfile.TemporaryDirectory(prefix="quay-mot-cua-")
        path = Path(self._opened.name) / f"{title}.pdf"
        path.write_bytes(pdf)
        return OpenedPdf(str(path), self._show(path))

    def print_recovery(self, agency_name: str, officer_name: str, code: str) -> str:
        """Print the sheet with the recovery code; return what to say. Without a printer the sheet opens as PDF."""
        pdf = self._press.press_recovery(agency_name, officer_name, code, SystemClock().now())
        try:
            self.send(pdf, "ma-khoi-phuc")
        except DeskError:
            opened = self.open_pdf(pdf, "ma-khoi-phuc")
            return f"{opened.sentence('Tờ mã')} Xin in tệp ấy hoặc chép mã ra giấy."
        return "Đã gửi ra máy in."

    def print_now(self, lists: Sequence[ListPaper]) -> str:
        """Print lists that no queue holds, as they stand; return what to say. Without a printer they open as PDF."""
        opened: list[OpenedPdf] = []
        for paper in lists:
            pdf = self._press.press(paper.content, "a4", 1, SystemClock().now()).pdf
            try:
                self.send(pdf, paper.title)
            except DeskError:
                opened.append(self.open_pdf(pdf, paper.title))
        return opened[-1].sentence("Danh sách") if opened else "Danh sách đã gửi ra máy in."

    def close(self) -> None:
        """End the press and remove what was only opened for looking: it holds personal data."""
        self._press.close()
        if self._opened is not None:
            self._opened.cleanup()

    def _printer(self) -> Printer:
        if self._folder:
            return FolderPrinter(self._folder)
        return printer_named(self.printer_name, self._roll_printer, roll_cut=self._roll_cut)

"""Slips become PDF and go to a printer here: the paper room is imported only when something is printed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desk_app.domain.errors import BadInputError
from desk_app.domain.slip import Slip
from desk_app.settings import PAPERS

if TYPE_CHECKING:
    from printing.fonts import Typeface


class PaperError(BadInputError):
    """`value` is no sheet we print on; `allowed` are."""


class NotARollError(BadInputError):
    """The paper `paper` is no roll: there are no dots of it for a thermal printer."""


class NoSuchPageError(BadInputError):
    """The slips have no page `page`."""


class Printer(Protocol):
    """Takes a PDF; DeskError when it does not."""

    def send(self, pdf: bytes, title: str, copies: int = 1) -> object:
        """Hand the PDF over; the printing itself is not awaited."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A PDF and its SHA-256."""

    pdf: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class PressedBook:
    """A PDF of many slips with its SHA-256: how many pages the whole has, and the first slip in it (from 0)."""

    pdf: bytes
    digest: bytes
    pages: int
    first: int


def known_paper(paper: str) -> str:
    """Return `paper` if it is a sheet we print on; PaperError."""
    if paper not in PAPERS:
        raise PaperError(value=paper, allowed=PAPERS)
    return paper


class Press:
    """Presses slips in this process, for the command line; the fonts are cut once into `cache` and kept in memory."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._typeface: Typeface | None = None

    def press(self, content: object, paper: str, print_number: int, printed_at: datetime) -> Pressed:
        """Return the PDF of a paper's content; the same arguments give the same bytes."""
        from printing.contents import press_content
        from printing.fonts import find_typeface

        sheet = known_paper(paper)
        if self._typeface is None:
            self._typeface = find_typeface(self._cache)
        pdf = press_content(content, sheet, print_number=print_number, printed_at=printed_at, typeface=self._typeface)
        return Pressed(pdf, hashlib.sha256(pdf).digest())

    def fitting(self, content: object, paper: str) -> str:
        """Return `paper` if the content's form is laid out for it, else the form's usual sheet; PaperError."""
        from printing.forms.registry import form_of
        from printing.paper import Paper

        return form_of(content).fitting(Paper(known_paper(paper))).value

    def roll_bytes(self, pdf: bytes, paper: str, *, has_cutter: bool) -> bytes:
        """Return the bytes a thermal printer takes for a PDF pressed for a roll; NotARollError for a sheet."""
        from printing.thermal import roll_bytes

        sent = roll_bytes(pdf, has_cutter=has_cutter)
        if sent is None:
            raise NotARollError(paper=paper)
        return sent

    def press_book(
        self, slips: Sequence[tuple[Slip, int]], paper: str, printed_at: datetime, from_page: int = 1
    ) -> PressedBook:
        """Return many slips, each with its print number, in one PDF, from a page on (1 is all); NoSuchPageError."""
        from printing.book import press_book
        from printing.fonts import find_typeface
        from printing.paper import Paper

        if self._typeface is None:
            self._typeface = find_typeface(self._cache)
        sheet = Paper(known_paper(paper))
        try:
            book = press_book(slips, sheet, printed_at=printed_at, typeface=self._typeface, from_page=from_page)
        except IndexError as error:
            raise NoSuchPageError(page=from_page) from error
        return PressedBook(book.pdf, hashlib.sha256(book.pdf).digest(), book.pages, book.slip_on(from_page))

    def press_recovery(self, agency_name: str, officer_name: str, code: str, made_on: datetime) -> bytes:
        """Return the sheet with the recovery code, to be kept in a sealed envelope."""
        from printing.press import press_recovery

        return press_recovery(agency_name, officer_name, code, made_on.date())


class PaperLetters:
    """Which letters the papers of this machine can show. Vietnamese costs nothing, a rarer letter a look."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._typeface: Typeface | None = None

    def unprintable_in(self, text: str) -> str:
        """Return the first character no paper here can show, by number and name; empty when all can be shown."""
        if text.isascii():
            return ""
        from printing.letters import REQUIRED, clean, in_full

        line = clean(text)
        if set(line) <= set(REQUIRED):  # every typeface that is accepted at all has these
            return ""
        from printing.errors import FontMissingError, UnprintableCharacterError
        from printing.fonts import find_typeface

        try:
            self._typeface = (self._typeface or find_typeface(self._cache)).covering(line)
        except UnprintableCharacterError as error:
            return in_full(error.character)
        except FontMissingError:
            return ""  # without any typeface the slip waits, and the In giấy page says what to install
        return ""


class FolderPrinter:
    """“Prints” into a folder, one PDF a slip: for the day without a screen, and for a desk without a printer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Write the file; return its name."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{title}.pdf"
        path.write_bytes(pdf)
        return path.name


class CounterPrinters:
    """The printer for sheets, and the thermal one: what was pressed for a roll goes there as dots."""

    def __init__(self, sheets: Printer, roll_printer: str, *, has_cutter: bool = True) -> None:
        self._sheets = sheets
        self._roll_printer = roll_printer
        self._has_cutter = has_cutter

    def send(self, pdf: bytes, title: str, copies: int = 1) -> object:
        """Hand the PDF, or its dots, over; what `LpPrinter.send` raises."""
        from printing.rolls import roll_in

        if roll_in(pdf) is None:
            return self._sheets.send(pdf, title, copies)
        from printing.printer import LpPrinter
        from printing.thermal import roll_bytes

        sent = roll_bytes(pdf, has_cutter=self._has_cutter) or pdf
        return LpPrinter(self._roll_printer).send_raw(sent * copies, title)


def printer_named(name: str, roll_printer: str = "", *, roll_cut: bool = True) -> Printer:
    """Return the printer of the print service (empty: the default one). Costs nothing until something is sent.

    With a `roll_printer` rolls go to that thermal printer as ESC/POS dots (it cuts them with `roll_cut`).
    """
    from printing.printer import LpPrinter

    sheets = LpPrinter(name or None)
    return CounterPrinters(sheets, roll_printer, has_cutter=roll_cut) if roll_printer else sheets


def printer_state_of(name: str) -> str:
    """Return how that printer is (empty: the default one): ready, printing, stopped or none."""
    from printing.printer import LpPrinter

    return LpPrinter(name or None).state().value


def job_news_of(name: str, job: object) -> tuple[str, str]:
    """Return what became of a job sent to that printer, and what holds it up while it waits.

    The first is waiting, done, failed or unknown; the second a word of `printing.printer_trouble`, or "".
    What is no job of a print service (a file in a folder) is done.
    """
    from printing.printer import JobId, JobState, LpPrinter
    from printing.printer_trouble import trouble_of

    if not isinstance(job, JobId):
        return "done", ""
    printer = LpPrinter(name or None)
    state = printer.job_state(job)
    if state in (JobState.DONE, JobState.FAILED):
        return state.value, ""
    trouble = trouble_of(printer)
    if state is JobState.UNKNOWN and trouble != "none":
        return state.value, ""  # the service answers and has forgotten the job: it forgets only what is done
    return JobState.WAITING.value, trouble

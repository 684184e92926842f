"""The slips of a whole day or month in one go: for a morning after a night without a printer, or for the archive."""

from collections.abc import Iterable
from datetime import date, timedelta

from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Received, SlipPrinted
from desk_app.domain.life_events import Registered
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.slip import Slip
from desk_app.usecases.office import Office
from desk_app.usecases.paper_scene import scene_of
from desk_app.usecases.receipts import receipt


class NoSuchSlipError(BadInputError):
    """The day or month `on` has `slips` slips: there is none from the one at place `first` on."""


def days_of_month(first: date) -> tuple[date, ...]:
    """Return the days of the month that holds `first`, in order."""
    every = (first.replace(day=1) + timedelta(days=count) for count in range(31))
    return tuple(day for day in every if day.month == first.month)


def check_first(on: str, slips: int, first: int) -> None:
    """NoSuchSlipError unless a day (or month) with so many slips has one at place `first` (1 is the first)."""
    if not 1 <= first <= slips:
        raise NoSuchSlipError(on=on, slips=slips, first=first)


def slips_of(office: Office, days: Iterable[date]) -> tuple[tuple[Slip, int], ...]:
    """Return (slip as at reception, print number) of everything received on some days, in the order of the numbers."""
    register = office.store.register
    book = []
    for row in (row for on in days for row in office.store.books.receptions(on)):
        dossier = register.dossier(row.number)
        if isinstance(dossier.intake, Received | Registered):
            bodies = [event.body for event in dossier.history]
            printed = [each.print_number for each in bodies if isinstance(each, SlipPrinted) and each.form == RECEIPT]
            slip = receipt(scene_of(office, row.number, PaperName(RECEIPT)))
            book.append((slip, max(printed, default=0) + 1))
    return tuple(book)


def day_printed(office: Office, book: tuple[tuple[Slip, int], ...], paper: str, digest: bytes) -> None:
    """Log that these slips went into one file; `digest` is SHA-256 of the file. One transaction."""
    if not book:
        return
    with office.store.unit_of_work(office.actor) as work:
        for slip, print_number in book:
            work.append(SlipPrinted(RECEIPT, paper, print_number, digest), dossier=slip.number)
        work.commit()

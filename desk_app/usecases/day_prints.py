"""The slips of a whole day in one go: for a morning after a night without a printer, or for the archive."""

from datetime import date

from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Received, SlipPrinted
from desk_app.domain.life_events import Registered
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.slip import Slip
from desk_app.usecases.office import Office
from desk_app.usecases.paper_scene import scene_of
from desk_app.usecases.receipts import receipt


class NoSuchSlipError(BadInputError):
    """The day `on` has `slips` slips: there is none from the one at place `first` on."""


def check_first(on: date, slips: int, first: int) -> None:
    """NoSuchSlipError unless a day with so many slips has one at place `first` (1 is the first)."""
    if not 1 <= first <= slips:
        raise NoSuchSlipError(on=on, slips=slips, first=first)


def slips_of_day(office: Office, on: date) -> tuple[tuple[Slip, int], ...]:
    """Return (slip, print number) of everything received on a day, in the order of the numbers."""
    register = office.store.register
    book = []
    for row in office.store.books.receptions(on):
        dossier = register.dossier(row.number)
        if isinstance(dossier.intake, Received | Registered):
            prints = (event.body for event in dossier.history if isinstance(event.body, SlipPrinted))
            printed = [each.print_number for each in prints if each.form == RECEIPT]
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

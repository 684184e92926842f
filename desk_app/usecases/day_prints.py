"""The slips of a whole day or month in one go: for a morning after a night without a printer, or for the archive."""

from collections.abc import Iterable
from datetime import date, timedelta

from desk_app.domain.errors import BadInputError
from desk_app.domain.events import SlipPrinted
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.slip import Slip
from desk_app.ports import PrintState
from desk_app.usecases.acts import ask_paper
from desk_app.usecases.office import Office
from desk_app.usecases.paper_scene import scene_of
from desk_app.usecases.receipts import receipt

MOST_DAYS = 366


class NoSuchSlipError(BadInputError):
    """The day or month `on` has `slips` slips: there is none from the one at place `first` on."""


class BatchDaysError(BadInputError):
    """A batch from `first` to `last`: the days stand in the wrong order, or are more than `most`."""


class EmptyBatchError(BadInputError):
    """From `first` to `last` no slip was given out."""


class NotInBatchError(BadInputError):
    """The slip `number` is not among those from `first` to `last`."""


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
    for number in (number for on in days for number in _slips_on(office, on)):
        bodies = [event.body for event in register.dossier(number).history]
        printed = [each.print_number for each in bodies if isinstance(each, SlipPrinted) and each.form == RECEIPT]
        slip = receipt(scene_of(office, number, PaperName(RECEIPT)))
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


def queue_batch(office: Office, first: date, last: date, note: str, *, paper: str = "", start: str = "") -> int:
    """Put the slips of these days into the print queue, in the order of their numbers; return how many.

    Each is a print of its own, so that a jam or a power cut leaves the queue at the slip it reached. `note` marks them
    as a batch while they wait; `start` is the number of the first slip to print, after others came out already.
    One transaction. BatchDaysError, EmptyBatchError, NotInBatchError.
    """
    if not 0 <= (last - first).days < MOST_DAYS:
        raise BatchDaysError(first=first, last=last, most=MOST_DAYS)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    numbers = [number for on in days for number in _slips_on(office, on)]
    if not numbers:
        raise EmptyBatchError(first=first, last=last)
    if start and start not in numbers:
        raise NotInBatchError(number=start, first=first, last=last)
    wanted = numbers[numbers.index(start) :] if start else numbers
    with office.store.unit_of_work(office.actor) as work:
        for number in wanted:
            print_id = ask_paper(work, number, PaperName(RECEIPT), paper)
            work.settle_print(print_id, PrintState.WAITING, note)
        work.commit()
    return len(wanted)


def drop_batch(office: Office, note: str) -> int:
    """Take what still waits of a batch off the queue; return how many. One transaction."""
    waiting = [row for row in office.store.register.prints((PrintState.WAITING,)) if row.note == note]
    with office.store.unit_of_work(office.actor) as work:
        for row in waiting:
            work.settle_print(row.print_id, PrintState.CANCELLED)
        work.commit()
    return len(waiting)


def _slips_on(office: Office, on: date) -> list[str]:
    """Return what was received on a day; a refused or only registered dossier has no slip."""
    return [row.number for row in office.store.books.receptions(on) if row.due_at is not None]

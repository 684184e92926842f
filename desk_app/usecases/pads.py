"""Paper pads for hours without electricity: a block of numbers printed in advance, entered later with their time."""

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier_number import DossierNumber, first_counter, next_counter
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Recorded
from desk_app.domain.office_events import PadReserved, PadSheetSpoiled
from desk_app.domain.paper_name import PaperName
from desk_app.usecases.acts import ask_paper, cleaned
from desk_app.usecases.office import Office
from desk_app.usecases.pad_sheet import PadSheetError

MOST_SHEETS = 200


class PadSizeError(BadInputError):
    """A pad of `value` sheets; from 1 to `most`."""


def reserve_pad(office: Office, sheets: int, *, paper: str | None = "a4") -> Recorded:
    """Reserve the next `sheets` counters of today for a pad, and print it. They are given to late entries only."""
    if not 1 <= sheets <= MOST_SHEETS:
        raise PadSizeError(value=sheets, most=MOST_SHEETS)
    today = office.clock.now().astimezone(OFFICE_ZONE).date()
    with office.store.unit_of_work(office.actor) as work:
        settings = work.settings()
        highest = work.highest_counter(settings["agency_code"], today, settings.desk)
        first = next_counter(settings.desk, highest, first_counter(settings.desk, int(settings["first_number"])))
        last = first
        for _ in range(sheets - 1):
            last = next_counter(settings.desk, last, first)
        slip_first = work.next_slip_sequence(today.year)
        recorded = work.append(PadReserved(today, first, last, slip_first))
        if paper is not None:
            ask_paper(work, "", PaperName("pad", recorded.seq), paper)
        work.commit()
    return recorded


def spoil_sheet(office: Office, number: str, reason: str) -> Recorded:
    """Record that a sheet of a pad will never be a dossier: torn, wrongly written, given back empty."""
    reason = cleaned(office, "reason", reason)
    meant = DossierNumber.parse(number)
    with office.store.unit_of_work(office.actor) as work:
        if not reason or work.free_pad_slip(meant.day, meant.counter) is None:
            raise PadSheetError(number=number)
        recorded = work.append(PadSheetSpoiled(meant.day, meant.counter, reason))
        work.commit()
    return recorded

"""Papers in the print queue: asked for, pressed, out or not; each print is logged and says for ever the same."""

from dataclasses import replace

from desk_app.domain.errors import DeskError
from desk_app.domain.events import PrintSettled, Recorded, SlipPrinted
from desk_app.domain.paper_name import RECEIPT, PaperName, paper_name
from desk_app.domain.slip import Slip
from desk_app.ports import PrintIntent, PrintRow, PrintState
from desk_app.usecases.acts import ask_paper, next_intent
from desk_app.usecases.contents import check_paper, content_of, newest_paper
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.office import Office
from desk_app.usecases.paper_scene import scene_of
from desk_app.usecases.receipts import receipt


class PrintNotFoundError(DeskError):
    """No print has the id `print_id`."""


def slip_for(office: Office, number: str) -> Slip:
    """Return the slip of a received dossier as it stood at reception; NoSlipError for a refused one."""
    return receipt(scene_of(office, number, PaperName(RECEIPT)))


def ask_print(office: Office, number: str, paper: str = "", name: PaperName | None = None) -> int:
    """Put another print of a paper (the newest slip without a `name`) into the queue; return its id.

    The content is the first print's; a paper of the desk itself has no `number`. NoSlipError, PaperNotThereError before
    anything is written.
    """
    if number:
        dossier = office.store.register.dossier(number)
        name = name or newest_paper(dossier, RECEIPT)
        check_paper(dossier, name)
    elif name is None:
        raise PaperNotThereError(number=number, form=RECEIPT)
    with office.store.unit_of_work(office.actor) as work:
        print_id = ask_paper(work, number, name, paper)
        work.commit()
    return print_id


def next_print(
    office: Office, number: str, paper: str = "", name: PaperName | None = None
) -> tuple[PrintIntent, object]:
    """Return what the next print of a paper (the newest slip without a `name`) would be, and its content.

    Nothing is kept before `print_done`. A print of it that still waits in the queue is that next print: a first paper
    is never called a reprint.
    """
    name = name or newest_paper(office.store.register.dossier(number), RECEIPT)
    content = content_of(office, number, name)
    waiting = _waiting(office, number, str(name))
    if waiting is not None:
        return replace(waiting.intent, paper=paper or waiting.intent.paper), content
    with office.store.unit_of_work(office.actor) as work:
        return next_intent(work, number, name, paper), content


def print_done(office: Office, intent: PrintIntent, digest: bytes) -> Recorded:
    """Log a print that lies there already, on the sheet `intent` names: its number is used from now on."""
    waiting = _waiting(office, intent.number, intent.form)
    with office.store.unit_of_work(office.actor) as work:
        taken = waiting is not None and waiting.intent.print_number == intent.print_number
        print_id = waiting.print_id if waiting and taken else work.intend_print(intent)
        recorded = work.append(
            SlipPrinted(intent.form, intent.paper, intent.print_number, digest), dossier=intent.number or None
        )
        work.settle_print(print_id, PrintState.PRINTED)
        work.commit()
    return recorded


def _waiting(office: Office, number: str, form: str) -> PrintRow | None:
    """The oldest print of a paper that waits in the queue."""
    rows = office.store.register.prints((PrintState.WAITING,), number)
    return next((row for row in rows if row.intent.form == form), None)


def begin_print(office: Office, print_id: int) -> tuple[PrintRow, object]:
    """Mark a print as under way and return it with the content of its paper."""
    row = print_row(office, print_id)
    content = content_of(office, row.intent.number, paper_name(row.intent.form))
    _settle(office, print_id, PrintState.PRINTING)
    return row, content


def printed(office: Office, print_id: int, digest: bytes, note: str = "", paper: str = "") -> Recorded:
    """Log that a print went out; `digest` is SHA-256 of the PDF. `note` says so when it was not to the printer.

    `paper` is the sheet that was taken, if it is another than the one asked for.
    """
    intent = print_row(office, print_id).intent
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(
            SlipPrinted(intent.form, paper or intent.paper, intent.print_number, digest), dossier=intent.number or None
        )
        work.settle_print(print_id, PrintState.PRINTED, note)
        work.commit()
    return recorded


def print_failed(office: Office, print_id: int, note: str) -> None:
    """Keep a print that did not reach the printer, with what the printer said."""
    _settle(office, print_id, PrintState.FAILED, note)


def print_held(office: Office, print_id: int, note: str) -> None:
    """Keep a print that the print service took and the printer does not print, with what holds it up ("" nothing)."""
    _settle(office, print_id, PrintState.PRINTING, note)


def print_postponed(office: Office, print_id: int) -> None:
    """Leave the question open; it is asked again at the next start."""
    _settle(office, print_id, PrintState.ASK)


def print_again(office: Office, print_id: int) -> None:
    """Put a print that failed back into the queue: nothing came out, so it keeps its number."""
    _settle(office, print_id, PrintState.WAITING)


def ask_same_again(office: Office, print_id: int) -> int:
    """Put the next print of the same paper, on the same sheet, into the queue; return its id. PrintNotFoundError."""
    intent = print_row(office, print_id).intent
    with office.store.unit_of_work(office.actor) as work:
        again = ask_paper(work, intent.number, paper_name(intent.form), intent.paper)
        work.commit()
    return again


def print_dropped(office: Office, print_id: int) -> None:
    """Take a print that did not come out off the queue: nobody needs it any more."""
    _settle(office, print_id, PrintState.CANCELLED)


def settle_question(office: Office, print_id: int, came_out: bool) -> int | None:
    """Log the answer to “did it come out?”; when it did not, queue the next print and return its id."""
    intent = print_row(office, print_id).intent
    with office.store.unit_of_work(office.actor) as work:
        work.append(PrintSettled(intent.form, intent.print_number, came_out), dossier=intent.number or None)
        work.settle_print(print_id, PrintState.PRINTED if came_out else PrintState.CANCELLED)
        again = None
        if not came_out:
            number = work.next_print_number(intent.number, intent.form)
            again = work.intend_print(PrintIntent(intent.number, intent.form, intent.paper, number))
        work.commit()
    return again


def _settle(office: Office, print_id: int, state: PrintState, note: str = "") -> None:
    with office.store.unit_of_work(office.actor) as work:
        work.settle_print(print_id, state, note)
        work.commit()


def print_row(office: Office, print_id: int) -> PrintRow:
    """Return a print of the queue; PrintNotFoundError."""
    row = office.store.register.print_with(print_id)
    if row is None:
        raise PrintNotFoundError(print_id=print_id)
    return row

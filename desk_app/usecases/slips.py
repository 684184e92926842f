"""The slip of a dossier: the same words for ever, because it is read from the log."""

from datetime import datetime

from desk_app.domain.dossier import Dossier
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DeskError
from desk_app.domain.events import PrintSettled, Received, Recorded, SlipPrinted
from desk_app.domain.identity import masked
from desk_app.domain.narrow_barcode import narrow_barcode
from desk_app.domain.person import Person
from desk_app.domain.slip import LegalProfile, Slip, SlipMark, SlipPaper, SlipPerson
from desk_app.domain.slip_seal import SlipSeal, seal_text
from desk_app.ports import PrintIntent, PrintRow, PrintState
from desk_app.settings import Settings
from desk_app.usecases.intake import RECEIPT
from desk_app.usecases.office import Office

_UNITS = {
    "working_day": "ngày làm việc",
    "calendar_day": "ngày",
    "working_hour": "giờ làm việc",
}


class NoSlipError(DeskError):
    """The dossier `number` was refused at the counter: there is no slip to print."""


class PrintNotFoundError(DeskError):
    """No print has the id `print_id`."""


def slip_for(office: Office, number: str) -> Slip:
    """Return the slip of a received dossier as it stood at reception; NoSlipError for a refused one."""
    register = office.store.register
    dossier = register.dossier(number)
    if not isinstance(dossier.intake, Received):
        raise NoSlipError(number=number)
    settings = register.settings_as_of(dossier.history[0].seq)
    officer = dict(register.officers()).get(dossier.officer, dossier.officer)
    return slip_of(dossier, dossier.intake, settings, officer, _sealed(office, dossier, dossier.intake.promise.due_at))


def slip_of(dossier: Dossier, intake: Received, settings: Settings, officer: str, seal: str) -> Slip:
    """Return the slip: pure, so that a reprint years later says the same."""
    desk_name = f"{settings['desk_name']} {settings['agency_name']}".strip()
    submitter = intake.submitter
    return Slip(
        legal_profile=LegalProfile(intake.legal_profile),
        parent_body=settings["parent_body"],
        agency_name=desk_name,
        place=settings["place"],
        sequence_text=sequence_text(settings, intake.slip_sequence, dossier.history[0].header.recorded_at),
        number=dossier.number,
        lookup_code=intake.lookup_code,
        applicant=_slip_person(intake.applicant, settings),
        submitter=_slip_person(submitter, settings) if submitter else None,
        authority=intake.authority,
        request=intake.terms.name,
        papers=tuple(
            SlipPaper(paper.name, paper.originals, paper.certified, paper.copies, paper.note) for paper in intake.papers
        ),
        sets=intake.sets,
        limit_text=limit_text(intake.terms.limit_value, intake.terms.limit_unit),
        received_at=dossier.received_at,
        due_at=intake.promise.due_at,
        explanation=f"{intake.promise.explanation}. Theo {calendar_words(intake.promise.calendar_version)}",
        return_at=desk_name if intake.return_by == "counter" else "dịch vụ bưu chính công ích",
        submitter_name=(submitter or intake.applicant).name,
        officer_name=officer,
        hotline=settings["hotline"],
        marks=frozenset({SlipMark.LATE_ENTRY} if dossier.history[0].header.claimed_at else ()),
        seal_text=seal,
        barcode_text=_barcode_text(dossier.number, settings),
        issued_on=dossier.history[0].header.recorded_at.date(),
    )


def sequence_text(settings: Settings, sequence: int, at: datetime) -> str:
    """Return what follows `Số:` by the desk's pattern, e.g. `1-318/2026-TTPVHCC`."""
    return settings["slip_pattern"].format(
        desk=settings["desk"], sequence=sequence, year=at.year, suffix=settings["slip_suffix"]
    )


def calendar_words(version: str) -> str:
    """Return which calendar a date follows, from the version kept with it: `lịch 2026-11-21, xã sửa 2 mục`."""
    base, _, changes = version.partition("+")
    return f"lịch {base}" + (f", xã sửa {changes} mục" if changes else "")


def limit_text(value: int, unit: str) -> str:
    """Return the legal limit as the form wants it: `05 ngày làm việc`; for same-day procedures `trong ngày`."""
    words = _UNITS.get(unit)
    return f"{value:02d} {words}" if words else "trong ngày"


def ask_print(office: Office, number: str, paper: str = "") -> int:
    """Put another print of the slip into the queue; return its id. The content is the first print's."""
    with office.store.unit_of_work(office.actor) as work:
        if not isinstance(work.dossier(number).intake, Received):
            raise NoSlipError(number=number)
        chosen = paper or work.settings()["paper"]
        intent = PrintIntent(number, RECEIPT, chosen, work.next_print_number(number, RECEIPT))
        print_id = work.intend_print(intent)
        work.commit()
    return print_id


def next_print(office: Office, number: str, paper: str = "") -> tuple[PrintIntent, Slip]:
    """Return what the next print of the slip would be, and the slip; nothing is kept before `print_done`."""
    slip = slip_for(office, number)
    with office.store.unit_of_work(office.actor) as work:
        chosen = paper or work.settings()["paper"]
        return PrintIntent(number, RECEIPT, chosen, work.next_print_number(number, RECEIPT)), slip


def print_done(office: Office, intent: PrintIntent, digest: bytes) -> Recorded:
    """Log a print that lies there already, on the sheet `intent` names: its number is used from now on."""
    with office.store.unit_of_work(office.actor) as work:
        print_id = work.intend_print(intent)
        recorded = work.append(
            SlipPrinted(intent.form, intent.paper, intent.print_number, digest), dossier=intent.number
        )
        work.settle_print(print_id, PrintState.PRINTED)
        work.commit()
    return recorded


def begin_print(office: Office, print_id: int) -> tuple[PrintRow, Slip]:
    """Mark a print as under way and return it with its slip."""
    row = print_row(office, print_id)
    slip = slip_for(office, row.intent.number)
    _settle(office, print_id, PrintState.PRINTING)
    return row, slip


def printed(office: Office, print_id: int, digest: bytes, note: str = "", paper: str = "") -> Recorded:
    """Log that a print went out; `digest` is SHA-256 of the PDF. `note` says so when it was not to the printer.

    `paper` is the sheet that was taken, if it is another than the one asked for.
    """
    intent = print_row(office, print_id).intent
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(
            SlipPrinted(intent.form, paper or intent.paper, intent.print_number, digest), dossier=intent.number
        )
        work.settle_print(print_id, PrintState.PRINTED, note)
        work.commit()
    return recorded


def print_failed(office: Office, print_id: int, note: str) -> None:
    """Keep a print that did not reach the printer, with what the printer said."""
    _settle(office, print_id, PrintState.FAILED, note)


def print_postponed(office: Office, print_id: int) -> None:
    """Leave the question open; it is asked again at the next start."""
    _settle(office, print_id, PrintState.ASK)


def print_again(office: Office, print_id: int) -> None:
    """Put a print that failed back into the queue: nothing came out, so it keeps its number."""
    _settle(office, print_id, PrintState.WAITING)


def print_dropped(office: Office, print_id: int) -> None:
    """Take a print that did not come out off the queue: nobody needs it any more."""
    _settle(office, print_id, PrintState.CANCELLED)


def settle_question(office: Office, print_id: int, came_out: bool) -> int | None:
    """Log the answer to “did it come out?”; when it did not, queue the next print and return its id."""
    intent = print_row(office, print_id).intent
    with office.store.unit_of_work(office.actor) as work:
        work.append(PrintSettled(intent.form, intent.print_number, came_out), dossier=intent.number)
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


def _sealed(office: Office, dossier: Dossier, due_at: datetime) -> str:
    identity, first = office.store.outbox.identity(), dossier.history[0]
    return seal_text(
        SlipSeal(
            number=dossier.number,
            received_at=dossier.received_at,
            due_at=due_at,
            device=identity.device,
            epoch=identity.epoch,
            seq=first.seq,
            head=first.chain,
        ),
        office.store.signer.sign,
    )


def _slip_person(person: Person, settings: Settings) -> SlipPerson:
    whole = settings["full_personal_number_on_paper"] == "yes"
    shown = person.personal_number if whole or not person.personal_number else masked(person.personal_number)
    return SlipPerson(person.name, shown, person.address, person.phone, person.email)


def _barcode_text(number: str, settings: Settings) -> str:
    if settings["barcode"] == "full":
        return number
    return narrow_barcode(DossierNumber.parse(number))

"""What a paper is written from: the dossier as it stood at the event the paper documents, and that day's settings.

So a reprint years later says what the first print said.
"""

from dataclasses import dataclass

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier import Dossier
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DossierHeldElsewhereError
from desk_app.domain.events import Received, Recorded
from desk_app.domain.history import dossier_from, last_own_seq, until
from desk_app.domain.identity import masked
from desk_app.domain.life_events import Accepted, DueDateMoved, FeesRecorded
from desk_app.domain.narrow_barcode import narrow_barcode
from desk_app.domain.office_events import ClosureDeclared
from desk_app.domain.paper_name import PaperName
from desk_app.domain.papers.letter_head import DossierCodes, LetterHead
from desk_app.domain.person import Person
from desk_app.domain.slip import LegalProfile, SlipMark, SlipPerson
from desk_app.domain.slip_seal import SlipSeal, seal_text
from desk_app.domain.standing import Standing
from desk_app.settings import Settings
from desk_app.usecases.office import Office


@dataclass(frozen=True, slots=True)
class PaperScene:
    """The dossier up to `event`, the settings then, and the name of the officer who did it.

    `before` is where it stood before `event`; `closure` the closure that moved its day, if that is what happened.
    `on_pad`: its number was printed on a sheet of a paper pad.
    """

    dossier: Dossier
    event: Recorded
    settings: Settings
    officer: str
    codes: DossierCodes
    before: Standing | None = None
    closure: ClosureDeclared | None = None
    on_pad: bool = False

    @property
    def desk_name(self) -> str:
        """The desk's full name as printed."""
        return desk_name(self.settings)


def scene_of(office: Office, number: str, name: PaperName) -> PaperScene:
    """Return the scene of a paper; DossierNotFoundError. `name.seq` 0 is what took it in, with its fees.

    DossierHeldElsewhereError for a dossier of which this desk has written nothing: its papers are the other desk's.
    """
    register = office.store.register
    history = register.dossier(number).history
    upto = until(history, name.seq) if name.seq else history[: _end_of_reception(history) + 1]
    dossier = dossier_from(upto)
    event = dossier.history[-1]
    seq = event.seq or last_own_seq(history)
    if not seq:
        raise DossierHeldElsewhereError(number=number, desk=register.row(number).held_by or 0)
    settings, officer = register.settings_as_of(seq), _officer(office, event)
    before = dossier_from(dossier.history[:-1]).standing if len(dossier.history) > 1 else None
    codes, closure = _codes(office, dossier, settings), _closure(office, event)
    return PaperScene(dossier, event, settings, officer, codes, before, closure, _on_pad(office, dossier))


def head_of(scene: PaperScene, profile: str, sequence: int, mark: str) -> LetterHead:
    """Return a letter's head: `Số:` is the sequence, the letter's own mark (`PBS`) and the desk's suffix."""
    settings = scene.settings
    suffix = settings["slip_suffix"]
    return LetterHead(
        legal_profile=LegalProfile(profile),
        parent_body=settings["parent_body"],
        agency_name=scene.desk_name,
        place=settings["place"],
        sequence_text=f"{settings['desk']}-{sequence}/{mark}" + (f"-{suffix}" if suffix else "") if sequence else "",
        issued_on=scene.event.header.recorded_at.astimezone(OFFICE_ZONE).date(),
        hotline=settings["hotline"],
        footer=settings["footer"],
        marks=frozenset({SlipMark.LATE_ENTRY} if scene.event.header.claimed_at else ()),
    )


def desk_name(settings: Settings) -> str:
    """Return the desk and its commune as printed."""
    return f"{settings['desk_name']} {settings['agency_name']}".strip()


def slip_person(person: Person, settings: Settings) -> SlipPerson:
    """Return a person as paper shows them; the personal number masked unless the desk prints it whole."""
    whole = settings["full_personal_number_on_paper"] == "yes"
    shown = person.personal_number if whole or not person.personal_number else masked(person.personal_number)
    return SlipPerson(person.name, shown, person.address, person.phone, person.email)


def lookup_code_of(dossier: Dossier) -> str:
    """Return the four characters of `Mã tra cứu`, empty where none was given."""
    for event in dossier.history:
        if isinstance(event.body, Received | Accepted):
            return event.body.lookup_code
    return ""


def barcode_text(number: str, settings: Settings) -> str:
    """Return what the Code 128 holds: the whole number, or digits by setting."""
    if settings["barcode"] == "full":
        return number
    return narrow_barcode(DossierNumber.parse(number))


def _officer(office: Office, event: Recorded) -> str:
    actor = event.header.actor
    if event.device and not event.seq:
        return office.store.commune.officers().get((event.device, actor), actor)
    return dict(office.store.register.officers()).get(actor, actor)


def _end_of_reception(history: tuple[Recorded, ...]) -> int:
    """Where in the history the dossier was taken in; or its fees, where written in one transaction with it."""
    taken = next((at for at, event in enumerate(history) if isinstance(event.body, Accepted)), 0)
    following = history[taken + 1 : taken + 2]
    with_fees = any(isinstance(event.body, FeesRecorded) and event.body.at_reception for event in following)
    return taken + with_fees


def _closure(office: Office, event: Recorded) -> ClosureDeclared | None:
    if not isinstance(event.body, DueDateMoved):
        return None
    declared = office.store.register.event(event.body.closure).body
    return declared if isinstance(declared, ClosureDeclared) else None


def _on_pad(office: Office, dossier: Dossier) -> bool:
    if dossier.history[0].header.claimed_at is None:
        return False  # only a late entry can name a sheet
    number = DossierNumber.parse(dossier.number)
    return any(number.counter in pad.used for pad in office.store.books.pads(number.day))


def _codes(office: Office, dossier: Dossier, settings: Settings) -> DossierCodes:
    return DossierCodes(
        dossier.number,
        barcode_text(dossier.number, settings),
        lookup_code_of(dossier),
        _sealed(office, dossier),
    )


def _sealed(office: Office, dossier: Dossier) -> str | None:
    due_at = dossier.standing.promised_at
    if due_at is None:
        return None
    identity, first = office.store.outbox.identity(), dossier.history[0]
    if not first.seq:  # begun at another desk: this one vouches by its own newest event
        own = [event for event in office.store.register.dossier(dossier.number).history if event.seq]
        first = own[-1] if own else first
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

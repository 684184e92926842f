"""What the page asks the desk for when it opens, and while a person is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.domain.calendar import Calendar
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.procedure import Catalogue, Procedure, Unit
from desk_app.ports import Clock, DossierRow
from desk_app.settings import Settings
from desk_app.usecases.intake import allot_number
from desk_app.usecases.office import Office
from ui.pages.intake.draft import DRAFT, Drafts, from_text, to_text

MOST_USED = 10


@dataclass(frozen=True)
class Desk:
    """The rules in force, the procedures used most, the next number, and what is half typed."""

    catalogue: Catalogue
    calendar: Calendar
    settings: Settings
    clock: Clock
    frequent: tuple[Procedure, ...]
    next_number: str
    drafts: Drafts


@dataclass(frozen=True)
class PersonSeen:
    """Dossiers of the person in hand, newest first."""

    personal_number: str
    rows: tuple[DossierRow, ...]


def desk_of(office: Office) -> Desk:
    """Return what the page needs. Nothing is changed: the number is only looked at."""
    catalogue = office.store.catalogue()
    with office.store.unit_of_work(office.actor) as work:
        number = allot_number(work, work.settings(), office.clock.now())
    return Desk(
        catalogue=catalogue,
        calendar=office.store.calendar(),
        settings=office.store.settings(),
        clock=office.clock,
        frequent=most_used(catalogue, office.store.register.frequent_procedures(MOST_USED)),
        next_number=str(DossierNumber.parse(number).counter),
        drafts=from_text(office.store.drafts.kept(DRAFT)),
    )


def most_used(catalogue: Catalogue, codes: Sequence[str]) -> tuple[Procedure, ...]:
    """Return the ten procedures for Alt+1 … Alt+0: those received most, then the quickest of the catalogue."""
    chosen = [catalogue.procedures[code] for code in codes if code in catalogue.procedures]
    quick = (Unit.IMMEDIATE, Unit.SAME_DAY)
    offered = catalogue.search("")
    others = sorted(offered, key=lambda each: (each.limit.unit not in quick, len(each.short_name), each.code))
    chosen += [procedure for procedure in others if procedure not in chosen]
    return tuple(chosen[:MOST_USED])


def person_seen(office: Office, personal_number: str) -> PersonSeen:
    """Return the person's dossiers at this desk."""
    return PersonSeen(personal_number, office.store.register.dossiers_of(personal_number))


def keep_drafts(office: Office, drafts: Drafts) -> None:
    """Keep what is half typed; nothing is left when there is nothing."""
    if drafts == Drafts():
        office.store.drafts.drop(DRAFT)
    else:
        office.store.drafts.keep(DRAFT, to_text(drafts))


def open_of_same_kind(rows: Sequence[DossierRow], code: str) -> DossierRow | None:
    """Return a dossier of the same procedure that is still under way."""
    return next((row for row in rows if row.procedure_code == code and row.handed_over_at is None and row.due_at), None)

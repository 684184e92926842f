"""What the page asks the desk for when it opens, and while a person is typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desk_app.domain.calendar import Calendar
from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.person import Person
from desk_app.domain.procedure import Catalogue, Procedure, Unit
from desk_app.domain.reuse import Offer
from desk_app.ports import Clock, DossierRow
from desk_app.register_rows import DuplicateRow
from desk_app.settings import Settings
from desk_app.usecases.held import papers_offered
from desk_app.usecases.intake import allot_number
from desk_app.usecases.office import Office
from ui.pages.intake.draft import DRAFT, Drafts, from_text, to_text

MOST_USED = 10
LEAST = 9  # the shortest number a card ever had


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
class Who:
    """Whom the desk is asked about: the person as typed so far, and the procedure chosen."""

    person: Person = field(default_factory=lambda: Person(""))
    procedure: Procedure | None = None

    @property
    def is_nobody(self) -> bool:
        """Too little is typed to mean one person: no number, and not yet two words of a name."""
        return len(self.person.personal_number) < LEAST and len(self.person.name.split()) < 2


@dataclass(frozen=True)
class PersonSeen:
    """What the desk knows: the person's dossiers, unfinished ones of the same kind, papers to take over.

    Dossiers are newest first.
    """

    who: Who
    rows: tuple[DossierRow, ...] = ()
    doubles: tuple[DuplicateRow, ...] = ()
    offers: tuple[Offer, ...] = ()


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


def person_seen(office: Office, who: Who) -> PersonSeen:
    """Return what is known of the person; without a procedure the dossiers alone."""
    person, procedure, store = who.person, who.procedure, office.store
    number = person.personal_number
    rows = store.register.dossiers_of(number) if len(number) >= LEAST else ()
    if procedure is None:
        return PersonSeen(who, rows)
    doubles = store.people.possible_duplicates(person, procedure.code)
    return PersonSeen(who, rows, doubles, papers_offered(office, person, procedure))


def keep_drafts(office: Office, drafts: Drafts) -> None:
    """Keep what is half typed; nothing is left when there is nothing."""
    if drafts == Drafts():
        office.store.drafts.drop(DRAFT)
    else:
        office.store.drafts.keep(DRAFT, to_text(drafts))

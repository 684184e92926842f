"""What the page asks the desk for: who waits for a result, and what a scan means."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.calendar import Calendar
from desk_app.domain.card import read_card
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import DeskError
from desk_app.domain.lifecycle import Move, State
from desk_app.domain.moves import moves_of
from desk_app.ports import DossierRow
from desk_app.usecases import tracking
from desk_app.usecases.office import Office

JUST_GIVEN = 4


@dataclass(frozen=True)
class Waiting:
    """The results that wait for their people, longest first."""

    ready: tuple[DossierRow, ...]
    handed_over_today: int
    now: datetime
    calendar: Calendar


@dataclass(frozen=True)
class Presented:
    """The dossier somebody came for; `proof` is what they showed (slip, card, number).

    `others` are the person's other results that lie here, `together` the numbers of those that may go out now.
    """

    dossier: Dossier
    row: DossierRow
    proof: str
    others: tuple[DossierRow, ...]
    together: tuple[str, ...]
    now: datetime
    calendar: Calendar

    @property
    def originals(self) -> tuple[str, ...]:
        """The originals that lie with the dossier and may be given back."""
        papers = self.dossier.papers
        return tuple(p.name for p in papers if p.originals and not p.note.lower().startswith("xuất trình"))


class NothingForCardError(DeskError):
    """No dossier of the person whose card was scanned (`name`)."""


def waiting(office: Office) -> Waiting:
    """Return what waits in the drawer."""
    lists = tracking.today(office)
    return Waiting(lists.ready, lists.handed_over_today, office.clock.now(), office.store.calendar())


def presented(office: Office, text: str, proof: str) -> Presented:
    """Return the dossier that a scan or a typed part means; DossierNotFoundError, or the card's errors.

    Of a person's card the first result that is ready, else the newest dossier.
    """
    if "|" in text:
        card = read_card(text)
        rows = office.store.register.dossiers_of(card.personal_number)
        if not rows:
            raise NothingForCardError(name=card.name)
        ready = [row for row in rows if row.state is State.RESULT_READY]
        return _presented(office, (ready or list(rows))[0].number, "card")
    return _presented(office, tracking.number_scanned(office, text), proof)


def _presented(office: Office, number: str, proof: str) -> Presented:
    register = office.store.register
    dossier = register.dossier(number)
    ready = office.store.people.ready_for(dossier.applicant)
    others = tuple(row for row in ready if row.number != number)
    numbers = [row.number for row in others]
    free = tuple(each for each in numbers if Move.HAND_OVER in moves_of(register.dossier(each)))
    return Presented(dossier, register.row(number), proof, others, free, office.clock.now(), office.store.calendar())

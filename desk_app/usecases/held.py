"""What a person gave here before: offered for the checklist of the next dossier, and checked when it is taken over."""

from dataclasses import replace
from datetime import date

from desk_app.domain.errors import BadInputError, PaperExpiredError
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.person import Person
from desk_app.domain.procedure import Procedure
from desk_app.domain.reuse import Offer, offers, paper_key
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import ONLY_SHOWN


class PaperNotHeldError(BadInputError):
    """The dossier `dossier` holds no paper `name` of this person: none can be taken over from it."""


def check_reused(office: Office, person: Person, papers: tuple[SubmittedPaper, ...], on: date) -> None:
    """Refuse a paper taken over from where it does not lie, or after its last day without a word why.

    PaperNotHeldError, PaperExpiredError. The last day is the one named, else the one the drawer knows.
    """
    taken_over = [paper for paper in papers if paper.reused_from]
    if not taken_over:
        return
    held = {(each.dossier, paper_key(each.name)): each for each in office.store.people.held_papers(person)}
    for paper in taken_over:
        known = held.get((paper.reused_from, paper_key(paper.name)))
        if known is None:
            raise PaperNotHeldError(name=paper.name, dossier=paper.reused_from)
        until = paper.valid_until or known.valid_until
        if until is not None and until < on and not paper.note:
            raise PaperExpiredError(name=paper.name, dossier=paper.reused_from, valid_until=until)


def papers_offered(office: Office, person: Person, procedure: Procedure) -> tuple[Offer, ...]:
    """Return the papers of `procedure` that this person's earlier dossiers hold; `seen_by` is the officer's name.

    Whoever has neither a personal number nor a name is nobody: nothing is offered then. Changes nothing.
    """
    if not (person.personal_number or person.name):
        return ()
    names = dict(office.store.register.officers())
    held = [
        replace(paper, seen_by=names.get(paper.seen_by, paper.seen_by))
        for paper in office.store.people.held_papers(person)
        if paper.note != ONLY_SHOWN
    ]
    # A form is this application's own word and is written anew each time.
    wanted = [paper for paper in procedure.papers if not paper.form]
    return offers(held, wanted, office.clock.now())

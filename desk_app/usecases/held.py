"""What a person gave here before, offered for the checklist of the next dossier."""

from dataclasses import replace

from desk_app.domain.person import Person
from desk_app.domain.procedure import Procedure
from desk_app.domain.reuse import Offer, offers
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import ONLY_SHOWN


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

"""What a person gave here before, offered for the checklist of the next dossier."""

from desk_app.domain.person import Person
from desk_app.domain.procedure import Procedure
from desk_app.domain.reuse import HeldPaper, Offer, offers
from desk_app.usecases.office import Office


def papers_offered(office: Office, person: Person, procedure: Procedure) -> tuple[Offer, ...]:
    """Return the papers of `procedure` that this person's earlier dossiers hold; `seen_by` is the officer's name.

    Whoever has neither a personal number nor a name is nobody: nothing is offered then. Changes nothing.
    """
    if not (person.personal_number or person.name):
        return ()
    names = dict(office.store.register.officers())
    held = [
        HeldPaper(paper.name, paper.number, paper.seen_at, names.get(paper.seen_by, paper.seen_by), paper.valid_until)
        for paper in office.store.people.held_papers(person)
    ]
    return offers(held, procedure.papers, office.clock.now())

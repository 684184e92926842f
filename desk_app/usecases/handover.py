"""The result goes to a person."""

from desk_app.domain.characters import clean_line
from desk_app.domain.errors import BadInputError
from desk_app.domain.events import HandedOver, Recorded
from desk_app.domain.lifecycle import Move, after
from desk_app.domain.person import clean_name
from desk_app.usecases.office import Office

RELATIONS = ("applicant", "submitter", "representative")
MOST_PROOF = 300


class RelationError(BadInputError):
    """`value` is no relation of a collector; `allowed` are."""


def hand_over(
    office: Office, number: str, collector: str, relation: str = "applicant", proof: str = "slip"
) -> Recorded:
    """Record who took the result away, as what, and by which proof (slip, card, authority …)."""
    name, proof = clean_name(collector), clean_line("proof", proof, MOST_PROOF)
    if relation not in RELATIONS:
        raise RelationError(value=relation, allowed=RELATIONS)
    with office.store.unit_of_work(office.actor) as work:
        after(work.dossier(number).state, Move.HAND_OVER)
        recorded = work.append(HandedOver(name, relation, proof), dossier=number)
        work.commit()
    return recorded

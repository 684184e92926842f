"""The statement of somebody who took the result without the slip, read from the hand-over it belongs to."""

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import HandedOver
from desk_app.domain.papers.lost_slip import LostDossier, LostSlipStatement
from desk_app.domain.person import Person
from desk_app.usecases.legal import profile_on
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.paper_scene import PaperScene, head_of, slip_person

CARDS = {"card": "thẻ căn cước"}


def lost_slip(scene: PaperScene) -> LostSlipStatement:
    """Return what the collector declares; PaperNotThereError where nothing was declared."""
    body, dossier = scene.event.body, scene.dossier
    if not isinstance(body, HandedOver) or not body.statement:
        raise PaperNotThereError(number=dossier.number, form="lost-slip")
    people = {"applicant": dossier.applicant, "submitter": dossier.submitter}
    person = people.get(body.relation) or Person(body.collector)
    at = scene.event.happened_at.astimezone(OFFICE_ZONE)
    return LostSlipStatement(
        head=head_of(scene, profile_on(scene.settings, at.date()), 0, ""),
        person=slip_person(person, scene.settings),
        card=CARDS.get(body.proof, ""),
        dossiers=(LostDossier(dossier.number, dossier.terms.name, dossier.received_at.astimezone(OFFICE_ZONE).date()),),
        stated_at=at,
        officer_name=scene.officer,
    )

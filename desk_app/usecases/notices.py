"""The letter that tells one person the day moved: a storm, a power cut, a closure against the plan."""

from desk_app.domain.life_events import DueDateMoved
from desk_app.domain.papers.storm_notice import StormNotice
from desk_app.usecases.legal import profile_on
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.paper_scene import PaperScene, head_of

APOLOGY = "Rất mong Ông/Bà thông cảm vì sự bất tiện này."


def closure_notice(scene: PaperScene) -> StormNotice:
    """Return the notice of a moved day."""
    body, dossier, closure = scene.event.body, scene.dossier, scene.closure
    if not isinstance(body, DueDateMoved) or closure is None or scene.before is None:
        raise PaperNotThereError(number=dossier.number, form="closure-notice")
    settings = scene.settings
    was, due_at = scene.before.promised_at, dossier.standing.promised_at
    assert was is not None and due_at is not None  # only a promised day moves
    return StormNotice(
        head=head_of(scene, profile_on(settings, scene.event.happened_at.date()), 0, ""),
        codes=scene.codes,
        addressee=f"Ông (Bà) {dossier.applicant.name}",
        desk_name=scene.desk_name,
        request=dossier.terms.name,
        closure=closure.reason,
        closed_from=min(closure.days, default=None),
        closed_to=max(closure.days, default=None),
        was_due_at=was,
        due_at=due_at,
        explanation=(body.reappointed or body.promise).explanation,
        apology=APOLOGY,
        signer_title=settings["signer_title"],
        signer_name=settings["signer_name"],
    )

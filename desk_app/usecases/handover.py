"""The result leaves the desk: to a person at the counter, or by the public post."""

from datetime import datetime

from desk_app.domain.characters import clean_line
from desk_app.domain.dossier import Dossier
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.events import HandedOver, SubmittedPaper
from desk_app.domain.life_events import PostDelivered, Posted, PostReturned
from desk_app.domain.lifecycle import Move
from desk_app.domain.person import clean_name
from desk_app.domain.reappointment import owes_apology
from desk_app.domain.terms import limit_of
from desk_app.usecases.acts import Acted, Scene, act, cleaned, reason_of, stated
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import checked_papers

RELATIONS = ("applicant", "submitter", "representative")
MOST_PROOF, MOST_TRACKING = 300, 60


class RelationError(BadInputError):
    """`value` is no relation of a collector; `allowed` are."""


class AuthorityMissingError(BadInputError):
    """A representative collects without a paper that allows it."""


class StatementMissingError(BadInputError):
    """Without the slip (`proof` card or number) the collector's statement is needed."""


class ApologyMissingError(DeskError):
    """The result of `number` is late and no apology was made: it may not be handed over (NĐ 61/2018, 118/2025)."""


class NotPostedError(DeskError):
    """The post has nothing of the dossier `number`."""


class PostedError(DeskError):
    """The result of `number` is on its way with the post (`tracking`)."""


def hand_over(
    office: Office,
    number: str,
    collector: str,
    relation: str = "applicant",
    proof: str = "slip",
    *,
    authority: str = "",
    statement: str = "",
    returned: tuple[SubmittedPaper, ...] = (),
    claimed_at: datetime | None = None,
    paper: str | None = None,
) -> Acted:
    """Record who took the result away; with `paper`, the return receipt goes to the queue.

    ApologyMissingError for a late result nobody apologised for, AuthorityMissingError for a representative who shows
    only a slip or a card.
    """
    if relation not in RELATIONS:
        raise RelationError(value=relation, allowed=RELATIONS)
    if relation == "representative" and not authority.strip() and proof.strip() in ("", "slip", "card"):
        raise AuthorityMissingError(number=number)
    body = HandedOver(
        clean_name(collector),
        relation,
        clean_line("proof", proof, MOST_PROOF),
        cleaned(office, "authority", authority),
        cleaned(office, "statement", statement),
        checked_papers(returned),
    )

    def make(scene: Scene) -> HandedOver:
        check_apology(scene.dossier)
        if scene.dossier.standing.posted:
            raise PostedError(number=number)
        return body

    return act(office, number, Move.HAND_OVER, make, claimed_at=claimed_at, form="return-receipt", paper=paper)


def check_apology(dossier: Dossier) -> None:
    """ApologyMissingError for a result that is late and without its apology."""
    if owes_apology(dossier.standing, limit_of(dossier.terms)):
        raise ApologyMissingError(number=dossier.number)


def post(
    office: Office, number: str, tracking: str, manifest: str = "", *, claimed_at: datetime | None = None
) -> Acted:
    """Record that the public post took the result, under a tracking number, on a manifest."""
    tracking = stated(office, "tracking", tracking)
    body = Posted(clean_line("tracking", tracking, MOST_TRACKING), cleaned(office, "manifest", manifest))

    def make(scene: Scene) -> Posted:
        check_apology(scene.dossier)
        if scene.dossier.standing.posted:
            raise PostedError(number=number)
        return body

    return act(office, number, Move.POST, make, claimed_at=claimed_at)


def delivered(office: Office, number: str, collector: str, *, claimed_at: datetime | None = None) -> Acted:
    """Record that the post handed the result over, and to whom."""
    body = PostDelivered(clean_name(collector))

    def make(scene: Scene) -> PostDelivered:
        _check_posted(scene)
        return body

    return act(office, number, Move.DELIVER, make, claimed_at=claimed_at)


def post_returned(office: Office, number: str, reason: str, *, claimed_at: datetime | None = None) -> Acted:
    """Record that the post could not deliver and brought the result back; it may be posted again or collected."""
    body = PostReturned(reason_of(office, Move.POST_RETURNED, reason))

    def make(scene: Scene) -> PostReturned:
        _check_posted(scene)
        return body

    return act(office, number, Move.POST_RETURNED, make, claimed_at=claimed_at)


def _check_posted(scene: Scene) -> None:
    if not scene.dossier.standing.posted:
        raise NotPostedError(number=scene.dossier.number)

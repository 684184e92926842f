"""Papers a person gave here before, offered again: what is held, where it came from, whether it still counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desk_app.domain.dossier import Dossier
from desk_app.domain.due_date import in_office_time
from desk_app.domain.errors import PaperExpiredError
from desk_app.domain.event_facts import SubmittedPaper
from desk_app.domain.events import Event, HandedOver, Received
from desk_app.domain.life_events import Accepted, Stopped, SupplementReceived, Withdrawn
from desk_app.domain.procedure_facts import RequiredPaper
from desk_app.domain.text import fold


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper in our drawer: from which dossier, when and by whom the original was seen, the last day it counts."""

    name: str
    dossier: str
    seen_at: datetime
    seen_by: str
    valid_until: date | None = None

    def is_expired(self, today: date) -> bool:
        """Is its last day behind us?"""
        return self.valid_until is not None and self.valid_until < today


@dataclass(frozen=True, slots=True)
class Offer:
    """A held paper that answers `required` on a procedure's checklist; `expired` ones need a reason."""

    required: str
    held: HeldPaper
    expired: bool


def held_papers(dossiers: Iterable[Dossier]) -> tuple[HeldPaper, ...]:
    """Return what a person's earlier dossiers still hold, newest first.

    Papers only presented (no copy left here), papers given back, and papers that were themselves reused from an earlier
    dossier (the earlier one holds them) are left out.
    """
    held = [paper for dossier in dossiers for paper in _held_of(dossier)]
    return tuple(sorted(held, key=lambda paper: paper.seen_at, reverse=True))


def offers(held: Sequence[HeldPaper], checklist: Sequence[RequiredPaper], now: datetime) -> tuple[Offer, ...]:
    """Return for each paper of a checklist the best that is held, by its name folded; papers nobody holds are left out.

    A valid one goes before an expired one, then the newest.
    """
    today = in_office_time(now).date()
    found: list[Offer] = []
    for required in checklist:
        same = [paper for paper in held if _key(paper.name) == _key(required.name)]
        if same:
            best = max(same, key=lambda paper: (not paper.is_expired(today), paper.seen_at))
            found.append(Offer(required.name, best, best.is_expired(today)))
    return tuple(found)


def reused(offer: Offer, reason: str = "") -> SubmittedPaper:
    """Return the line of the new dossier; PaperExpiredError when it is expired and no reason is given."""
    if offer.expired and not reason.strip():
        held = offer.held
        raise PaperExpiredError(name=offer.required, dossier=held.dossier, valid_until=held.valid_until)
    return replace(
        SubmittedPaper(offer.required, copies=1),
        note=reason.strip(),
        reused_from=offer.held.dossier,
        valid_until=offer.held.valid_until,
    )


def _held_of(dossier: Dossier) -> list[HeldPaper]:
    held: dict[str, HeldPaper] = {}
    for event in dossier.history:
        for paper in _taken(event.body):
            if paper.originals + paper.copies + paper.certified > 0 and not paper.reused_from:
                seen = HeldPaper(paper.name, dossier.number, event.happened_at, event.header.actor, paper.valid_until)
                held[_key(paper.name)] = seen
        for paper in _returned(event.body):
            held.pop(_key(paper.name), None)
    return list(held.values())


def _taken(body: Event) -> tuple[SubmittedPaper, ...]:
    return body.papers if isinstance(body, Received | Accepted | SupplementReceived) else ()


def _returned(body: Event) -> tuple[SubmittedPaper, ...]:
    return body.returned if isinstance(body, HandedOver | Withdrawn | Stopped) else ()


def _key(name: str) -> str:
    return " ".join(fold(name).split())

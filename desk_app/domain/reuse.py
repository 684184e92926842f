"""Papers a person gave here before, offered again: what is held, where it came from, whether it still counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desk_app.domain.dossier import Dossier
from desk_app.domain.due_date import in_office_time
from desk_app.domain.errors import PaperExpiredError
from desk_app.domain.event_facts import SubmittedPaper
from desk_app.domain.events import Event, HandedOver, Received, Recorded
from desk_app.domain.life_events import Accepted, Amended, Stopped, SupplementReceived, Withdrawn
from desk_app.domain.procedure_facts import RequiredPaper
from desk_app.domain.text import fold


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper in our drawer: from which dossier, when and by whom it was seen last, the last day it counts.

    `originals`, `copies` and `certified` say how many of it still lie here; at least one does. `seen_by` is the
    identity of the officer.
    """

    name: str
    dossier: str
    seen_at: datetime
    seen_by: str
    valid_until: date | None = None
    originals: int = 0
    copies: int = 0
    certified: int = 0
    note: str = ""

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
    """Return what a person's earlier dossiers still hold, newest first, as their papers stand after every amendment.

    Papers only presented (nothing left here), papers given back, and papers that were themselves reused from an earlier
    dossier (the earlier one holds them) are left out. What a portal sent is held once somebody here has accepted it.
    """
    held = [paper for dossier in dossiers for paper in _held_of(dossier) if _is_here(paper)]
    return tuple(sorted(held, key=lambda paper: paper.seen_at, reverse=True))


def offers(held: Sequence[HeldPaper], checklist: Sequence[RequiredPaper], now: datetime) -> tuple[Offer, ...]:
    """Return for each paper of a checklist the best that is held, by its name folded; papers nobody holds are left out.

    A valid one goes before an expired one, then the newest.
    """
    today = in_office_time(now).date()
    found: list[Offer] = []
    for required in checklist:
        same = [paper for paper in held if paper_key(paper.name) == paper_key(required.name)]
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
    sights = _sights_of(dossier)
    held: dict[str, HeldPaper] = {}
    for paper in dossier.papers:
        key = paper_key(paper.name)
        if key in sights and not paper.reused_from:
            seen = sights[key]
            known = held.get(key) or HeldPaper(paper.name, dossier.number, seen.happened_at, seen.header.actor)
            held[key] = _more(known, paper)
    for paper in (paper for event in dossier.history for paper in _returned(event.body)):
        key = paper_key(paper.name)
        if key in held:
            held[key] = _less(held[key], paper)
    return list(held.values())


def _sights_of(dossier: Dossier) -> dict[str, Recorded]:
    """Return under which event each paper was seen last; an amendment shows nobody a paper that was seen before."""
    sights: dict[str, Recorded] = {}
    for event in dossier.history:
        sights.update((paper_key(paper.name), event) for paper in _taken(event.body))
        for paper in _put_right(event.body):
            sights.setdefault(paper_key(paper.name), event)
    return sights


def _more(held: HeldPaper, line: SubmittedPaper) -> HeldPaper:
    return replace(
        held,
        originals=held.originals + line.originals,
        copies=held.copies + line.copies,
        certified=held.certified + line.certified,
        valid_until=line.valid_until,
        note=line.note,
    )


def _less(held: HeldPaper, line: SubmittedPaper) -> HeldPaper:
    return replace(
        held,
        originals=max(0, held.originals - line.originals),
        copies=max(0, held.copies - line.copies),
        certified=max(0, held.certified - line.certified),
    )


def _is_here(paper: HeldPaper) -> bool:
    return paper.originals + paper.copies + paper.certified > 0


def _taken(body: Event) -> tuple[SubmittedPaper, ...]:
    return body.papers if isinstance(body, Received | Accepted | SupplementReceived) else ()


def _put_right(body: Event) -> tuple[SubmittedPaper, ...]:
    return (body.papers or ()) if isinstance(body, Amended) else ()


def _returned(body: Event) -> tuple[SubmittedPaper, ...]:
    return body.returned if isinstance(body, HandedOver | Withdrawn | Stopped) else ()


def paper_key(name: str) -> str:
    """Return what two papers of one name have in common, however it is typed."""
    return " ".join(fold(name).split())

"""A dossier is the fold of its events; nothing here is stored as fact of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desk_app.domain import standing as stands
from desk_app.domain.event_facts import ProcedureTerms, SubmittedPaper
from desk_app.domain.events import HandedOver, Received, Recorded, Refused
from desk_app.domain.life_events import Accepted, Amended, PostDelivered, Registered, Shelved, SupplementReceived
from desk_app.domain.lifecycle import State
from desk_app.domain.person import Person
from desk_app.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as its history tells it.

    `intake` is the reception, the refusal or the registration as first written; the fields from `applicant` to
    `return_by` are what is true now, after amendments and supplements. `history` is every event, oldest first.
    """

    number: str
    standing: Standing
    intake: Received | Refused | Registered
    officer: str
    history: tuple[Recorded, ...]
    applicant: Person
    submitter: Person | None
    papers: tuple[SubmittedPaper, ...]
    terms: ProcedureTerms
    return_by: str
    collector: str = ""
    place: str = ""

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.standing.state

    @property
    def received_at(self) -> datetime:
        """When it was taken in, or refused."""
        return self.standing.received_at

    @property
    def due_at(self) -> datetime | None:
        """The day that decides what is late; None when no day was promised."""
        return self.standing.due_at

    @property
    def started_at(self) -> datetime | None:
        """When work began."""
        return self.standing.started_at

    @property
    def finished_at(self) -> datetime | None:
        """When the result was ready: this decides timeliness."""
        return self.standing.finished_at

    @property
    def handed_over_at(self) -> datetime | None:
        """When the result left: this never decides timeliness."""
        return self.standing.handed_over_at

    @property
    def last_seq(self) -> int:
        """The log position of this desk's newest event of the dossier; 0 if only others wrote it."""
        return max(event.seq for event in self.history)


def begin(event: Recorded) -> Dossier:
    """Return the dossier that its first event opens; ValueError when no dossier begins so."""
    body = event.body
    if event.header.dossier is None:
        raise ValueError("the first event names no dossier")
    standing = stands.begin(body, event.happened_at)
    if not isinstance(body, Received | Refused | Registered):
        raise ValueError(f"a dossier cannot begin with {type(body).__name__}")
    return Dossier(
        number=event.header.dossier,
        standing=standing,
        intake=body,
        officer=event.header.actor,
        history=(event,),
        applicant=body.applicant,
        submitter=body.submitter,
        papers=body.papers,
        terms=body.terms,
        return_by=body.return_by if isinstance(body, Received) else "counter",
    )


def follow(dossier: Dossier, event: Recorded) -> Dossier:
    """Return the dossier after one more event; kinds that move nothing only lengthen the history.

    IllegalMoveError and SecondReappointmentError as in `standing.follow`.
    """
    body = event.body
    grown = replace(
        dossier,
        standing=stands.follow(dossier.standing, body, event.happened_at),
        history=(*dossier.history, event),
    )
    if isinstance(body, HandedOver | PostDelivered):
        return replace(grown, collector=body.collector)
    if isinstance(body, Accepted):
        return replace(grown, papers=body.papers, return_by=body.return_by, officer=event.header.actor)
    if isinstance(body, SupplementReceived):
        return replace(grown, papers=(*dossier.papers, *body.papers))
    if isinstance(body, Shelved):
        return replace(grown, place=body.place)
    return _amended(grown, body) if isinstance(body, Amended) else grown


def _amended(dossier: Dossier, body: Amended) -> Dossier:
    return replace(
        dossier,
        applicant=body.applicant or dossier.applicant,
        submitter=body.submitter or dossier.submitter,
        papers=dossier.papers if body.papers is None else body.papers,
        terms=body.terms or dossier.terms,
        return_by=body.return_by or dossier.return_by,
    )


def dossier_of(events: Iterable[Recorded]) -> Dossier:
    """Return the fold of a dossier's events, oldest first."""
    stream = iter(events)
    dossier = begin(next(stream))
    for event in stream:
        dossier = follow(dossier, event)
    return dossier

"""Logs of dossiers written by hand: an instant and what happened, in the log's own shapes."""

from datetime import datetime, timedelta

from desk_app.domain.dossier import Dossier, dossier_of
from desk_app.domain.events import Event, Header, ProcedureTerms, Promise, Received, Recorded, SubmittedPaper
from desk_app.domain.life_events import (
    ObligationRequested,
    RequestedItem,
    Stopped,
    SupplementReceived,
    SupplementRequested,
)  # fmt: skip
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Limit
from tests.desk_app.office import at

NUMBER = "000.00.18.H32-261116-1001"


def terms_of(limit: Limit) -> ProcedureTerms:
    """Return the terms that a dossier under this limit keeps."""
    cutoff = f"{limit.cutoff:%H:%M}" if limit.cutoff else ""
    return ProcedureTerms("1.000001", "Thủ tục", "Lĩnh vực", limit.value, limit.unit.value, cutoff, "thử")


def promise_of(due_at: datetime, explanation: str = "") -> Promise:
    """Return a promise of this instant."""
    return Promise(due_at, explanation, "thử")


def reception(
    limit: Limit, due_at: datetime, person: Person | None = None, papers: tuple[SubmittedPaper, ...] = ()
) -> Received:
    """Return a reception that promises `due_at`."""
    who = person or Person("Y Wơl Niê")
    return Received(
        b"s", "7K4P", 1, "TT03/2025", terms_of(limit), promise_of(due_at), who, None, "", papers, 1, "counter", ""
    )


def asked(ordinal: int = 1) -> SupplementRequested:
    """Return a supplement request."""
    return SupplementRequested(ordinal, "TT03/2025", ordinal, (RequestedItem("Tờ khai"),), "thiếu", None)


def answered(due_at: datetime, reappointed: Promise | None = None) -> SupplementReceived:
    """Return its answer, with the day in force from then on."""
    return SupplementReceived((), promise_of(due_at), reappointed=reappointed)


def owed() -> ObligationRequested:
    """Return a notice of a financial obligation."""
    return ObligationRequested("Thông báo thuế số 1", 100_000)


def stopped() -> Stopped:
    """Return a stop on the citizen's wish."""
    return Stopped("TT03/2025", 1, "theo đề nghị", None)


def log(*steps: tuple[datetime | str, Event], number: str = NUMBER) -> tuple[Recorded, ...]:
    """Return the history of one dossier; an instant is aware, or office time as `2026-11-16 09:00`."""
    return tuple(
        Recorded(seq, _header(body, at(moment) if isinstance(moment, str) else moment, number), body, b"")
        for seq, (moment, body) in enumerate(steps, start=1)
    )


def life(*steps: tuple[datetime | str, Event], number: str = NUMBER) -> Dossier:
    """Return the dossier of `log`."""
    return dossier_of(log(*steps, number=number))


def seconds(**span: int) -> int:
    """Return a span in whole seconds."""
    return timedelta(**span) // timedelta(seconds=1)


def _header(body: Event, moment: datetime, number: str) -> Header:
    return Header(body.kind, 1, number, moment, 0, 1, 0, "Lê An", None, None, "thử")

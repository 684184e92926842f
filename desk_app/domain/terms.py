"""The legal limit a dossier keeps: read from the terms written at its reception, never from today's catalogue."""

from collections.abc import Sequence
from datetime import time

from desk_app.domain.event_facts import ProcedureTerms
from desk_app.domain.events import Received, Recorded
from desk_app.domain.life_events import Accepted, Amended, Registered
from desk_app.domain.procedure_facts import Limit, Unit


def limit_of(terms: ProcedureTerms) -> Limit:
    """Return the limit of frozen terms; ValueError when they name no unit or no clock (an event that is no event)."""
    cutoff = time.fromisoformat(terms.limit_cutoff) if terms.limit_cutoff else None
    return Limit(terms.limit_value, Unit(terms.limit_unit), cutoff)


def deciding_terms(history: Sequence[Recorded]) -> ProcedureTerms | None:
    """Return the terms the day in force was reckoned from; None where no day was promised.

    They differ from the dossier's own once a procedure was put right without moving a day that stood already.
    """
    named: ProcedureTerms | None = None
    decided: ProcedureTerms | None = None
    for event in history:
        body = event.body
        if isinstance(body, Received | Registered) or (isinstance(body, Amended) and body.terms is not None):
            named = body.terms
        if isinstance(body, Received | Accepted) or (isinstance(body, Amended) and body.promise is not None):
            decided = named
    return decided

"""The legal limit a dossier keeps: read from the terms written at its reception, never from today's catalogue."""

from datetime import time

from desk_app.domain.event_facts import ProcedureTerms
from desk_app.domain.procedure_facts import Limit, Unit


def limit_of(terms: ProcedureTerms) -> Limit:
    """Return the limit of frozen terms; ValueError when they name no unit or no clock (an event that is no event)."""
    cutoff = time.fromisoformat(terms.limit_cutoff) if terms.limit_cutoff else None
    return Limit(terms.limit_value, Unit(terms.limit_unit), cutoff)

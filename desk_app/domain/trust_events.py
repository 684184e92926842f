"""What a desk comes to know of the district's trustworthiness."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.domain.event_facts import Event


@dataclass(frozen=True, slots=True)
class DistrictDoubted(Event):
    """The district's log of this commune does not go on from what the district signed before.

    The desk knew a log of `known` batches; the head signed now, `evidence`, is of `size`. `reason` is PUT_BACK (the
    district says it was put back to a backup) or CONTRADICTED. From then on the desk believes the log as it is now.
    """

    kind = 80
    reason: str
    known: int
    size: int
    evidence: bytes


PUT_BACK, CONTRADICTED = "put back", "contradicted"

TRUST_EVENTS: tuple[type[Event], ...] = (DistrictDoubted,)

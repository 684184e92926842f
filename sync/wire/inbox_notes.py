"""What lies signed inside an inbox entry: whatever carries it (line, stick), the signature stays with it."""

from __future__ import annotations

import msgspec


class DecisionNote(msgspec.Struct, array_like=True, frozen=True):
    """The district decided on a dossier that a desk passed on; it lies signed in the inbox entry `decision`.

    `verdict` is a word of `desk_app.domain.decision_events`; `decided_at` milliseconds, `signed_on` an ordinal or 0.
    """

    decision: bytes
    number: str
    verdict: str
    decided_at: int
    decided_by: str
    office: str
    reason: str = ""
    items: tuple[str, ...] = ()
    result_number: str = ""
    signed_on: int = 0

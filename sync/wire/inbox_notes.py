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


class ReferenceNote(msgspec.Struct, array_like=True, frozen=True):
    """The district puts a catalogue or calendar in force from a day on (ordinal; 0: at once).

    `content_hash` is the `reference_hash` of its text, `at` milliseconds.
    """

    subject: str
    version: str
    in_force_from: int
    content_hash: bytes
    at: int


class ReferenceEntry(msgspec.Struct, array_like=True, frozen=True):
    """What an inbox entry `reference` holds: the signed note, and the text as `reference_delta` packed it.

    `base` is the first 8 bytes of the hash of the text it is a change of, empty when it is whole.
    """

    signed: bytes
    base: bytes
    packed: bytes

"""What came down, opened: each entry as the desk's log takes it."""

from __future__ import annotations

import zlib
from datetime import date

from desk_app.domain.decision_events import Decision
from desk_app.domain.positional import time_of
from desk_app.ports import InboxItem
from sync.wire.inbox_notes import DecisionNote
from sync.wire.limits import BATCH_RAW_MOST
from sync.wire.messages import InboxEntry
from sync.wire.signing import DamagedNoteError, open_note

DECISION = "decision"
UNREADABLE = "unreadable"
"""The subject of what is passed over: it must neither stop the next entries nor be believed."""


class DamagedEntryError(ValueError):
    """The entry's bytes do not unpack: the page is not what the district meant to send."""


def item_of(entry: InboxEntry, receipt_key: bytes) -> InboxItem:
    """Return the entry opened; what is not signed as it should be becomes UNREADABLE. DamagedEntryError."""
    content = _unpacked(entry.content)
    if entry.subject == DECISION:
        return _decision(entry, content, receipt_key)
    return InboxItem(entry.seq, entry.subject, entry.version, content)


def _unpacked(content: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(content, BATCH_RAW_MOST)
    except zlib.error as error:
        raise DamagedEntryError("an unreadable inbox entry") from error
    if not unpacker.eof:
        raise DamagedEntryError("an inbox entry without end")
    return unpacked


def _decision(entry: InboxEntry, signed: bytes, receipt_key: bytes) -> InboxItem:
    try:
        note = open_note(DecisionNote, receipt_key, signed)
        decision = Decision(
            note.decision, note.number, note.verdict, time_of(note.decided_at), note.decided_by, note.office,
            note.reason, note.items, note.result_number,
            date.fromordinal(note.signed_on) if note.signed_on else None,
        )  # fmt: skip
    except (DamagedNoteError, ValueError, OverflowError):
        return InboxItem(entry.seq, UNREADABLE, entry.version, b"")
    return InboxItem(entry.seq, entry.subject, entry.version, b"", decision, signed)

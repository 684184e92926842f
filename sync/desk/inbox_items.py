"""What came down, opened: each entry as the desk's log takes it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from desk_app.domain.decision_events import Decision
from desk_app.domain.positional import time_of
from desk_app.domain.reference import reference_hash
from desk_app.ports import InboxItem
from sync.wire.inbox_notes import DecisionNote, ReferenceEntry, ReferenceNote
from sync.wire.limits import BATCH_RAW_MOST
from sync.wire.messages import InboxEntry
from sync.wire.reference_delta import SHORT, DamagedReferenceError, unpacked
from sync.wire.signing import DamagedNoteError, open_note

DECISION, REFERENCE = "decision", "reference"
UNREADABLE = "unreadable"
"""The subject of what is passed over: it must neither stop the next entries nor be believed."""
_SUBJECTS = ("catalogue", "calendar")


class DamagedEntryError(ValueError):
    """The entry's bytes do not unpack: the page is not what the district meant to send."""


class BaseMissingError(ValueError):
    """A change came whose base is not here, or does not lead to what was signed: the whole text must be asked for."""


@dataclass
class Texts:
    """The texts that changes are changes of, by their hash; those just come are added."""

    held: dict[bytes, bytes]

    @property
    def names(self) -> bytes:
        """What names them in a question: the first bytes of each hash, one after the other."""
        return b"".join(name[:SHORT] for name in self.held)


def texts_of(reference_text: Callable[[str], bytes]) -> Texts:
    """Return the texts that the desk's log holds last."""
    texts = {subject: reference_text(subject) for subject in _SUBJECTS}
    return Texts({reference_hash(subject, text): text for subject, text in texts.items() if text})


def item_of(entry: InboxEntry, receipt_key: bytes, texts: Texts) -> InboxItem:
    """Return the entry opened, UNREADABLE if not signed as it should be. DamagedEntryError, BaseMissingError."""
    content = _unzipped(entry.content)
    if entry.subject == DECISION:
        return _decision(entry, content, receipt_key)
    if entry.subject == REFERENCE:
        return _reference(entry, content, receipt_key, texts)
    return InboxItem(entry.seq, entry.subject, entry.version, content)


def _unzipped(content: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(content, BATCH_RAW_MOST)
    except zlib.error as error:
        raise DamagedEntryError("an unreadable inbox entry") from error
    if not unpacker.eof:
        raise DamagedEntryError("an inbox entry without end")
    return found


def _decision(entry: InboxEntry, signed: bytes, receipt_key: bytes) -> InboxItem:
    try:
        note = open_note(DecisionNote, receipt_key, signed)
        decision = Decision(
            note.decision, note.number, note.verdict, time_of(note.decided_at), note.decided_by, note.office,
            note.reason, note.items, note.result_number, _day(note.signed_on),
        )  # fmt: skip
    except (DamagedNoteError, ValueError, OverflowError):
        return _passed_over(entry)
    return InboxItem(entry.seq, entry.subject, entry.version, b"", decision, signed)


def _reference(entry: InboxEntry, content: bytes, receipt_key: bytes, texts: Texts) -> InboxItem:
    try:
        came = msgspec.msgpack.decode(content, type=ReferenceEntry)
        note = open_note(ReferenceNote, receipt_key, came.signed)
        begins = _day(note.in_force_from)
    except (msgspec.MsgspecError, RecursionError, DamagedNoteError, ValueError, OverflowError):
        return _passed_over(entry)
    base = _base(came, texts.held)
    text = _text(came, note, texts.held.get(base, b""))
    if text is None:
        return _passed_over(entry)
    texts.held[note.content_hash] = text
    change = came.packed if came.base else b""
    return InboxItem(entry.seq, note.subject, note.version, text, None, came.signed, begins, base, change)


def _base(came: ReferenceEntry, held: Mapping[bytes, bytes]) -> bytes:
    """Return the whole hash of the text that this changes; empty for a whole one."""
    if not came.base:
        return b""
    found = next((name for name in held if name[:SHORT] == came.base), None)
    if found is None:
        raise BaseMissingError("the text it changes is not here")
    return found


def _text(came: ReferenceEntry, note: ReferenceNote, base: bytes) -> bytes | None:
    """Return the text if it is the one that was signed; None for a whole one that is not."""
    try:
        text = unpacked(came.packed, base)
    except DamagedReferenceError as error:
        if came.base:
            raise BaseMissingError(str(error)) from error
        return None
    if reference_hash(note.subject, text) == note.content_hash:
        return text
    if came.base:
        raise BaseMissingError("the change leads elsewhere")
    return None


def _passed_over(entry: InboxEntry) -> InboxItem:
    return InboxItem(entry.seq, UNREADABLE, entry.version, b"")


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None

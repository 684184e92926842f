"""The texts of catalogues and calendars as the log holds them: whole, or as the change of an earlier one."""

from __future__ import annotations

import zlib

import zstandard

from db.engine import Connection
from db.event_log import event_at, recorded_of
from desk_app.domain.events import Event, ReferenceReplaced
from desk_app.domain.reference import ReferenceVersion, reference_hash
from desk_app.ports import EventCodec

_LARGEST = 16 * 1024 * 1024


def versions_of(connection: Connection, subject: str, seq: int) -> list[ReferenceVersion]:
    """Return what came of a subject up to event `seq`, in the order of the log."""
    rows = connection.execute(
        "SELECT seq, logged_on, in_force_from, text_hash FROM reference_versions"
        " WHERE subject = ? AND seq <= ? ORDER BY seq",
        (subject, seq),
    )
    return [ReferenceVersion(int(at), int(on), begins, bytes(name)) for at, on, begins, name in rows]


def text_at(connection: Connection, codec: EventCodec, seq: int) -> bytes:
    """Return the text that the event at `seq` brought; a change is applied to the text it names."""
    changes: list[bytes] = []
    body = reference_at(connection, codec, seq)
    while body.base:
        changes.append(body.content)
        row = connection.execute(
            "SELECT max(seq) FROM reference_versions WHERE subject = ? AND text_hash = ? AND seq < ?",
            (body.subject, body.base, seq),
        ).fetchone()
        if row is None or row[0] is None:
            raise LookupError(f"no base for the {body.subject} at {seq}")
        seq = int(row[0])
        body = reference_at(connection, codec, seq)
    text = zlib.decompress(body.content)
    for change in reversed(changes):
        base = zstandard.ZstdCompressionDict(text, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        text = zstandard.ZstdDecompressor(dict_data=base).decompress(change, max_output_size=_LARGEST)
    return text


def hash_in(body: ReferenceReplaced) -> bytes:
    """Return what names the text of an event; an older program did not write it."""
    return body.text_hash or reference_hash(body.subject, _whole(body.content))


def reference_at(connection: Connection, codec: EventCodec, seq: int) -> ReferenceReplaced:
    """Return the event at `seq`, which brought a text."""
    stored = event_at(connection, seq)
    assert stored is not None  # the projections name only rows of the log
    body: Event = recorded_of(codec, stored).body
    assert isinstance(body, ReferenceReplaced)
    return body


def _whole(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return content

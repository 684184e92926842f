"""Rows in: the few places where speed wants SQL instead of Django's own words."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models.functions import Coalesce

from desk_app.domain.positional import time_of
from sync.district.books import Execute, OpenStream
from sync.district.copying import columns_of, copied
from sync.district.journey import Raw
from sync.district.models import DossierRow, Event
from sync.district.projection import DossierFacts, ParkedEvent, Progress
from sync.wire.reckoning import ReckonedEvent

Begun = Collection[tuple[DossierFacts, Progress]]

_COPY_EVENTS = f"COPY event ({columns_of()}) FROM STDIN (FORMAT BINARY)"
_AT = "'epoch'::timestamptz + interval '1 millisecond' * "
_ADD = f"""
    INSERT INTO dossier (hub, number, name, procedure_code, procedure_name, received_at, due_at, search, status,
        finished_at, handed_over_at)
    SELECT %s, facts->>0, facts->>1, facts->>2, facts->>3, {_AT} (facts->>4)::int8, {_AT} (facts->>5)::int8, facts->>6,
        (progress->>0)::int4, {_AT} (progress->>1)::int8, {_AT} (progress->>2)::int8
    FROM (SELECT value->0 AS facts, value->1 AS progress FROM jsonb_array_elements(%s)) AS begun
"""
# Each dossier is looked up by itself: a database without statistics would otherwise read the whole table. Its place
# (ctid) stays good, nobody changes a hub's dossiers without the lock on its hub.
_MOVE = f"""
    UPDATE dossier SET status = moved.status, finished_at = coalesce({_AT} finished, dossier.finished_at),
        handed_over_at = coalesce({_AT} handed_over, dossier.handed_over_at)
    FROM (
        SELECT found.ctid AS place, (value->>0)::int4 AS status, (value->>1)::int8 AS finished,
            (value->>2)::int8 AS handed_over
        FROM jsonb_each(%s) AS wanted
        CROSS JOIN LATERAL (SELECT ctid FROM dossier WHERE hub = %s AND number = wanted.key LIMIT 1) AS found
    ) AS moved
    WHERE dossier.ctid = moved.place
"""
_ADD_AND_MOVE = f"WITH added AS ({_ADD}) {_MOVE}"
_PARK = "INSERT INTO parked (hub, device, epoch, seq, kind, version, reason) VALUES (%s, %s, %s, %s, %s, %s, %s)"
_DOUBT = "INSERT INTO unproven (hub, device, epoch, seq, doubt) VALUES (%s, %s, %s, %s, %s)"


def copy_events(raw: Raw, stream: OpenStream, events: Iterable[ReckonedEvent]) -> None:
    """Append events to PostgreSQL, inside the caller's transaction."""
    with raw.cursor() as cursor, cursor.copy(_COPY_EVENTS.encode()) as copy:
        copy.write(copied(stream.hub, stream.device, stream.epoch, events))


def store_events(stream: OpenStream, events: Iterable[ReckonedEvent]) -> None:
    """Append events by Django, inside the caller's transaction."""
    Event.objects.bulk_create(
        Event(
            hub=stream.hub, device=stream.device, epoch=stream.epoch, seq=event.sent.seq, kind=event.row.kind,
            version=event.row.version, dossier=None if event.row.dossier is None else column_text(event.row.dossier),
            recorded_at=event.row.recorded_at, header=event.sent.header, digest=event.digest, body=event.sent.body,
            chain=event.chain,
        )
        for event in events
    )  # fmt: skip


def send_dossiers(raw: Raw, hub: int, begun: Begun, moved: dict[str, Progress]) -> None:
    """Add new dossiers and note how known ones got on, in PostgreSQL, inside the caller's pipeline."""
    if begun or moved:
        added, changed = msgspec.json.encode(list(begun)).decode(), msgspec.json.encode(moved).decode()
        raw.execute(_ADD_AND_MOVE.encode(), (hub, added, changed, hub))


def store_dossiers(hub: int, begun: Begun, moved: dict[str, Progress]) -> None:
    """Add new dossiers and note how known ones got on, by Django, inside the caller's transaction."""
    DossierRow.objects.bulk_create(
        DossierRow(
            hub=hub, number=facts.number, status=int(progress.status), name=facts.name,
            procedure_code=facts.procedure_code, procedure_name=facts.procedure_name,
            received_at=_moment(facts.received_at), due_at=_moment(facts.due_at),
            finished_at=_moment(progress.finished_at), handed_over_at=_moment(progress.handed_over_at),
            search=facts.search,
        )
        for facts, progress in begun
    )  # fmt: skip
    for number, step in moved.items():
        DossierRow.objects.filter(hub=hub, number=number).update(
            status=int(step.status),
            finished_at=Coalesce(_moment(step.finished_at), "finished_at"),
            handed_over_at=Coalesce(_moment(step.handed_over_at), "handed_over_at"),
        )


def note_rest(
    stream: OpenStream, parked: Sequence[ParkedEvent], fresh: Iterable[ReckonedEvent], execute: Execute
) -> None:
    """Note what the list cannot show and which bodies could not be proven, each by one `execute`; both are rare."""
    key = (stream.hub, stream.device, stream.epoch)
    for held in parked:
        sent, row = held.event.sent, held.event.row
        execute(_PARK, (*key, sent.seq, row.kind, row.version, column_text(held.reason)[:200]))
    for event in fresh:
        if event.doubt is not None:
            execute(_DOUBT, (*key, event.sent.seq, int(event.doubt)))


def execute_here(statement: str, values: Sequence[Any]) -> None:
    """Perform one statement by Django's connection."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def column_text(text: str) -> str:
    """Return `text` as a PostgreSQL column takes it: NUL stands in bodies if it must, never in a column."""
    return text.replace("\x00", "\ufffd")


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else time_of(milliseconds)

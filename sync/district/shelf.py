"""Rows in: the few places where speed wants SQL instead of Django's own words."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from desk_app.domain.positional import time_of
from sync.district.books import Execute, OpenStream
from sync.district.copying import columns_of, copied
from sync.district.dossier_facts import COLUMNS, TIMES, DossierFacts
from sync.district.journey import Raw
from sync.district.models import DossierRow, Event
from sync.district.progress import column_text
from sync.district.projection import ParkedEvent
from sync.wire.reckoning import ReckonedEvent

Facts = Collection[DossierFacts]

_COPY_EVENTS = f"COPY event ({columns_of()}) FROM STDIN (FORMAT BINARY)"
_AT = "'epoch'::timestamptz + interval '1 millisecond' * "


def _piece(place: int, name: str) -> str:
    """Return a fact as the column takes it, from its place in the JSON array `value`."""
    if name in TIMES:
        return f"{_AT} (value->>{place})::int8"
    return f"(value->>{place})::int4" if name == "status" else f"value->>{place}"


_PIECES = ", ".join(_piece(place, name) for place, name in enumerate(COLUMNS))
_LISTED = ", ".join(COLUMNS)
# By its key, which begins with the hub, so that the row is found wherever hubs are spread, without statistics.
_WRITE = f"""
    INSERT INTO dossier (hub, {_LISTED}) SELECT %s, {_PIECES} FROM jsonb_array_elements(%s) AS written (value)
    ON CONFLICT (hub, number) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])}
"""
_PARK = "INSERT INTO parked (hub, device, epoch, seq, kind, version, reason) VALUES (%s, %s, %s, %s, %s, %s, %s)"
_DOUBT = "INSERT INTO unproven (hub, device, epoch, seq, doubt) VALUES (%s, %s, %s, %s, %s)"


@contextmanager
def events_copied(raw: Raw, stream: OpenStream, events: Iterable[ReckonedEvent]) -> Iterator[None]:
    """Append events to PostgreSQL, inside the caller's transaction; they are there at the end of the context.

    What is done inside it is done while PostgreSQL stores them; it must not use the connection.
    """
    with raw.cursor() as cursor, cursor.copy(_COPY_EVENTS.encode()) as copy:
        copy.write(copied(stream.hub, stream.device, stream.epoch, events))
        yield


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


def send_dossiers(raw: Raw, hub: int, begun: Facts, moved: Facts) -> None:
    """Add new dossiers and write known ones anew, in PostgreSQL, inside the caller's pipeline."""
    if begun or moved:
        raw.execute(_WRITE.encode(), (hub, msgspec.json.encode([*begun, *moved]).decode()))


def store_dossiers(hub: int, begun: Facts, moved: Facts) -> None:
    """Add new dossiers and write known ones anew, by Django, inside the caller's transaction."""
    DossierRow.objects.bulk_create(DossierRow(hub=hub, **_columns(facts)) for facts in begun)
    for facts in moved:
        changed = {name: value for name, value in _columns(facts).items() if name != "number"}
        DossierRow.objects.filter(hub=hub, number=facts.number).update(**changed)


def _columns(facts: DossierFacts) -> dict[str, Any]:
    values = {name: getattr(facts, name) for name in COLUMNS}
    return {name: _moment(value) if name in TIMES else value for name, value in values.items()}


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


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else time_of(milliseconds)

"""Rows in and out: the few places where speed wants SQL instead of Django's own words."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from desk_app.domain.lifecycle import State
from sync.district.models import DossierRow, Event, Stream
from sync.district.projection import DossierFacts
from sync.wire.reckoning import ReckonedEvent

_EVENT_COLUMNS = (
    "hub", "device", "epoch", "seq", "kind", "version", "dossier", "recorded_at", "header", "digest", "body", "chain",
)  # fmt: skip
_DOSSIER_COLUMNS = (
    "hub", "number", "status", "name", "procedure_code", "procedure_name", "received_at", "due_at", "finished_at",
    "handed_over_at", "search",
)  # fmt: skip
_FEW = 500  # parameters that every SQLite takes in one statement


def store_events(stream: Stream, events: Sequence[ReckonedEvent]) -> None:
    """Append events, inside the caller's transaction: by COPY on PostgreSQL."""
    rows = (_event_row(stream, event) for event in events)
    if connection.vendor == "postgresql":
        _copy(rows)
    else:
        Event.objects.bulk_create([Event(**dict(zip(_EVENT_COLUMNS, row, strict=True))) for row in rows])


def dossiers_named(hub: int, numbers: Iterable[str]) -> dict[str, DossierFacts]:
    """Return the known ones among `numbers`."""
    wanted, known = sorted(set(numbers)), dict[str, DossierFacts]()
    for start in range(0, len(wanted), _FEW):
        for row in DossierRow.objects.filter(hub=hub, number__in=wanted[start : start + _FEW]):
            known[row.number] = _facts(row)
    return known


def store_dossiers(hub: int, dossiers: Iterable[DossierFacts]) -> None:
    """Add or replace dossiers, inside the caller's transaction."""
    DossierRow.objects.bulk_create(
        [_dossier_row(hub, facts) for facts in dossiers],
        update_conflicts=True,
        unique_fields=["hub", "number"],
        update_fields=[column for column in _DOSSIER_COLUMNS if column not in ("hub", "number")],
    )


def column_text(text: str) -> str:
    """Return `text` as a PostgreSQL column takes it: NUL stands in bodies if it must, never in a column."""
    return text.replace("\x00", "\ufffd")


def _copy(rows: Iterable[tuple[Any, ...]]) -> None:
    statement = f"COPY event ({', '.join(_EVENT_COLUMNS)}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(_COPY_TYPES)
        for row in rows:
            copy.write_row(row)


_COPY_TYPES = (
    "int8", "bytea", "int4", "int8", "int4", "int4", "text", "int8", "bytea", "bytea", "bytea", "bytea",
)  # fmt: skip


def _event_row(stream: Stream, event: ReckonedEvent) -> tuple[Any, ...]:
    row = event.row
    dossier = None if row.dossier is None else column_text(row.dossier)
    return (
        stream.hub, bytes(stream.device), stream.epoch, event.sent.seq, row.kind, row.version, dossier,
        row.recorded_at, event.sent.header, event.digest, event.sent.body, event.chain,
    )  # fmt: skip


def _dossier_row(hub: int, facts: DossierFacts) -> DossierRow:
    return DossierRow(
        hub=hub, number=column_text(facts.number), status=int(facts.status), name=column_text(facts.name),
        procedure_code=column_text(facts.procedure_code), procedure_name=column_text(facts.procedure_name),
        received_at=facts.received_at, due_at=facts.due_at, finished_at=facts.finished_at,
        handed_over_at=facts.handed_over_at, search=column_text(facts.search),
    )  # fmt: skip


def _facts(row: DossierRow) -> DossierFacts:
    return DossierFacts(
        row.number, State(row.status), row.name, row.procedure_code, row.procedure_name, row.received_at, row.due_at,
        row.finished_at, row.handed_over_at,
    )  # fmt: skip

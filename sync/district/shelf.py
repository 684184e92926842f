"""Rows in and out: the few places where speed wants SQL instead of Django's own words."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models.functions import Coalesce

from desk_app.domain.lifecycle import State
from sync.district.books import OpenStream, is_postgresql
from sync.district.models import DossierRow, Event
from sync.district.projection import DossierFacts, Progress
from sync.wire.reckoning import ReckonedEvent

_EVENT_COLUMNS = (
    "hub", "device", "epoch", "seq", "kind", "version", "dossier", "recorded_at", "header", "digest", "body", "chain",
)  # fmt: skip
_EVENT_TYPES = (
    "int8", "bytea", "int4", "int8", "int4", "int4", "text", "int8", "bytea", "bytea", "bytea", "bytea",
)  # fmt: skip
_DOSSIER_COLUMNS = (
    "hub", "number", "status", "name", "procedure_code", "procedure_name", "received_at", "due_at", "finished_at",
    "handed_over_at", "search",
)  # fmt: skip
_DOSSIER_TYPES = (
    "int8", "text", "int4", "text", "text", "text", "timestamptz", "timestamptz", "timestamptz", "timestamptz", "text",
)  # fmt: skip
_MOVE = """
    UPDATE dossier SET status = moved.status, finished_at = coalesce(moved.finished_at, dossier.finished_at),
        handed_over_at = coalesce(moved.handed_over_at, dossier.handed_over_at)
    FROM unnest(%s::text[], %s::int4[], %s::timestamptz[], %s::timestamptz[])
        AS moved (number, status, finished_at, handed_over_at)
    WHERE dossier.hub = %s AND dossier.number = moved.number
"""
_STATES = """
    SELECT wanted.number, status FROM unnest(%s::text[]) AS wanted (number)
    CROSS JOIN LATERAL (SELECT status FROM dossier WHERE hub = %s AND number = wanted.number LIMIT 1) AS found
"""
_FEW = 500  # parameters that every SQLite takes in one statement


def store_events(stream: OpenStream, events: Sequence[ReckonedEvent]) -> None:
    """Append events, inside the caller's transaction: by COPY on PostgreSQL."""
    rows = [_event_row(stream, event) for event in events]
    if is_postgresql():
        _copy("event", _EVENT_COLUMNS, _EVENT_TYPES, rows)
    else:
        Event.objects.bulk_create(Event(**dict(zip(_EVENT_COLUMNS, row, strict=True))) for row in rows)


def states_of(hub: int, numbers: Iterable[str]) -> dict[str, State]:
    """Return where the known ones among `numbers` stand."""
    wanted = sorted(set(numbers))
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(_STATES, [wanted, hub])
            return {number: State(status) for number, status in cursor.fetchall()}
    known: dict[str, State] = {}
    for start in range(0, len(wanted), _FEW):
        rows = DossierRow.objects.filter(hub=hub, number__in=wanted[start : start + _FEW])
        known.update((number, State(status)) for number, status in rows.values_list("number", "status"))
    return known


def add_dossiers(hub: int, dossiers: Collection[DossierFacts]) -> None:
    """Add dossiers that are new, inside the caller's transaction."""
    rows = [_dossier_row(hub, facts) for facts in dossiers]
    if rows and is_postgresql():
        _copy("dossier", _DOSSIER_COLUMNS, _DOSSIER_TYPES, rows)
    elif rows:
        DossierRow.objects.bulk_create(DossierRow(**dict(zip(_DOSSIER_COLUMNS, row, strict=True))) for row in rows)


def move_dossiers(hub: int, moved: Mapping[str, Progress]) -> None:
    """Note how known dossiers got on, inside the caller's transaction."""
    if moved and is_postgresql():
        steps = list(moved.values())
        columns: list[Any] = [
            [column_text(number) for number in moved],
            [int(step.status) for step in steps],
            [step.finished_at for step in steps],
            [step.handed_over_at for step in steps],
        ]
        with connection.cursor() as cursor:
            cursor.execute(_MOVE, [*columns, hub])
        return
    for number, step in moved.items():
        DossierRow.objects.filter(hub=hub, number=number).update(
            status=int(step.status),
            finished_at=Coalesce(step.finished_at, "finished_at"),
            handed_over_at=Coalesce(step.handed_over_at, "handed_over_at"),
        )


def column_text(text: str) -> str:
    """Return `text` as a PostgreSQL column takes it: NUL stands in bodies if it must, never in a column."""
    return text.replace("\x00", "\ufffd")


def _copy(table: str, columns: Sequence[str], types: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _event_row(stream: OpenStream, event: ReckonedEvent) -> tuple[Any, ...]:
    row = event.row
    dossier = None if row.dossier is None else column_text(row.dossier)
    return (
        stream.hub, stream.device, stream.epoch, event.sent.seq, row.kind, row.version, dossier,
        row.recorded_at, event.sent.header, event.digest, event.sent.body, event.chain,
    )  # fmt: skip


def _dossier_row(hub: int, facts: DossierFacts) -> tuple[Any, ...]:
    progress = facts.progress
    return (
        hub, column_text(facts.number), int(progress.status), column_text(facts.name),
        column_text(facts.procedure_code), column_text(facts.procedure_name), facts.received_at, facts.due_at,
        progress.finished_at, progress.handed_over_at, column_text(facts.search),
    )  # fmt: skip

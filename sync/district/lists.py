"""What the pages and the commands list: frozen lines read from the tables."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk_app.domain.lifecycle import State
from sync.district.fleet import desk_lines
from sync.district.models import Desk, DossierRow, Event, Hub, Parked

_TONES = {
    State.RECEIVED: "ok", State.IN_PROGRESS: "ok", State.REFUSED: "late", State.RESULT_READY: "ready",
    State.STOPPED: "late", State.SUPPLEMENT_REQUESTED: "soon", State.OBLIGATION_REQUESTED: "soon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier in the list; `tone` is the colour its state has on the desk's screen too."""

    number: str
    name: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    word: str
    tone: str


def dossier_line(row: DossierRow, *, with_names: bool) -> DossierLine:
    """Return a row as the page shows it, the name left out for whom it does not concern."""
    state, name = State(row.status), row.name if with_names else ""
    return DossierLine(
        row.number, name, row.procedure_name, row.received_at, row.due_at, state.word, _TONES.get(state, "neu")
    )


def dossier_facts() -> Iterator[dict[str, Any]]:
    """Yield every dossier as plain values, by number; `conflicts` says which of its events could not be shown, and why.

    `due_at` decides what is late, `original_due_at` was promised first, `reappointed_at` is the apology's new day.
    """
    agencies = {hub.hub: hub for hub in Hub.objects.all()}
    conflicts = _conflicts()
    for row in DossierRow.objects.order_by("hub", "number").iterator():
        yield {
            "number": row.number,
            "status": row.status,
            "status_word": State(row.status).word,
            "due_at": _iso(row.due_at),
            "original_due_at": _iso(row.original_due_at),
            "reappointed_at": _iso(row.reappointed_at),
            "holder_kind": row.holder_kind,
            "holder": row.holder,
            "procedure": row.procedure_code,
            "received_at": _iso(row.received_at),
            "finished_at": _iso(row.finished_at),
            "handed_over_at": _iso(row.handed_over_at),
            "ended_at": _iso(row.ended_at),
            "conflicts": conflicts.get((row.hub, row.number), []),
            "agency": agencies[row.hub].agency_code,
            "name": row.name,
        }


def _conflicts() -> dict[tuple[int, str], list[str]]:
    """Return why events of a dossier are parked; parked events are few."""
    found: dict[tuple[int, str], list[str]] = {}
    for parked in Parked.objects.order_by("hub", "device", "epoch", "seq"):
        place = {"hub": parked.hub, "device": parked.device, "epoch": parked.epoch, "seq": parked.seq}
        number = Event.objects.filter(**place).values_list("dossier", flat=True).first()
        if number is not None:
            found.setdefault((parked.hub, number), []).append(parked.reason)
    return found


def counts(now: datetime) -> dict[str, int]:
    """Return how many desks, events and dossiers are held, how many desks were replaced and how many go on anyhow.

    `unproven` events have a body that could not be checked against what the desk sealed.
    """
    lines = desk_lines(now)
    return {
        "desks": Desk.objects.count(),
        "events": Event.objects.count(),
        "dossiers": DossierRow.objects.count(),
        "replaced": sum(line.is_replaced for line in lines),
        "replaced_yet_sending": sum(line.is_doubled for line in lines),
        "unproven": sum(line.unproven for line in lines),
    }


def _iso(at: datetime | None) -> str | None:
    from django.utils.timezone import localtime

    return None if at is None else localtime(at).isoformat(timespec="seconds")

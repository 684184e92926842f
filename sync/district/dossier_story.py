"""One dossier for a person of the district: what happened, who did it, when it was said to be, and what proves it."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from desk_app.domain.decision_events import DistrictDecided
from desk_app.domain.events import Event as Body
from desk_app.domain.events import Header, OfficerAdded
from desk_app.domain.positional import time_of
from sync.district.contradictions import Contradiction, contradictions_of
from sync.district.decisions import is_passed_on
from sync.district.dossier_scans import ScanLine, scans_of
from sync.district.event_words import UNFIT_WORDS, VERDICT_WORDS, words_of
from sync.district.models import Desk, DistrictDecision, DossierRow, Event, Hub, Parked, StoredReceipt
from sync.wire.codec import MessagePackCodec
from sync.wire.messages import Receipt

_CODEC = MessagePackCodec()
_ERASED = ("Nội dung đã xóa theo yêu cầu", "")
_WIRE = "wire"


@dataclass(frozen=True, slots=True)
class Step:
    """An event: `recorded_at` by the desk's clock, `happened_at` what it claims (the same unless entered late).

    `proven_at` is when the district's receipt for it was given, at the latest; `receipt` up to which event that goes.
    """

    what: str
    detail: str
    who: str
    happened_at: datetime
    recorded_at: datetime
    is_claimed: bool
    proven_at: datetime | None
    receipt: int
    seq: int
    desk: int
    doubt: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision made here: `came_at` when the desk logged it (None: not yet), `unfit` why it fitted no longer."""

    what: str
    by: str
    at: datetime
    came_at: datetime | None
    unfit: str


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier's row, the commune, its steps as recorded, what was decided here, its scans, and what contradicts."""

    row: Any
    commune: str
    steps: tuple[Step, ...]
    decisions: tuple[DecisionLine, ...]
    may_decide: bool
    scans: tuple[ScanLine, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def story_of(hub: int, number: str) -> Story | None:
    """Return the dossier with its time line; None when nothing of it is known."""
    row = DossierRow.objects.filter(hub=hub, number=number).first()
    if row is None:
        return None
    commune = Hub.objects.get(hub=hub)
    stored = list(Event.objects.filter(hub=hub, dossier=number))
    steps = _steps(hub, stored)
    decisions = _decisions(hub, number, stored)
    name = commune.name or commune.agency_code
    return Story(
        row, name, steps, decisions, is_passed_on(row), scans_of(hub, stored), contradictions_of(stored, _desks(hub))
    )


def _steps(hub: int, stored: Sequence[Event]) -> tuple[Step, ...]:
    names, desks, doubts = _names(hub), _desks(hub), _doubts(hub)
    steps = []
    for event in stored:
        header = _CODEC.decode_header(bytes(event.header))
        body = _body(event)
        what, detail = _ERASED if body is None else words_of(body)
        device = bytes(event.device)
        receipt = _receipt(event)
        steps.append(
            Step(
                what, detail, _who(header, names), header.claimed_at or header.recorded_at, header.recorded_at,
                header.claimed_at is not None, None if receipt is None else time_of(receipt.district_at),
                0 if receipt is None else receipt.last_seq, event.seq, desks.get(device, 0),
                doubts.get((device, event.epoch, event.seq), ""),
            )
        )  # fmt: skip
    return tuple(sorted(steps, key=lambda step: (step.recorded_at, step.desk, step.seq)))


def _decisions(hub: int, number: str, stored: Iterable[Event]) -> tuple[DecisionLine, ...]:
    came: dict[bytes, tuple[datetime, str]] = {}
    for event in stored:
        body = _body(event) if event.kind == DistrictDecided.kind else None
        if isinstance(body, DistrictDecided):
            came[body.decision.decision] = time_of(event.recorded_at), UNFIT_WORDS.get(body.unfit, body.unfit)
    lines = []
    for made in DistrictDecision.objects.filter(hub=hub, number=number).order_by("decided_at"):
        at, unfit = came.get(bytes(made.decision), (None, ""))
        word = VERDICT_WORDS.get(made.verdict, made.verdict)
        lines.append(DecisionLine(word, made.decided_by, made.decided_at, at, unfit))
    return tuple(lines)


def _body(event: Event) -> Body | None:
    if event.body is None:
        return None
    try:
        return _CODEC.decode_body(event.kind, event.version, bytes(event.body))
    except ValueError:
        return None


def _receipt(event: Event) -> Receipt | None:
    """Return the first receipt that covers the event; one row by the key of the table."""
    place = {"hub": event.hub, "device": event.device, "epoch": event.epoch, "last_seq__gte": event.seq}
    stored = StoredReceipt.objects.filter(**place).order_by("last_seq").first()
    return None if stored is None else msgspec.msgpack.decode(bytes(stored.receipt)[64:], type=Receipt)


def _who(header: Header, names: dict[str, str]) -> str:
    return "máy tự ghi" if header.actor in ("", _WIRE) else names.get(header.actor, header.actor)


def _names(hub: int) -> dict[str, str]:
    names: dict[str, str] = {}
    for event in Event.objects.filter(hub=hub, kind=OfficerAdded.kind):
        body = _body(event)
        if isinstance(body, OfficerAdded):
            names[body.officer_id] = body.name
    return names


def _desks(hub: int) -> dict[bytes, int]:
    return {bytes(desk.device): desk.number for desk in Desk.objects.filter(hub=hub)}


def _doubts(hub: int) -> dict[tuple[bytes, int, int], str]:
    return {(bytes(each.device), each.epoch, each.seq): each.reason for each in Parked.objects.filter(hub=hub)}

"""Deciding on a dossier that a desk passed on: signed, kept, and put into that desk's inbox."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
import secrets
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from desk_app.domain.decision_events import BODY, Verdict
from desk_app.domain.lifecycle import State
from desk_app.domain.positional import milliseconds_of
from sync.district.acts import Deed, note_act
from sync.district.errors import DistrictInputError
from sync.district.inbox_rows import deliver
from sync.district.keys import DistrictKeys
from sync.district.models import Desk, DistrictDecision, DossierRow, Event, Publication
from sync.district.references import DECISION
from sync.wire.inbox_notes import DecisionNote
from sync.wire.signing import sign_note

_WITH_REASON = frozenset({Verdict.SUPPLEMENT, Verdict.DENIED, Verdict.RETURNED})
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an officer typed: the verdict and what it needs; texts are trimmed, `items` one paper each."""

    verdict: Verdict
    reason: str = ""
    items: tuple[str, ...] = ()
    result_number: str = ""
    signed_on: date | None = None


class RulingIncompleteError(DistrictInputError):
    """What is missing of a ruling; the text says which."""


class NotPassedOnError(DistrictInputError):
    """No desk has passed this dossier on, or it came back meanwhile."""


def is_passed_on(row: DossierRow) -> bool:
    """Whether another body than the desk and its officers holds the dossier, by what the desks have sent."""
    return bool(row.status == State.IN_PROGRESS and row.holder_kind == BODY)


def decide(hub: int, number: str, ruling: Ruling, *, by: str, at: datetime, keys: DistrictKeys) -> bytes:
    """Return the id of a new decision, which is on its way to the desk; RulingIncompleteError, NotPassedOnError."""
    _check(ruling)
    with transaction.atomic():
        row = DossierRow.objects.select_for_update().filter(hub=hub, number=number).first()
        if row is None or not is_passed_on(row):
            raise NotPassedOnError(f"{number} is not with another body")
        desk = _desk_of(hub, number)
        note = DecisionNote(
            secrets.token_bytes(16), number, ruling.verdict.value, milliseconds_of(at), by, keys.label,
            ruling.reason[:_LONGEST], ruling.items, ruling.result_number,
            0 if ruling.signed_on is None else ruling.signed_on.toordinal(),
        )  # fmt: skip
        signed = sign_note(note, keys.receipts)
        content_hash = hashlib.sha256(DECISION.encode() + b"\0" + signed).digest()
        Publication.objects.create(
            hub=hub, content_hash=content_hash, subject=DECISION, version=note.decision.hex(),
            content=zlib.compress(signed, 9), at=at,
        )  # fmt: skip
        DistrictDecision.objects.create(
            hub=hub, decision=note.decision, number=number, desk=desk.number, verdict=note.verdict, decided_by=by,
            decided_at=at, content_hash=content_hash,
        )  # fmt: skip
        deliver(desk, content_hash)
        note_act(by, Deed.DECIDED, at, subject=number, note=note.verdict, hub=hub)
    return note.decision


def _check(ruling: Ruling) -> None:
    if ruling.verdict in _WITH_REASON and not ruling.reason:
        raise RulingIncompleteError("reason")
    if ruling.verdict is Verdict.SUPPLEMENT and not ruling.items:
        raise RulingIncompleteError("items")


def _desk_of(hub: int, number: str) -> Desk:
    """Return the desk that has written last about the dossier, on the device that is this desk now."""
    event = Event.objects.filter(hub=hub, dossier=number).order_by("-recorded_at", "-seq").first()
    if event is None:
        raise NotPassedOnError(f"nothing was sent about {number}")
    desks = Desk.objects.select_for_update()
    wrote = desks.get(hub=hub, device=event.device)
    now = desks.filter(hub=hub, number=wrote.number, replaced_at__isnull=True).order_by("-enrolled_at").first()
    return now or wrote

"""What people have to look at: second histories, batches kept apart, events that cannot be shown or proven.

Nothing of it is ever deleted. A note says what people decided; it covers what had come by then, and what comes later
shows again.
"""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Min

from desk_app.domain.positional import milliseconds_of, time_of
from sync.district.acts import Deed, note_act
from sync.district.errors import DistrictInputError
from sync.district.models import Desk, Event, Hub, Parked, Quarantined, Settlement, Stream, Unproven
from sync.wire.batch import DamagedBatchError, UnknownDictionaryError, unpack

OUT_OF_ORDER = "move="
_FEW_DOSSIERS, _FEW_BATCHES, _FEW_EVENTS = 8, 5, 200


class Conflict(Enum):
    """Kinds of what people look at; the value begins the subject that is kept with the note."""

    FORK = "fork"
    DOUBLED = "doubled"
    PARKED = "parked"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Decided:
    """What people wrote, who and when."""

    officer: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One thing to look at. `subject` and `up_to` name it when it is settled; `reason` is for parked events."""

    kind: Conflict
    hub: int
    subject: str
    up_to: int
    device: str
    epoch: int
    commune: str
    agency_code: str
    number: int
    count: int
    first: int
    last: int
    since: datetime | None
    reason: str = ""
    dossiers: tuple[str, ...] = ()
    decided: Decided | None = None


def conflict_lines() -> list[ConflictLine]:
    """Return everything that was ever to be looked at, the newest first, without the dossiers it is about."""
    hubs = {hub.hub: hub for hub in Hub.objects.all()}
    numbers = {
        (hub, bytes(device)): number for hub, device, number in Desk.objects.values_list("hub", "device", "number")
    }
    notes = {(note.hub, note.subject): note for note in Settlement.objects.all()}
    lines: list[ConflictLine] = []
    for line in (*_forks(), *_doubled(), *_parked(), *_unproven()):
        hub, note = hubs[line.hub], notes.get((line.hub, line.subject))
        is_decided = note is not None and note.up_to >= line.up_to
        lines.append(
            replace(
                line, commune=hub.name or hub.agency_code, agency_code=hub.agency_code,
                number=numbers.get((line.hub, bytes.fromhex(line.device)), 0),
                decided=Decided(note.officer, note.at, note.note) if note is not None and is_decided else None,
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (list(Conflict).index(line.kind), -line.up_to))


def with_dossiers(lines: Iterable[ConflictLine]) -> list[ConflictLine]:
    """Return the lines of one page with the first dossiers each is about; costs a query or two a line."""
    return [replace(line, dossiers=_dossiers(line), since=line.since or _recorded(line)) for line in lines]


def settle(hub: int, subject: str, up_to: int, note: str, by: str, at: datetime) -> None:
    """Keep what people decided about a conflict as it stood at `up_to`; DistrictInputError for an unknown one."""
    note = " ".join(note.replace("\x00", "").split())[:500]
    known = next((line for line in conflict_lines() if (line.hub, line.subject) == (hub, subject)), None)
    if known is None or not note:
        raise DistrictInputError("No such conflict, or no note")
    with transaction.atomic():
        Settlement.objects.update_or_create(
            hub=hub, subject=subject,
            defaults={"up_to": min(up_to, known.up_to), "at": at, "officer": by, "note": note},
        )  # fmt: skip
        said = f"{known.agency_code}, quầy {known.number}: {subject}"
        note_act(by, Deed.CONFLICT_SETTLED, at, subject=said, note=note, hub=hub)


def _forks() -> list[ConflictLine]:
    kept = Quarantined.objects.values("hub", "device", "epoch").annotate(
        count=Count("batch_hash"), first=Min("first"), last=Max("last"), since=Min("at"), newest=Max("at")
    )
    found = {(row["hub"], bytes(row["device"]), row["epoch"]): row for row in kept}
    for stream in Stream.objects.filter(forked_at__isnull=False).values("hub", "device", "epoch", "forked_at"):
        key = stream["hub"], bytes(stream["device"]), stream["epoch"]
        at = stream["forked_at"]
        found.setdefault(key, {"count": 0, "first": 0, "last": 0, "since": at, "newest": at})
    return [
        _of(Conflict.FORK, key, row, f"fork/{key[1].hex()}/{key[2]}", milliseconds_of(row["newest"]))
        for key, row in found.items()
    ]


def _doubled() -> list[ConflictLine]:
    heard = Desk.objects.filter(replaced_at__isnull=False, last_contact_at__gt=F("replaced_at"))
    return [
        _of(
            Conflict.DOUBLED, (hub, bytes(device), 0), {"count": 1, "first": 0, "last": 0, "since": since},
            f"doubled/{bytes(device).hex()}", milliseconds_of(since),
        )
        for hub, device, since in heard.values_list("hub", "device", "replaced_at")
    ]  # fmt: skip


def _parked() -> list[ConflictLine]:
    rows = Parked.objects.values("hub", "device", "epoch", "reason").annotate(
        count=Count("seq"), first=Min("seq"), last=Max("seq")
    )
    found: dict[str, ConflictLine] = {}
    for row in rows:
        key, reason = (row["hub"], bytes(row["device"]), row["epoch"]), _kind_of(row["reason"])
        why = hashlib.sha256(reason.encode()).hexdigest()[:8]
        subject = f"parked/{key[1].hex()}/{key[2]}/{why}"
        line = replace(_of(Conflict.PARKED, key, row, subject, row["last"]), reason=reason)
        before = found.get(subject)
        found[subject] = line if before is None else _together(before, line)
    return list(found.values())


def _kind_of(reason: str) -> str:
    """Return the reason, or what begins every reason of its kind: a step that the dossier's state did not allow."""
    return OUT_OF_ORDER if reason.startswith(OUT_OF_ORDER) else reason


def _together(one: ConflictLine, other: ConflictLine) -> ConflictLine:
    return replace(
        one, count=one.count + other.count, first=min(one.first, other.first), last=max(one.last, other.last),
        up_to=max(one.up_to, other.up_to),
    )  # fmt: skip


def _unproven() -> list[ConflictLine]:
    rows = Unproven.objects.values("hub", "device", "epoch").annotate(
        count=Count("seq"), first=Min("seq"), last=Max("seq")
    )
    lines: list[ConflictLine] = []
    for row in rows:
        key = row["hub"], bytes(row["device"]), row["epoch"]
        lines.append(_of(Conflict.UNPROVEN, key, row, f"unproven/{key[1].hex()}/{key[2]}", row["last"]))
    return lines


def _of(kind: Conflict, key: tuple[int, bytes, int], row: dict[str, Any], subject: str, up_to: int) -> ConflictLine:
    hub, device, epoch = key
    return ConflictLine(
        kind=kind, hub=hub, subject=subject, up_to=up_to, device=device.hex(), epoch=epoch, commune="",
        agency_code="", number=0, count=row["count"], first=row["first"], last=row["last"], since=row.get("since"),
    )  # fmt: skip


def _dossiers(line: ConflictLine) -> tuple[str, ...]:
    if line.kind is Conflict.DOUBLED:
        return ()
    place = {"hub": line.hub, "device": bytes.fromhex(line.device), "epoch": line.epoch}
    if line.kind is Conflict.FORK:
        batches = Quarantined.objects.filter(**place).order_by("first").values_list("batch", flat=True)
        return _few(number for batch in batches[:_FEW_BATCHES] for number in _of_batch(bytes(batch)))
    table = Parked if line.kind is Conflict.PARKED else Unproven
    rows = table.objects.filter(**place)
    if line.kind is Conflict.PARKED:
        is_kind = line.reason == OUT_OF_ORDER
        rows = rows.filter(**{"reason__startswith" if is_kind else "reason": line.reason})
    seqs = list(rows.order_by("-seq").values_list("seq", flat=True)[:_FEW_EVENTS])
    events = Event.objects.filter(**place, seq__in=seqs, dossier__isnull=False)
    return _few(events.order_by("-seq").values_list("dossier", flat=True))


def _of_batch(batch: bytes) -> list[str]:
    try:
        return [event.row.dossier for event in unpack(batch).events if event.row.dossier]
    except (DamagedBatchError, UnknownDictionaryError):
        return []


def _few(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(numbers))[:_FEW_DOSSIERS]


def _recorded(line: ConflictLine) -> datetime | None:
    at = Event.objects.filter(hub=line.hub, device=bytes.fromhex(line.device), epoch=line.epoch, seq=line.first)
    recorded = at.values_list("recorded_at", flat=True).first()
    return None if recorded is None else time_of(recorded)

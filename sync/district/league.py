"""The communes by how much of their work was late in a period, reckoned from the events alone.

Of a commune count the dossiers that were taken in and ended in the period, and those that are open at its end; late are
those past the day that decides. Nothing here is kept as fact: what is remembered belongs to a length of the commune's
log and is reckoned anew when that grows.
"""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
from django.db.models import Q

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Anchored, Recorded
from desk_app.domain.positional import time_of
from sync.district.judging import Fault, Judged, Placed, Proof, Witnesses, judged
from sync.district.league_line import CommuneLine, Period
from sync.district.models import DossierRow, Event, Hub, LeagueMemory, Parked, StoredReceipt
from sync.district.projection import NEWER_PROGRAM
from sync.district.second_histories import batches_apart, dossiers_apart
from sync.district.taking_up import in_order
from sync.wire.codec import MessagePackCodec
from sync.wire.messages import Receipt

_CODEC = MessagePackCodec()
_FEW = 400
_CLOCKS_APART = timedelta(days=2)  # a desk's clock that runs ahead dates what it logs after the day on which it came


def league(period: Period) -> tuple[CommuneLine, ...]:
    """Return every commune, the latest first; communes whose log has not grown cost one look."""
    apart = batches_apart()
    lines = [_remembered(hub, period, apart.get(hub.hub, 0)) for hub in Hub.objects.order_by("agency_code")]
    return tuple(sorted(lines, key=lambda line: (-(line.rate or 0), line.agency)))


def _remembered(hub: Hub, period: Period, apart: int) -> CommuneLine:
    place = {"hub": hub.hub, "since": period.since, "until": period.until}
    kept = LeagueMemory.objects.filter(**place, as_of=period.as_of, log_size=hub.log_size, name=_name(hub)).first()
    line = None if kept is None else msgspec.json.decode(bytes(kept.line), type=CommuneLine)
    if line is not None and (line.log_root, line.set_apart) == (bytes(hub.log_root).hex(), apart):
        return line
    line = line_of(hub, period)
    fresh = {"as_of": period.as_of, "log_size": line.log_size, "name": line.commune, "line": msgspec.json.encode(line)}
    LeagueMemory.objects.update_or_create(**place, defaults=fresh)
    return line


def line_of(hub: Hub, period: Period) -> CommuneLine:
    """Return a commune's line, reckoned now; about 0.5 ms a dossier.

    It names the log that it was reckoned from: if a batch comes in meanwhile, it is reckoned again.
    """
    while True:
        line = _line_of(hub, period)
        now = Hub.objects.get(hub=hub.hub)
        if now.log_size == hub.log_size:
            return line
        hub = now


def _line_of(hub: Hub, period: Period) -> CommuneLine:
    counts: dict[str, int] = dict.fromkeys(("ended", "open", "late_ended", "late_open", "unreadable"), 0)
    faults, proofs = dict.fromkeys(Fault, 0), {proof: [0, 0] for proof in Proof}
    for found in _judged(hub, period):
        if found is None:
            counts["unreadable"] += 1
            continue
        if found.ended_at is not None and found.ended_at < period.begins:
            continue
        kind = "open" if found.is_open else "ended"
        counts[kind] += 1
        proofs[found.proof][0 if found.is_late else 1] += 1
        if found.fault is not None:
            counts[f"late_{kind}"] += 1
            faults[found.fault] += 1
    return CommuneLine(
        agency=hub.agency_code, commune=_name(hub), late_by_commune=faults[Fault.COMMUNE],
        late_by_body=faults[Fault.BODY], late_by_citizen=faults[Fault.CITIZEN],
        proof={proof.value: (late, in_time) for proof, (late, in_time) in proofs.items()},
        log_size=hub.log_size, log_root=bytes(hub.log_root).hex(),
        set_apart=batches_apart().get(hub.hub, 0), **counts,
    )  # fmt: skip


def _judged(hub: Hub, period: Period) -> Iterator[Judged | None]:
    """Yield what is said of each dossier that may count; None for one that cannot be read."""
    given = _given(hub.hub)
    witnesses, forked = _witnesses(hub.hub, given), dossiers_apart(hub.hub)
    parked = Parked.objects.filter(hub=hub.hub).exclude(reason=NEWER_PROGRAM)
    doubtful = {(bytes(row.device), row.epoch, row.seq) for row in parked}
    for events in _histories(hub.hub, _candidates(hub.hub, period, given)):
        try:
            is_forked = events[0].dossier in forked
            found = judged(_placed(events, doubtful), period.as_of, witnesses, is_forked=is_forked)
        except (ValueError, DeskError, AssertionError):
            yield None
            continue
        if found is not None:
            yield found


def _candidates(hub: int, period: Period, given: Sequence[_Given]) -> list[str]:
    open_now = Q(finished_at__isnull=True, ended_at__isnull=True)
    changed_since = Q(changed_at__gte=period.begins) | Q(changed_at__isnull=True)
    rows = DossierRow.objects.filter(hub=hub)
    found = set(rows.filter(open_now | changed_since).values_list("number", flat=True))
    heard = sorted(_heard_since(hub, period.begins, given) - found)
    for start in range(0, len(heard), _FEW):
        found.update(rows.filter(number__in=heard[start : start + _FEW]).values_list("number", flat=True))
    return sorted(found)


def _heard_since(hub: int, begins: datetime, given: Sequence[_Given]) -> set[str]:
    """What was entered later as having happened before the period was still open in it: it came in since."""
    before: dict[tuple[bytes, int], int] = {}
    for each in given:
        if each.at < begins - _CLOCKS_APART:
            before[each.device, each.epoch] = max(each.last_seq, before.get((each.device, each.epoch), 0))
    found: set[str] = set()
    for device, epoch in {(each.device, each.epoch) for each in given}:
        since = Event.objects.filter(hub=hub, device=device, epoch=epoch, seq__gt=before.get((device, epoch), 0))
        found.update(since.filter(dossier__isnull=False).values_list("dossier", flat=True).distinct())
    return found


def _histories(hub: int, numbers: Sequence[str]) -> Iterator[list[Event]]:
    for start in range(0, len(numbers), _FEW):
        few = numbers[start : start + _FEW]
        events: dict[str, list[Event]] = {number: [] for number in few}
        for event in Event.objects.filter(hub=hub, dossier__in=few).order_by("device", "epoch", "seq"):
            events[event.dossier].append(event)
        for number in few:
            yield in_order(events[number])


def _placed(events: Sequence[Event], doubtful: set[tuple[bytes, int, int]]) -> list[Placed]:
    placed = []
    for event in events:
        device = bytes(event.device)
        if event.body is None:
            raise ValueError("an erased event")
        header = _CODEC.decode_header(bytes(event.header))
        body = _CODEC.decode_body(event.kind, event.version, bytes(event.body))
        recorded = Recorded(event.seq, header, body, bytes(event.chain))
        placed.append(Placed(recorded, device, event.epoch, (device, event.epoch, event.seq) in doubtful))
    return placed


class _Given(NamedTuple):
    """A receipt that the district gave, signed, and when."""

    device: bytes
    epoch: int
    last_seq: int
    at: datetime
    signed: bytes


def _given(hub: int) -> list[_Given]:
    found = []
    for row in StoredReceipt.objects.filter(hub=hub):
        signed = bytes(row.receipt)
        at = time_of(msgspec.msgpack.decode(signed[64:], type=Receipt).district_at)
        found.append(_Given(bytes(row.device), row.epoch, row.last_seq, at, signed))
    return found


def _witnesses(hub: int, receipts: Sequence[_Given]) -> Witnesses:
    """Only an anchor whose receipt was really given counts."""
    given = {each.signed: each.at for each in receipts}
    anchors = []
    for event in Event.objects.filter(hub=hub, kind=Anchored.kind, body__isnull=False):
        body = _CODEC.decode_body(event.kind, event.version, bytes(event.body))
        at_given = given.get(body.receipt) if isinstance(body, Anchored) else None
        if at_given is not None:
            anchors.append((bytes(event.device), event.epoch, event.seq, at_given))
    return Witnesses([each[:4] for each in receipts], anchors)


def _name(hub: Hub) -> str:
    return str(hub.name or hub.agency_code)

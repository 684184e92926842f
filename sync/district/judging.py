"""Was a dossier late, by whose doing, and how well is that proven: pure, from its events and the stream's receipts.

Lateness is the domain's word: the end of processing counts, a dossier that waits for the citizen is judged as at the
request, an apology moves nothing; limits in days compare dates. What proves it are the receipts around the deciding
event: one that it contains as an anchor (not before), and the first that covers it (not after).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from desk_app.domain.dossier import Dossier, dossier_of
from desk_app.domain.events import Finished, Recorded
from desk_app.domain.holding import CITIZEN, DESK, holdings_of, split_among
from desk_app.domain.life_events import (
    ObligationRequested,
    ObligationSettled,
    Reopened,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    Withdrawn,
)
from desk_app.domain.lifecycle import State
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.reappointment import is_past
from desk_app.domain.timeliness import end_of_processing
from desk_app.domain.waiting import waits_of

TOLERANCE = timedelta(minutes=5)
"""How far a desk's clock may be off its bracket before that is a contradiction."""
_LAST_INSTANT = timedelta(milliseconds=1)  # midnight is the next day's, and a day is late only when it is over
_UNITS = frozenset(unit.value for unit in Unit)
_WAITS = (SupplementRequested, ObligationRequested, Withdrawn, Stopped)
_GOES_ON = (SupplementReceived, ObligationSettled, Reopened)
_OFFICER = "officer"


class Proof(Enum):
    """How well it is proven that a dossier was late or not; the value is its word in files."""

    CERTIFIED = "certified"
    UNCERTAIN = "uncertain"
    LATE_ENTRY = "late_entry"
    CONTRADICTION = "contradiction"


class Fault(Enum):
    """Who held a late dossier for most of the time it was late; ties go to the commune."""

    COMMUNE = "commune"
    BODY = "body"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Placed:
    """An event and the stream it stands in; `is_doubtful` when it contradicts what was known."""

    event: Recorded
    device: bytes
    epoch: int
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a dossier as of an instant; `fault` is None unless it is late."""

    is_late: bool
    is_open: bool
    ended_at: datetime | None
    fault: Fault | None
    proof: Proof


class Witnesses:
    """The district's receipts of a commune: when it had which event, and which of them the desks' logs contain."""

    def __init__(
        self,
        receipts: Iterable[tuple[bytes, int, int, datetime]],
        anchors: Iterable[tuple[bytes, int, int, datetime]],
    ) -> None:
        """Take (device, epoch, last seq, time) of receipts, and (device, epoch, own seq, time) of proven anchors."""
        self._receipts = _by_stream(receipts)
        self._anchors = _by_stream(anchors)

    def not_after(self, device: bytes, epoch: int, seq: int) -> datetime | None:
        """Return the time of the first receipt that covers the event."""
        seqs, times = self._receipts.get((device, epoch), ([], []))
        place = bisect_left(seqs, seq)
        return times[place] if place < len(seqs) else None

    def not_before(self, device: bytes, epoch: int, seq: int) -> datetime | None:
        """Return the time of the newest receipt that the log holds before the event."""
        seqs, times = self._anchors.get((device, epoch), ([], []))
        place = bisect_left(seqs, seq)
        return times[place - 1] if place else None

    def heard_last(self, device: bytes) -> datetime | None:
        """Return when anything of a device was last taken in."""
        return max((times[-1] for (each, _), (_, times) in self._receipts.items() if each == device), default=None)


def judged(
    placed: Sequence[Placed], as_of: datetime, witnesses: Witnesses, *, is_forked: bool = False
) -> Judged | None:
    """Return what is true of a dossier as of an instant; None while it is not taken in (refused, only registered).

    Events that contradict what was known are left out, as everywhere. `is_forked`: a second history of the desk, which
    was refused, tells otherwise of it, so nothing proves the one that is held. ValueError when it cannot be read.
    """
    history = _until(placed, as_of)
    if not history:
        return None
    dossier = dossier_of(each.event for each in history)
    if dossier.state in (State.REGISTERED, State.REFUSED):
        return None
    ended_at = end_of_processing(dossier)
    due_at, limit = dossier.standing.due_at, _limit(dossier)
    at = _judged_at(dossier, ended_at or max(as_of - _LAST_INSTANT, dossier.standing.received_at))
    is_late = due_at is not None and is_past(limit, due_at, at)
    proof = Proof.CONTRADICTION if is_forked else _proof(placed, history, due_at, limit, is_late, witnesses)
    fault = _fault(dossier, due_at, at, as_of) if due_at is not None and is_late else None
    return Judged(is_late, ended_at is None, ended_at, fault, proof)


def _until(placed: Sequence[Placed], as_of: datetime) -> list[Placed]:
    history: list[Placed] = []
    for each in placed:
        if each.is_doubtful:
            continue
        if each.event.happened_at >= as_of:
            break
        history.append(each)
    return history


def _limit(dossier: Dossier) -> Limit:
    unit = dossier.terms.limit_unit
    return Limit(1, Unit(unit) if unit in _UNITS else Unit.WORKING_DAY)


def _judged_at(dossier: Dossier, until: datetime) -> datetime:
    waits = waits_of(dossier.history)
    return min(until, waits[-1].since) if waits and waits[-1].until is None else until


def _fault(dossier: Dossier, due_at: datetime, at: datetime, as_of: datetime) -> Fault:
    seconds = dict.fromkeys(Fault, 0)
    for holder, share in split_among(holdings_of(dossier.history, as_of), due_at, at).items():
        seconds[_side(holder)] += share
    return max(Fault, key=lambda side: seconds[side])


def _side(holder: str) -> Fault:
    if holder == CITIZEN:
        return Fault.CITIZEN
    return Fault.COMMUNE if holder == DESK or holder.startswith(_OFFICER) else Fault.BODY


def _proof(
    placed: Sequence[Placed],
    history: Sequence[Placed],
    due_at: datetime | None,
    limit: Limit,
    is_late: bool,
    witnesses: Witnesses,
) -> Proof:
    if any(each.is_doubtful for each in placed):
        return Proof.CONTRADICTION
    decisive = _decisive(history)
    if decisive is None:
        return _proof_of_open(history, due_at, limit, is_late, witnesses)
    header = decisive.event.header
    if header.claimed_at is not None:
        return Proof.LATE_ENTRY
    place = decisive.device, decisive.epoch, decisive.event.seq
    first, last = witnesses.not_before(*place), witnesses.not_after(*place)
    if _is_outside(header.recorded_at, first, last):
        return Proof.CONTRADICTION
    if due_at is None:
        return Proof.CERTIFIED
    bound = first if is_late else last
    return Proof.CERTIFIED if bound is not None and is_past(limit, due_at, bound) is is_late else Proof.UNCERTAIN


def _proof_of_open(
    history: Sequence[Placed], due_at: datetime | None, limit: Limit, is_late: bool, witnesses: Witnesses
) -> Proof:
    """A day that is still to come is in time whatever was done; one that is past, once the desk was heard after it."""
    if due_at is None or not is_late:
        return Proof.CERTIFIED
    heard = witnesses.heard_last(history[-1].device)
    return Proof.CERTIFIED if heard is not None and is_past(limit, due_at, heard) else Proof.UNCERTAIN


def _decisive(history: Sequence[Placed]) -> Placed | None:
    """Return the event at which the dossier is judged: the request or the leaving, else the result; None while open."""
    waiting: Placed | None = None
    finished: Placed | None = None
    for each in history:
        if isinstance(each.event.body, _WAITS):
            waiting = waiting or each
        elif isinstance(each.event.body, _GOES_ON):
            waiting = finished = None
        elif isinstance(each.event.body, Finished):
            finished = each
    return waiting or finished


def _is_outside(at: datetime, first: datetime | None, last: datetime | None) -> bool:
    return (first is not None and at < first - TOLERANCE) or (last is not None and at > last + TOLERANCE)


def _by_stream(
    rows: Iterable[tuple[bytes, int, int, datetime]],
) -> Mapping[tuple[bytes, int], tuple[list[int], list[datetime]]]:
    streams: dict[tuple[bytes, int], tuple[list[int], list[datetime]]] = {}
    for device, epoch, seq, at in sorted(rows):
        seqs, times = streams.setdefault((device, epoch), ([], []))
        seqs.append(seq)
        times.append(at)
    return streams

"""Who held a dossier at each moment, and how a stretch of time splits among them to the second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.domain.decision_events import DistrictDecided, gives_back
from desk_app.domain.events import Event, Finished, Received, Recorded, Refused
from desk_app.domain.life_events import (
    Accepted,
    Forwarded,
    ObligationRequested,
    ObligationSettled,
    Registered,
    Reopened,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    TurnedAway,
    Withdrawn,
)

CITIZEN, DESK = "citizen", "desk"

_SECOND = timedelta(seconds=1)
_BEGINS = (Received, Registered, Accepted, Refused)
_TO_CITIZEN = (SupplementRequested, ObligationRequested, Withdrawn, Stopped)
_BACK = (SupplementReceived, ObligationSettled, Reopened)
_ENDS = (Finished, Withdrawn, Stopped, TurnedAway, Refused)


@dataclass(frozen=True, slots=True)
class Holding:
    """One holder's stretch: `kind` is desk, officer, body or citizen; `name` is empty for the desk and the citizen."""

    kind: str
    name: str
    begins: datetime
    ends: datetime

    @property
    def holder(self) -> str:
        """The holder as lists and files name it: `desk`, `citizen`, `officer: Lê An`."""
        return f"{self.kind}: {self.name}" if self.name else self.kind

    @property
    def length(self) -> timedelta:
        """Wall-clock time."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Stay:
    """A dossier at another body or officer, against the date asked of them (liên thông).

    `ends` is when it went on, or when work ended, or now. `late_seconds` counts the time after `their_due_at` in which
    they held it themselves: what a citizen took to answer is not theirs.
    """

    kind: str
    name: str
    begins: datetime
    ends: datetime
    their_due_at: datetime | None
    late_seconds: int


@dataclass(frozen=True, slots=True)
class _Turn:
    """From `at` on, `kind` and `name` hold it; `forwarded` is the hop that brought it there."""

    at: datetime
    kind: str
    name: str
    forwarded: Forwarded | None = None


def holdings_of(history: Sequence[Recorded], now: datetime) -> tuple[Holding, ...]:
    """Return the holders from reception to the end of processing (open: to `now`), without gap or overlap.

    A citizen who is waited for, or who has the dossier back until it is reopened, is a holder of kind `citizen`; an
    answer gives it back to whom it was taken from. Neighbours of one holder are one stretch; empty ones are left out.
    """
    turns = _turns(history)
    holdings: list[Holding] = []
    for turn, begins, ends in _stretches(turns, _end(history, turns[0].at, now)):
        last = holdings[-1] if holdings else None
        if last is not None and (last.kind, last.name) == (turn.kind, turn.name):
            holdings[-1] = Holding(turn.kind, turn.name, last.begins, ends)
        elif begins < ends:
            holdings.append(Holding(turn.kind, turn.name, begins, ends))
    return tuple(holdings)


def stays_of(history: Sequence[Recorded], now: datetime) -> tuple[Stay, ...]:
    """Return each stay away from the desk, in order, with how late it was against its own date."""
    turns = _turns(history)
    stays: list[Stay] = []
    hop: Forwarded | None = None
    for turn, begins, ends in _stretches(turns, _end(history, turns[0].at, now)):
        if turn.forwarded is None or turn.forwarded.to_kind == DESK:
            hop = None
            continue
        own = turn.kind != CITIZEN
        late = _late(turn.forwarded.their_due_at, begins, ends) if own else 0
        if turn.forwarded is hop:
            began = stays[-1]
            stays[-1] = Stay(began.kind, began.name, began.begins, ends, began.their_due_at, began.late_seconds + late)
        else:
            hop = turn.forwarded
            stays.append(Stay(hop.to_kind, hop.to_name, begins, ends, hop.their_due_at, late))
    return tuple(stays)


def split_among(holdings: Sequence[Holding], since: datetime, until: datetime) -> Mapping[str, int]:
    """Return the whole seconds of each holder between two instants; they add up to the whole seconds of the stretch."""
    seconds: dict[str, int] = {}
    for holding in holdings:
        begins, ends = (min(max(moment, since), until) for moment in (holding.begins, holding.ends))
        # Differences of counts from one start: what is rounded off one holder falls to the next, never away.
        share = (ends - since) // _SECOND - (begins - since) // _SECOND
        if share > 0:
            seconds[holding.holder] = seconds.get(holding.holder, 0) + share
    return seconds


def _turns(history: Sequence[Recorded]) -> list[_Turn]:
    """Return who holds it from when on, in the log's order; a late entry never goes back behind what came before."""
    first = history[0].happened_at
    turns = [_Turn(first, DESK, "")]
    holder, latest = turns[0], first
    for event in history[1:]:
        latest = max(latest, event.happened_at)
        body = event.body
        if isinstance(body, Accepted):
            latest = event.happened_at
            turns = []
        before = holder
        holder = _holder_after(holder, body, latest)
        with_citizen = isinstance(body, _TO_CITIZEN)
        if with_citizen:
            turns.append(_Turn(latest, CITIZEN, "", holder.forwarded))
        elif isinstance(body, (*_BACK, Forwarded, Finished, Accepted)) or _is_given_back(body, before):
            turns.append(_Turn(latest, holder.kind, holder.name, holder.forwarded))
    return turns


def _holder_after(holder: _Turn, body: Event, at: datetime) -> _Turn:
    """Return who holds it, or gets it back when the citizen has answered."""
    if isinstance(body, Forwarded):
        name = "" if body.to_kind == DESK else body.to_name
        return _Turn(at, body.to_kind, name, body)
    if isinstance(body, (*_BEGINS, *_ENDS)) or _is_given_back(body, holder):
        return _Turn(at, DESK, "")
    return holder


def _is_given_back(body: Event, holder: _Turn) -> bool:
    return isinstance(body, DistrictDecided) and gives_back(body, holder.kind)


def _end(history: Sequence[Recorded], begins: datetime, now: datetime) -> datetime:
    """Return the end of processing, else now; never before the beginning."""
    end: datetime | None = None
    for event in history:
        if isinstance(event.body, _ENDS):
            end = event.happened_at
        elif isinstance(event.body, Reopened):
            end = None
    return max(now if end is None else end, begins)


def _stretches(turns: Sequence[_Turn], end: datetime) -> list[tuple[_Turn, datetime, datetime]]:
    ends = [*(turn.at for turn in turns[1:]), end]
    return [(turn, min(turn.at, end), min(until, end)) for turn, until in zip(turns, ends, strict=True)]


def _late(their_due_at: datetime | None, begins: datetime, ends: datetime) -> int:
    if their_due_at is None:
        return 0
    return max(ends - max(begins, their_due_at), timedelta()) // _SECOND

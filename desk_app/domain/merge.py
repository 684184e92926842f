"""A dossier that several desks wrote: the fold of all their events, the same in whatever order they arrived.

The order is the events' own: the hybrid clock in their headers, then the device. A desk's clock runs ahead of every
event it has taken in, so what was written in knowledge of something comes after it. Of what was written without
knowing of each other, added facts stay side by side; of moves the first possible one counts; of a fact with one value
the later one is shown. Wherever something was set aside or overwritten so, a conflict names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desk_app.domain.conflict import Conflict, ConflictKind
from desk_app.domain.custody_events import (
    FIRST,
    SECOND,
    ChangesSeen,
    ConflictSettled,
    CustodyGiven,
    CustodyTaken,
    Seen,
)
from desk_app.domain.dossier import Dossier, begin, follow
from desk_app.domain.errors import IllegalMoveError, SecondReappointmentError
from desk_app.domain.events import NumberViewed, PrintSettled, Recorded, SlipPrinted
from desk_app.domain.lifecycle import Move
from desk_app.domain.merged_fields import fields_of, with_field
from desk_app.domain.standing import BEGINNINGS, MOVE_OF, Standing

TRACES = (SlipPrinted, PrintSettled, NumberViewed)
"""What any desk may note of a dossier without holding it: it changes nothing and contradicts nothing."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A dossier of the commune. `holder` is the device of the desk that writes it.

    `applied` are the events that took effect, in order, each with the standing before it (None before the first).
    `seen` says of each device how far it has said to know the others' events.
    """

    dossier: Dossier
    holder: bytes
    conflicts: tuple[Conflict, ...]
    applied: tuple[tuple[Recorded, Standing | None], ...]
    seen: Mapping[bytes, Mapping[bytes, int]]

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """Those that wait for a person."""
        return tuple(conflict for conflict in self.conflicts if conflict.is_open)

    def heads(self, device: bytes) -> tuple[Seen, ...]:
        """Return how far the other devices' events go: what an event of `device` written now has seen."""
        last: dict[bytes, int] = {}
        for event in self.dossier.history:
            if event.device != device:
                last[event.device] = max(last.get(event.device, 0), event.seq)
        return tuple(Seen(each, seq) for each, seq in sorted(last.items()))

    def has_news_for(self, device: bytes) -> bool:
        """Has somebody else written what `device` has not said to know?"""
        known = self.seen.get(device, {})
        return any(
            event.device != device and not isinstance(event.body, TRACES) and event.seq > known.get(event.device, 0)
            for event in self.dossier.history
        )


def order_of(event: Recorded) -> tuple[int, bytes, int, bytes]:
    """Return the event's place in the commune's order; no two events have the same."""
    return event.header.hlc, event.device, event.seq, event.chain


def merged(events: Iterable[Recorded]) -> Merged | None:
    """Return the dossier; None while its first event has not arrived. Each event names its device."""
    ordered = sorted(events, key=order_of)
    opening = next((event for event in ordered if type(event.body) in BEGINNINGS), None)
    if opening is None:
        return None
    fold = _Fold(begin(opening), opening.device)
    fold.applied.append((opening, None))
    for event in ordered:
        if event is not opening:
            fold.take(event)
    seen = {device: dict(known) for device, known in fold.seen.items()}
    return Merged(fold.dossier, fold.holder, tuple(fold.conflicts), tuple(fold.applied), seen)


@dataclass(slots=True)
class _Fold:
    """The dossier so far, and who set what."""

    dossier: Dossier
    holder: bytes
    conflicts: list[Conflict] = field(default_factory=list)
    applied: list[tuple[Recorded, Standing | None]] = field(default_factory=list)
    seen: dict[bytes, dict[bytes, int]] = field(default_factory=dict)
    setters: dict[str, Recorded] = field(default_factory=dict)
    earlier: list[tuple[int, Dossier]] = field(default_factory=list)  # before each move, with how many took effect
    branches: dict[bytes, int] = field(default_factory=dict)  # where a move set aside would have been possible

    def take(self, event: Recorded) -> None:
        body = event.body
        if isinstance(body, CustodyTaken | CustodyGiven | ConflictSettled | ChangesSeen):
            self._note_seen(event.device, body.seen)
        if type(body) in BEGINNINGS:
            self._lengthen(event)
            self._conflict(ConflictKind.NUMBER, "number", self.dossier.history[0], event)
        elif isinstance(body, CustodyTaken | CustodyGiven):
            self._hold(event, event.device if isinstance(body, CustodyTaken) else body.to_device)
        elif isinstance(body, ConflictSettled):
            self._settle(event, body)
        else:
            self._follow(event)

    def _follow(self, event: Recorded) -> None:
        before = self.dossier
        try:
            self.dossier = follow(before, event)
        except (IllegalMoveError, SecondReappointmentError):
            self._lengthen(event)
            self._conflict(ConflictKind.MOVE, "", self._last_move(event), event, self._alternative(event))
            return
        self.applied.append((event, before.standing))
        if type(event.body) in MOVE_OF:
            self.earlier.append((len(self.applied) - 1, before))
        for name, value in fields_of(event.body).items():
            self._set(name, value, event)

    def _set(self, name: str, value: object, event: Recorded) -> None:
        other = self.setters.get(name)
        if other is not None and not self._knows(event, other) and fields_of(other.body)[name] != value:
            self._conflict(ConflictKind.FIELD, name, other, event)
        self.setters[name] = event

    def _hold(self, event: Recorded, holder: bytes) -> None:
        self._lengthen(event)
        other = self.setters.get("custody")
        if other is not None and holder != self.holder and not self._knows(event, other):
            self._conflict(ConflictKind.CUSTODY, "custody", other, event)
        self.setters["custody"] = event
        self.holder = holder

    def _settle(self, event: Recorded, body: ConflictSettled) -> None:
        self._lengthen(event)
        for place, conflict in enumerate(self.conflicts):
            if (conflict.name, conflict.field) != (body.later, body.field) or body.choice not in (FIRST, SECOND):
                continue
            earlier = conflict.settled
            if earlier is None:
                self.conflicts[place] = replace(conflict, settled=event)
                self._choose(conflict, body.choice, event)
            elif isinstance(earlier.body, ConflictSettled) and earlier.body.choice != body.choice:
                self.conflicts.append(
                    Conflict(ConflictKind.CHOICE, body.field or "move", earlier, event, about=conflict)
                )
            return

    def _choose(self, conflict: Conflict, choice: str, by: Recorded) -> None:
        if conflict.kind is ConflictKind.CHOICE and conflict.about is not None:
            chosen = conflict.first if choice == FIRST else conflict.second
            assert isinstance(chosen.body, ConflictSettled)
            self._choose(conflict.about, chosen.body.choice, by)
        elif conflict.kind is ConflictKind.MOVE and choice == SECOND and conflict.alternative is not None:
            self._branch(conflict, conflict.alternative, by)
        elif conflict.kind is ConflictKind.FIELD:
            chosen = conflict.first if choice == FIRST else conflict.second
            self.dossier = with_field(self.dossier, conflict.field, chosen.body)
            if conflict.field == "fees":
                self.applied.append((chosen, self.dossier.standing))  # in force again, in place of the other

    def _branch(self, conflict: Conflict, other: Dossier, by: Recorded) -> None:
        """Let the later move count instead of the earlier, and after it whatever else is still possible.

        What its desk did next was set aside with it, and is possible now.
        """
        place = self.branches[conflict.second.chain]
        then = [event for event, _ in self.applied[place:] if event is not conflict.first]
        aside = {each.second.chain for each in self.conflicts if self._goes_on(each, conflict)}
        then += [each.second for each in self.conflicts if each.second.chain in aside]
        for event in sorted(then, key=order_of):
            try:
                other = follow(other, event)
            except (IllegalMoveError, SecondReappointmentError):
                aside.discard(event.chain)
        self.dossier = replace(self.dossier, standing=other.standing, collector=other.collector)
        self.conflicts = [
            replace(each, settled=by) if each.is_open and each.second.chain in aside else each
            for each in self.conflicts
        ]

    def _goes_on(self, each: Conflict, conflict: Conflict) -> bool:
        """Whether an open conflict is about a move by which the later move's own desk went on."""
        is_next = each.second.device == conflict.second.device and order_of(each.second) > order_of(conflict.second)
        return each.kind is ConflictKind.MOVE and each.is_open and is_next

    def _conflict(
        self, kind: ConflictKind, name: str, first: Recorded, second: Recorded, alternative: Dossier | None = None
    ) -> None:
        self.conflicts.append(Conflict(kind, name, first, second, alternative=alternative))

    def _last_move(self, event: Recorded) -> Recorded:
        """Return what made the move impossible: the last move its desk did not know of, else the last of all."""
        moves = [each for each, _ in self.applied if MOVE_OF.get(type(each.body), Move.AMEND) is not Move.AMEND]
        unknown = [each for each in moves if not self._knows(event, each)]
        alike = [each for each in unknown if type(each.body) is type(event.body)]
        return (alike or unknown or moves or [self.dossier.history[0]])[-1]

    def _alternative(self, event: Recorded) -> Dossier | None:
        for place, before in reversed(self.earlier):
            try:
                other = follow(before, event)
            except (IllegalMoveError, SecondReappointmentError):
                continue
            self.branches[event.chain] = place
            return other
        return None

    def _knows(self, event: Recorded, other: Recorded) -> bool:
        if other.device == event.device:
            return self._is_own_past(event, other)
        return self.seen.get(event.device, {}).get(other.device, 0) >= other.seq

    def _is_own_past(self, event: Recorded, other: Recorded) -> bool:
        """Whether `other` lies in the log that `event` was written in: a copied disk may write under the same name.

        Each event names the last one of its log on the dossier. Where that is not here any more nobody is accused;
        where both machines have one at that place, nobody can tell, and people are asked.
        """
        place = event.header.base
        while place is not None and place > other.seq:
            before = self._at(event.device, place)
            if not before:
                return True
            place = before[-1].header.base
        return place == other.seq and len(self._at(other.device, other.seq)) == 1

    def _at(self, device: bytes, seq: int) -> list[Recorded]:
        return [each for each in self.dossier.history if (each.device, each.seq) == (device, seq)]

    def _note_seen(self, device: bytes, seen: tuple[Seen, ...]) -> None:
        known = self.seen.setdefault(device, {})
        for each in seen:
            known[each.device] = max(known.get(each.device, 0), each.seq)

    def _lengthen(self, event: Recorded) -> None:
        self.dossier = replace(self.dossier, history=(*self.dossier.history, event))

"""What the desks wrote against what the district holds: lost, duplicated, unexpected, recovered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.sync.simulation.desks import Machine
from tests.sync.simulation.district import SimulatedDistrict


@dataclass
class Verdict:
    """Counts over a seed; `wrong` are sentences about what must never be, `recovered` what needed to go twice."""

    events: int = 0
    lost: int = 0
    duplicated: int = 0
    unexpected: int = 0
    recovered: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is lost, doubled or invented."""
        return not (self.lost or self.duplicated or self.unexpected or self.wrong)


@dataclass
class Checker:
    """Remembers every event that ever was on a disk, by its chain head, and which of them may be gone for good."""

    written: dict[bytes, str] = field(default_factory=dict)
    numbers: dict[str, set[tuple[int, str]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    recovered: int = 0

    def saw(self, desk: Machine) -> None:
        """Note what is on a disk now."""
        for event in desk.events:
            self.written.setdefault(event.chain, desk.name)
        for epoch, number in desk.given:
            self.numbers.setdefault(number, set()).add((epoch, desk.name))

    def forget(self, numbers: set[str]) -> None:
        """Nobody knows of these numbers any more."""
        for number in numbers:
            self.numbers.pop(number, None)

    def oversold(self, desk: Machine, held: set[bytes]) -> None:
        """A desk may believe only what the district holds."""
        believed = {event.chain for event in desk.events[: desk.acknowledged()]}
        if believed - held:
            self.wrong.append(f"{desk.name} believes {len(believed - held)} events that the district does not hold")

    def verdict(self, district: SimulatedDistrict, alive: Sequence[Machine], safe: set[bytes]) -> Verdict:
        """Judge in the end: `safe` are events of dead disks that the district had proven and never lost since."""
        rows = district.rows("SELECT device, chain FROM event")
        held = Counter(bytes(chain) for _, chain in rows)
        needed = {event.chain for desk in alive for event in desk.events[: desk.acknowledged()]} | safe
        result = Verdict(
            events=len(rows),
            lost=len(needed - held.keys()),
            duplicated=sum(held.values()) - len(held),
            unexpected=len(held.keys() - self.written.keys()),
            recovered=self.recovered,
            wrong=list(self.wrong),
        )
        result.wrong += [f"{desk.name}: {desk.waiting()} events wait for ever" for desk in alive if desk.waiting()]
        result.wrong += [
            f"number {number} was given in epochs {sorted({epoch for epoch, _ in givers})}"
            for number, givers in self.numbers.items()
            if len({epoch for epoch, _ in givers}) > 1
        ]
        result.wrong += self._lists(district)
        result.wrong += [
            f"{one.name} and {other.name} go on apart in epoch {one.epoch}"
            for place, one in enumerate(alive)
            for other in alive[place + 1 :]
            if (one.device, one.epoch) == (other.device, other.epoch) and _are_apart(one, other)
        ]
        return result

    @staticmethod
    def _lists(district: SimulatedDistrict) -> list[str]:
        """Every intake that is held is in the list of dossiers."""
        missing = district.rows("SELECT DISTINCT dossier FROM event WHERE kind = 20 EXCEPT SELECT number FROM dossier")
        return [f"{number} is not in the list" for (number,) in missing]


def _are_apart(one: Machine, other: Machine) -> bool:
    shared = min(one.acknowledged(), other.acknowledged())
    return one.chain_at(shared) != other.chain_at(shared)

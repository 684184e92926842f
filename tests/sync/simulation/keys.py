"""The district's keys change in the middle of everything; sometimes somebody on the line offers keys of his own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.sync.simulation.desks import AGENCY
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.impostor import Impostor
from tests.sync.simulation.world import World


class Rotating(World):
    """A world, of whatever kind, in which keys are rotated, lost and put back from an old copy, and offered by a thief.

    Desks follow a rotation by themselves. After keys were lost a person types a new code at every desk.
    """

    def __init__(self, seed: int, district: SimulatedDistrict) -> None:
        super().__init__(seed, district)
        self._laid_up: list[str] = []
        self._are_keys_lost = False
        self._thief = Impostor(district.trusted)
        if self.chance.random() < 0.5:
            self._backups.append(district.backup())  # of a day on which no desk was taken in yet
        badness, self.line.badness = self.line.badness, 0
        for desk in self.alive:
            self.trace.append(f"taken in: {desk.name} {self._exchange(desk)}")
        self.line.badness = badness

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        return [
            *super()._steps(), (self._keys_rotated, 8), (self._keys_laid_up, 3), (self._keys_put_back, 2),
            (self._thief_comes, 6),
        ]  # fmt: skip

    def _keys_rotated(self) -> str:
        self.district.rotate_keys()
        return str(len(self.district.trusted().handovers))

    def _keys_laid_up(self) -> str:
        self._laid_up.append(self.district.keys())
        return str(len(self._laid_up))

    def _keys_put_back(self) -> str:
        if not self._laid_up:
            return "none laid up"
        which = self.chance.randrange(len(self._laid_up))
        self.district.put_keys_back(self._laid_up[which])
        self._are_keys_lost = True
        return str(which)

    def _new_codes(self) -> None:
        """Somebody goes to the desks that the district shuts out for good, and types a new code."""
        by_number: dict[int, str] = {}
        for desk in self.alive:
            if self._needs_a_person(desk):
                desk.code = by_number.setdefault(desk.desk, self.district.code(AGENCY, desk.desk))
                self.trace.append(f"new code: {desk.name}")

    def _needs_a_person(self, desk: Any) -> bool:
        """Whether its keys are none that the district ever had, or its code none that the district knows."""
        from sync.district.hub import hash_of_code

        codes = {bytes(code) for (code,) in self.district.rows("SELECT code_hash FROM enrol_code")}
        trusted = desk.identity().enrolment
        knows_keys = trusted is None or trusted.receipt_key in self.district.receipt_keys()
        return not knows_keys or hash_of_code(desk.code) not in codes

    def _contradictions(self) -> list[str]:
        # What was signed with a key that was lost since, nobody can verify.
        return [] if self._are_keys_lost else super()._contradictions()

    def _thief_comes(self) -> str:
        self.line.impostor = self._thief if self.line.impostor is None else None
        return "gone" if self.line.impostor is None else "there"

    def _heal(self) -> None:
        self.line.impostor = None
        self._new_codes()
        super()._heal()
        if self._thief.taken:
            self.checker.wrong.append(f"{self._thief.taken} batches were sealed for a thief")

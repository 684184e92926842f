"""Several desks of one commune: real databases, the district between them, their own network, and all the troubles."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sync.desk import exchange, neighbour_line
from sync.desk.carrying import Load
from sync.desk.neighbour_line import Peer, round_with_peers
from sync.desk.pace import Pace
from tests.sync.simulation.checker import Verdict
from tests.sync.simulation.commune_check import CommuneCheck
from tests.sync.simulation.commune_desk import CommuneDesk, empty_disk
from tests.sync.simulation.commune_line import CommuneNetwork
from tests.sync.simulation.desks import AGENCY, CutOutbox, DeskCutError, SimulatedClock, SimulatedTime
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.skew import SAME, speak
from tests.sync.simulation.world import World

_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_MEETINGS = 3


class CommuneWorld(World):
    """A world of two to four desks of one commune. In some seeds they never meet on a network of their own."""

    def __init__(self, seed: int, district: SimulatedDistrict) -> None:
        self._folder = tempfile.TemporaryDirectory(dir=_MEMORY)
        self._gone: list[CommuneDesk] = []
        super().__init__(seed, district)
        self.network = CommuneNetwork(
            self.chance, self._there, met=self.line.met, badness=self.chance.choice((0, 20, 50))
        )
        self.has_network = self.chance.random() < 0.6
        self.cut_off = set[int]()  # desks that do not reach the district
        badness, self.line.badness = self.line.badness, 0
        for desk in [*self.alive, *self.alive] if self.chance.random() < 0.9 else []:
            self.trace.append(f"taken in: {desk.name} {self._exchange(desk)}")
        self.line.badness = badness
        self.commune = CommuneCheck(self.checker.wrong, self.line.met)

    def run(self) -> Verdict:
        with self._folder:
            try:
                return super().run()
            finally:
                for desk in (*self.alive, *self._disks, *self._gone):
                    desk.shut()

    def _count(self) -> int:
        return self.chance.randint(2, 4)

    def _length(self) -> int:
        return self.chance.randint(20, 60)

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        return [
            *super()._steps(), (self._works_on, 60), (self._neighbours_meet, 40), (self._parted, 6),
            (self._desk_cut_off, 6), (self._restarted, 4),
        ]  # fmt: skip

    # What happens.

    def _make(self, number: int) -> None:
        home = Path(self._folder.name) / f"{number:03}"
        source, recovery = _made(number)
        shutil.copytree(source, home)
        desk = CommuneDesk(home, number, recovery, SimulatedClock(self.time), self.chance)
        desk.name, desk.code = f"desk {number}", self.district.code(AGENCY, number)
        self.alive.append(desk)

    def _work(self) -> str:
        desk, count = self.chance.choice(self.alive), self.chance.randint(1, 3)
        for _ in range(count):
            desk.live(self.alive)
        return f"{desk.name} does {count} things, {len(desk.events)}"

    def _works_on(self) -> str:
        return self._work()

    def _neighbours_meet(self) -> str:
        desk = self.chance.choice(self.alive)
        return f"{desk.name} {self._asks_around(desk, self._some_cut())}"

    def _parted(self) -> str:
        numbers = sorted({desk.desk for desk in self.alive})
        self.network.badness = self.chance.choice((0, 20, 50))
        pairs = [frozenset((one, other)) for one in numbers for other in numbers if one < other]
        self.network.parted = {pair for pair in pairs if self.chance.random() < 0.3}
        return str(sorted(sorted(pair) for pair in self.network.parted))

    def _desk_cut_off(self) -> str:
        self.cut_off = {desk.desk for desk in self.alive if self.chance.random() < 0.3}
        return str(sorted(self.cut_off))

    def _restarted(self) -> str:
        desk = self.chance.choice(self.alive)
        desk.reopened()
        return str(desk.name)

    def _replaced(self, *, knowingly: bool) -> str:
        before = list(self.alive)
        said = super()._replaced(knowingly=knowingly)
        self._gone += [desk for desk in before if desk not in self.alive]
        return said

    # The real rounds.

    def _exchange(self, desk: Any, cut: int = 0) -> str:
        is_down, self.line.down = self.line.down, self.line.down or desk.desk in getattr(self, "cut_off", ())
        try:
            said = super()._exchange(desk, cut)
        finally:
            self.line.down = is_down
        if said.startswith("cut"):
            desk.reopened()
        return said

    def _run_round(self, desk: Any, outbox: Any) -> None:
        commune = desk.store.commune
        if outbox is not desk and self.chance.random() < 0.5:
            # Of the two ends that may be cut it is the commune's this time.
            outbox, commune = desk, CutOutbox(commune, self.chance.randrange(1, 8), after=self.chance.random() < 0.5)
        pace = self._paces.setdefault(desk.name, Pace())
        exchange.run_round(
            outbox, desk.signer, self.line.url, desk.code, clock=desk.clock, pace=pace, commune=commune
        )  # fmt: skip

    def _asks_around(self, desk: CommuneDesk, cut: int = 0) -> str:
        if not self.has_network:
            return "has no network"
        commune: Any = desk.store.commune
        if cut:
            commune = CutOutbox(commune, cut, after=self.chance.random() < 0.5)
        peers = tuple(Peer(number, f"http://desk-{number}") for number in range(1, 5) if number != desk.desk)
        vars(neighbour_line)["DistrictConnection"] = self.network.asked_by(desk.desk)
        try:
            went = round_with_peers(commune, desk.signer, peers, desk.clock, load=self._load(desk, cut))
        except DeskCutError:
            desk.reopened()
            return "cut"
        return ", ".join(f"{each.peer.desk}: {each.events or type(each.error).__name__}" for each in went)

    def _load(self, desk: CommuneDesk, cut: int) -> Load | None:
        """Return what a desk carries for others; here nobody does."""
        return None

    def _there(self, number: int) -> CommuneDesk | None:
        found = [desk for desk in self.alive if desk.desk == number]
        return self.chance.choice(found) if found else None

    def _some_cut(self) -> int:
        return self.chance.randrange(1, 12) if self.chance.random() < 0.15 else 0

    def _heal(self) -> None:
        self.cut_off, self.network.parted, self.network.badness = set(), set(), 0
        if self._skew != SAME:
            speak(SAME)  # an older program knows nothing of the commune: in the end everybody has the newer one
        super()._heal()
        for _ in range(_MEETINGS):
            for desk in self.alive:
                self.trace.append(f"heal: {desk.name} {self._asks_around(desk)} {self._exchange(desk)}")
        logs = [frozenset(event.chain for event in desk.written) for desk in (*self.alive, *self._gone)]
        self.commune.judge(self.district, self.alive, logs)


@lru_cache
def _made(number: int) -> tuple[Path, str]:
    """Return a desk as it was set up, and its recovery code: once for a process, copied for each seed."""
    shelf = _shelf()
    home = Path(shelf.name) / str(number)
    return home, empty_disk(home, number, SimulatedClock(SimulatedTime()))


@lru_cache
def _shelf() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(dir=_MEMORY)

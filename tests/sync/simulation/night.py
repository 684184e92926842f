"""The same troubles with nights: desks seal, couriers carry with nobody signed in, mornings take in what came."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from desk_app.domain.errors import DeskError
from sync.desk import courier
from sync.desk.spool import RECEIPT, Spool
from sync.desk.spool_answers import take_answers
from sync.desk.spool_making import seal_spool
from tests.sync.simulation.checker import Verdict
from tests.sync.simulation.desks import CutOutbox, DeskCutError, SimulatedDesk
from tests.sync.simulation.world import World


class NightWorld(World):
    """A world whose disks have spools."""

    def __post_init__(self) -> None:
        super().__post_init__()
        memory = Path("/dev/shm")
        self._disk = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
        for place, desk in enumerate(self.alive):
            desk.spool = Path(self._disk.name) / f"{place:03}"
            desk.spool.mkdir()
        vars(courier)["DistrictConnection"] = self.line.open
        badness, self.line.badness = self.line.badness, 0
        for desk in self.alive:
            self.trace.append(f"taken in: {desk.name} {self._exchange(desk)}")
        self.line.badness = badness

    def run(self) -> Verdict:
        with self._disk:
            return super().run()

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        seldom = [(step, 12 if step == self._round else weight) for step, weight in super()._steps()]
        return [*seldom, (self._evening, 40), (self._night, 50), (self._morning, 20)]

    def _evening(self) -> str:
        desk = self.chance.choice(self.alive)
        desk.live()
        return f"{desk.name} {self._at_the_desk(desk, is_morning=False, cut=self._some_cut())}"

    def _morning(self) -> str:
        desk = self.chance.choice(self.alive)
        return f"{desk.name} {self._at_the_desk(desk, is_morning=True, cut=self._some_cut())}"

    def _night(self) -> str:
        by_day = self.line.badness
        self.line.badness = self.chance.choice((by_day, 50, 90))  # whoever shares the line copies his films at night
        said = [f"{desk.name} {self._carried(desk)}" for desk in self.alive]
        self.line.badness = by_day
        return ", ".join(said)

    def _some_cut(self) -> int:
        return self.chance.randrange(1, 40) if self.chance.random() < 0.2 else 0

    def _at_the_desk(self, desk: SimulatedDesk, *, is_morning: bool, cut: int) -> str:
        outbox: Any = CutOutbox(desk, cut, after=self.chance.random() < 0.5) if cut else desk
        assert desk.spool is not None
        spool, said = Spool(desk.spool), "sealed"
        try:
            if is_morning:
                taken = take_answers(outbox, spool)
                said = "forked" if taken.forked else f"{taken.acknowledged} proven"
                if taken.unbelieved is not None:
                    said += ", one not believed"
            seal_spool(outbox, desk.signer, spool, url=self.line.url, ca_file="", clock=desk.clock)
        except DeskCutError:
            said = "cut"
        self.checker.saw(desk)
        if desk.name not in self._not_told_yet:
            self.checker.oversold(desk, self._held())
        return f"{said}, {desk.acknowledged()}/{len(desk.events)}, {len(spool.items())} items"

    def _carried(self, desk: SimulatedDesk) -> str:
        assert desk.spool is not None
        try:
            went = courier.run_courier(
                desk.spool, clock=desk.clock, wait=lambda seconds: self.time.pass_by(int(seconds)),
                random=self.chance.random, keep_trying=timedelta(minutes=self.chance.choice((0, 0, 3))),
            )  # fmt: skip
        except DeskError as error:
            return type(error).__name__
        assert went is not None
        self._believes_too_much(desk, went.delivered)
        return f"{went.delivered} delivered, {went.left} left"

    def _believes_too_much(self, desk: SimulatedDesk, delivered: int) -> None:
        """What a courier has just called delivered is at the district."""
        assert desk.spool is not None
        spool = Spool(desk.spool)
        if delivered and desk.name not in self._not_told_yet:
            called = {name for name, _ in spool.answers(RECEIPT)}
            gone = {item.last_head for item in spool.items() if item.name in called} - self._held()
            if gone:
                self.checker.wrong.append(f"{desk.name}: {len(gone)} items called delivered are not at the district")

    def _heal(self) -> None:
        self.line.badness, self.line.down = 0, False
        self.line.deliver_late()
        for desk in self.alive:
            self.trace.append(f"heal: {desk.name} {self._carried(desk)}")
            self.trace.append(f"heal: {desk.name} {self._at_the_desk(desk, is_morning=True, cut=0)}")
        super()._heal()
        for desk in self.alive:
            said = self._at_the_desk(desk, is_morning=True, cut=0)
            self.trace.append(f"heal: {desk.name} {said}")
            assert desk.spool is not None
            mine = {event.chain for event in desk.events}
            left = [item.name for item in Spool(desk.spool).items() if item.last_head in mine]
            if left:
                self.checker.wrong.append(f"{desk.name}: {left[0]} lies in the spool for ever")

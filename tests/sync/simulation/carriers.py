"""Desks of a commune that take each other's sealed batches along: nights with couriers, and every trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from desk_app.domain.errors import DeskError
from sync.desk import carried, courier
from sync.desk.carried import CARRIED_FOLDER, CarriedSpool, carried_in
from sync.desk.carrying import Load
from sync.desk.spool import Spool
from sync.desk.spool_answers import take_answers
from sync.desk.spool_item import SpoolItem
from sync.desk.spool_making import seal_spool
from sync.desk.spool_notes import SPOOL_FOLDER
from tests.sync.simulation.commune import CommuneWorld
from tests.sync.simulation.commune_desk import CommuneDesk
from tests.sync.simulation.desks import CutOutbox
from tests.sync.simulation.district import SimulatedDistrict

_Carrier = tuple[str, str]  # the machine, and the device that it carries for


class CarryingWorld(CommuneWorld):
    """A commune whose desks seal when they work and carry for each other; some never reach the district themselves."""

    def __init__(self, seed: int, district: SimulatedDistrict) -> None:
        super().__init__(seed, district)
        vars(courier)["DistrictConnection"] = self.line.open
        self.has_network = True
        self._carried: dict[_Carrier, dict[bytes, SpoolItem]] = {}

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        often = (self._disk_image, 12), (self._disk_put_back, 12)
        return [*super()._steps(), *often, (self._night, 12), (self._morning, 12)]

    # What happens.

    def _work(self) -> str:
        desk = self.chance.choice(self.alive)
        for _ in range(self.chance.randint(1, 3)):
            desk.live(self.alive)
        return f"{desk.name} works, {len(desk.events)}, {self._seals(desk)}"

    def _night(self) -> str:
        return ", ".join(f"{desk.name} {self._delivers(desk)}" for desk in self.alive)

    def _morning(self) -> str:
        desk = self.chance.choice(self.alive)
        try:
            taken = take_answers(desk.store.outbox, desk.load.spool)
        except DeskError as error:
            return type(error).__name__
        self._looked_at(desk)
        return f"{desk.name} {taken.acknowledged} proven{', forked' if taken.forked else ''}, {self._seals(desk)}"

    def _seals(self, desk: CommuneDesk) -> str:
        sealed = seal_spool(
            desk.store.outbox, desk.signer, desk.load.spool, url=self.line.url, ca_file="", clock=desk.clock
        )
        return f"{sealed.items} sealed"

    def _delivers(self, desk: CommuneDesk) -> str:
        is_down, self.line.down = self.line.down, self.line.down or desk.desk in self.cut_off
        own: tuple[Spool, ...] = (Spool(desk.home / SPOOL_FOLDER), *carried_in(desk.home / CARRIED_FOLDER))
        try:
            return "/".join(str(self._delivered(desk, spool)) for spool in own)
        finally:
            self.line.down = is_down

    def _delivered(self, desk: CommuneDesk, spool: Spool) -> int:
        went = courier.run_courier(
            spool.folder, clock=desk.clock, wait=lambda seconds: self.time.pass_by(int(seconds)),
            random=self.chance.random, keep_trying=timedelta(0), kind=type(spool),
        )  # fmt: skip
        assert went is not None
        if isinstance(spool, CarriedSpool) and went.delivered:
            self.line.met["delivered for another"] += 1
        return went.delivered

    def _asks_around(self, desk: CommuneDesk, cut: int = 0) -> str:
        before = desk.acknowledged()
        said = super()._asks_around(desk, cut)
        self._looked_at(desk)
        if desk.acknowledged() > before:
            self.line.met["proven by another"] += 1
        for spool in carried_in(desk.home / CARRIED_FOLDER):
            kept = self._carried.setdefault((desk.name, spool.folder.name), {})
            kept.update({item.last_head: item for item in spool.items()})
        return said

    def _load(self, desk: CommuneDesk, cut: int) -> Load:
        load = desk.load
        if not cut:
            return load
        outbox: Any = CutOutbox(load.outbox, cut, after=self.chance.random() < 0.5)
        return Load(outbox, load.spool, load.folder)

    def _looked_at(self, desk: CommuneDesk) -> None:
        self.checker.saw(desk)
        if desk.name not in self._not_told_yet:
            self.checker.oversold(desk, self._held())

    # In the end nothing that anybody took along is missing.

    def _heal(self) -> None:
        self.line.badness, self.line.down = 0, False
        self.cut_off, self.network.parted, self.network.badness = set(), set(), 0
        self.line.deliver_late()
        for _ in range(2):
            for desk in self.alive:
                self.trace.append(f"heal: {desk.name} {self._asks_around(desk)}")
                self.trace.append(f"heal: {desk.name} delivers {self._delivers(desk)}")
        super()._heal()
        held = self._held() | self._set_aside()
        for desk in self.alive:
            for (name, device), items in self._carried.items():
                gone = [item.name for head, item in items.items() if name == desk.name and head not in held]
                if gone:
                    self.checker.wrong.append(f"{name} carried {gone[0]} of {device[:6]}, which is nowhere")

    def _set_aside(self) -> set[bytes]:
        rows = self.district.rows("SELECT device, epoch, first, last FROM quarantined")
        places = {(bytes(device).hex(), epoch, first, last) for device, epoch, first, last in rows}
        return {
            head
            for (_, device), items in self._carried.items()
            for head, item in items.items()
            if any((device, item.epoch) == where[:2] and where[2] <= item.last <= where[3] for where in places)
        }


def _giving_up_early(_: SimulatedDistrict) -> None:
    """A desk that drops what it carries for a longer batch or a later receipt, whatever history those are of."""
    vars(carried)["_leads"] = lambda commune, item, end: (end[0], end[1]) >= (item.epoch, item.last)


def _forgetting_nothing(_: SimulatedDistrict) -> None:
    """A desk that calls delivered what a district had before it was put back."""
    from sync.desk import carrying

    vars(carrying)["forget_receipts_before"] = lambda folder, newest: None


BROKEN_CARRIERS: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType(
    {"giving-up-early": _giving_up_early, "trusting-old-receipts": _forgetting_nothing}
)

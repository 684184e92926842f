"""Desks of a commune that take each other's sealed batches along: nights with couriers, and every trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desk_app.domain.errors import DeskError
from desk_app.domain.positional import time_of
from sync.desk import carried, carrying, courier
from sync.desk.carried import CARRIED_FOLDER, CarriedSpool, carried_in
from sync.desk.carrying import Load
from sync.desk.spool import REFUSAL, Spool
from sync.desk.spool_answers import take_answers
from sync.desk.spool_item import SpoolItem
from sync.desk.spool_making import seal_spool
from sync.desk.spool_notes import SPOOL_FOLDER
from sync.wire.messages import Receipt
from tests.sync.simulation.commune import CommuneWorld
from tests.sync.simulation.commune_desk import CommuneDesk
from tests.sync.simulation.desks import CutOutbox
from tests.sync.simulation.district import SimulatedDistrict

_Carrier = tuple[Path, str]  # the home of the machine, and the device that it carries for


class CarryingWorld(CommuneWorld):
    """A commune whose desks seal when they work and carry for each other; some never reach the district themselves."""

    def __init__(self, seed: int, district: SimulatedDistrict) -> None:
        super().__init__(seed, district)
        vars(courier)["DistrictConnection"] = self.line.open
        self.has_network = True
        vars(carrying)["give_up"] = self._given_up
        self._without_line = {desk.desk for desk in self.alive if self.chance.random() < 0.5}
        self.cut_off = set(self._without_line)
        self._carried: dict[_Carrier, dict[bytes, SpoolItem]] = {}

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        often = (
            (self._disk_image, 12), (self._disk_put_back, 12), (self._district_backup, 8), (self._district_restored, 8),
        )  # fmt: skip
        return [*super()._steps(), *often, (self._night, 12), (self._morning, 12)]

    # What happens.

    def _desk_cut_off(self) -> str:
        super()._desk_cut_off()
        self.cut_off |= self._without_line
        return str(sorted(self.cut_off))

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
        return said

    def _given_up(self, spool: CarriedSpool, *rest: Any) -> None:
        """Remember what was taken along, before the program decides what of it still needs carrying."""
        kept = self._carried.setdefault((spool.folder.parent.parent, spool.folder.name), {})
        kept.update({item.last_head: item for item in spool.items()})
        carried.give_up(spool, *rest)

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
        for desk in self.alive:  # once more: some needed what other desks have delivered since, some came meanwhile
            self.trace.append(f"heal: {desk.name} delivers {self._delivers(desk)}")
        held = self._held() | self._set_aside()
        for desk in self.alive:
            refused = self._refused(desk)
            for (home, device), items in self._carried.items():
                gone = [item.name for head, item in items.items() if home == desk.home and head not in held | refused]
                if gone:
                    self.checker.wrong.append(f"{desk.name} carried {gone[0]} of {device[:6]}, which is nowhere")

    @staticmethod
    def _refused(desk: CommuneDesk) -> set[bytes]:
        """What a desk still has, and cannot deliver: the events before it went down with a disk and a district's."""
        found = set[bytes]()
        for spool in carried_in(desk.home / CARRIED_FOLDER):
            names = {name for name, _ in spool.answers(REFUSAL)}
            found |= {item.last_head for item in spool.items() if item.name in names}
        return found

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
    """A desk that drops what it carries as soon as it has asked again."""
    vars(carried)["_leads"] = lambda *_: True


def _believing_neighbours(_: SimulatedDistrict) -> None:
    """A desk that believes a receipt that a neighbour brings without a look at its own log."""

    def believe(outbox: Any, _: Any, receipt: Receipt, note: bytes) -> None:
        if outbox.acknowledged() < receipt.last_seq <= outbox.head()[0]:
            outbox.receipt_stored(receipt.last_seq, time_of(receipt.district_at), note)

    vars(carrying)["_believe"] = believe


BROKEN_CARRIERS: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType(
    {"giving-up-early": _giving_up_early, "believing-neighbours": _believing_neighbours}
)

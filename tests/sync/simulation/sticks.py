"""Sticks beside the line: written, carried, lost, copied, put back, cut off, damaged, mixed up between desks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from desk_app.domain.errors import DeskError
from sync.bundle.folder import ROOT
from sync.desk import bundle_import
from sync.desk.bundle_export import export_bundle
from sync.errors import ForkError
from tests.sync.damaged_file import damage
from tests.sync.simulation.desks import CutOutbox, DeskCutError, SimulatedDesk
from tests.sync.simulation.district import ServerCutError, SimulatedDistrict
from tests.sync.simulation.world import World

_STICKS = ("red", "blue")
_PASSES = 8


class StickWorld(World):
    """A world in which sticks travel too. In every other seed the line is dead once the desks are taken in."""

    def __init__(self, seed: int, district: SimulatedDistrict) -> None:
        super().__init__(seed, district)
        self._folder = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self._shelf = Path(self._folder.name)
        for stick in _STICKS:
            (self._shelf / stick).mkdir()
        self.without_line = Random(seed).random() < 0.5
        for desk in self.alive:
            self._exchange(desk)
            while desk.enrolment is None:
                self._exchange(desk)

    def run(self) -> Any:
        with self._folder:
            return super().run()

    def _steps(self) -> list[tuple[Callable[[], str], int]]:
        steps = [step for step in super()._steps() if not (self.without_line and step[0] == self._round)]
        return [
            *steps, (self._written, 30), (self._carried, 25), (self._come_back, 25), (self._stick_copied, 5),
            (self._stick_put_back, 5), (self._stick_lost, 2), (self._file_damaged, 5), (self._files_mixed_up, 3),
        ]  # fmt: skip

    # What happens to sticks.

    def _written(self) -> str:
        desk, stick = self.chance.choice(self.alive), self._any()
        return f"{desk.name} on {stick.name}: {self._export(desk, stick, self._cut())}"

    def _carried(self) -> str:
        stick = self._any()
        cut = self.chance.randrange(1, 40) if self.chance.random() < 0.15 else 0
        return f"{stick.name}: {self._take(stick, cut)}"

    def _come_back(self) -> str:
        desk, stick = self.chance.choice(self.alive), self._any()
        return f"{desk.name} from {stick.name}: {self._import(desk, stick, self._cut())}"

    def _stick_copied(self) -> str:
        stick = self._any()
        shutil.rmtree(self._shelf / "copy", ignore_errors=True)
        shutil.copytree(stick, self._shelf / "copy")
        return stick.name

    def _stick_put_back(self) -> str:
        if not (self._shelf / "copy").is_dir():
            return "no copy"
        stick = self._any()
        shutil.rmtree(stick)
        shutil.copytree(self._shelf / "copy", stick)
        return stick.name

    def _stick_lost(self) -> str:
        stick = self._any()
        shutil.rmtree(stick)
        stick.mkdir()
        return stick.name

    def _file_damaged(self) -> str:
        files = self._files(self._any())
        if not files:
            return "nothing there"
        file = self.chance.choice(files)
        damage(file, self.chance)
        return file.name

    def _files_mixed_up(self) -> str:
        files = self._files(self._any())
        if len(files) < 2:
            return "too few"
        one, other = self.chance.sample(files, 2)
        content = one.read_bytes()
        one.write_bytes(other.read_bytes())
        other.write_bytes(content)
        return f"{one.name} and {other.name}"

    # The real ends.

    def _export(self, desk: SimulatedDesk, stick: Path, cut: int = 0) -> str:
        outbox: Any = CutOutbox(desk, cut, after=self.chance.random() < 0.5) if cut else desk
        try:
            laid = export_bundle(outbox, desk.signer, desk.clock, stick)
        except DeskCutError:
            return "cut"
        except DeskError as error:
            return type(error).__name__
        self.checker.saw(desk)
        return f"{laid.events} events"

    def _take(self, stick: Path, cut: int = 0) -> str:
        from sync.district.bundle import take_bundle

        before = self.district.backup() if self.district.answers_before_commit else b""
        try:
            with self.district.cut_at(cut):
                said = [(each.taken, each.not_taken, each.answered) for each in take_bundle(stick)]
        except ServerCutError:
            return "cut"
        if before and self.chance.random() < 0.3:
            self.district.restore(before)  # the broken server of a control: written on the stick, never committed
        return str(said)

    def _import(self, desk: SimulatedDesk, stick: Path, cut: int = 0) -> str:
        outbox: Any = CutOutbox(desk, cut, after=self.chance.random() < 0.5) if cut else desk
        before, rewinds = desk.acknowledged(), len(desk.rewinds)
        try:
            said = str(bundle_import.import_bundle(outbox, desk.signer, stick))
        except DeskCutError:
            said = "cut"
        except ForkError:
            said = "forked"
        except DeskError as error:
            said = type(error).__name__
        self.checker.saw(desk)
        if len(desk.rewinds) > rewinds:
            self.checker.recovered += max(0, before - desk.acknowledged())
        if desk.name not in self._not_told_yet:
            self.checker.oversold(desk, self._held())
        return f"{said}, {desk.acknowledged()}/{len(desk.events)}"

    def _heal(self) -> None:
        if not self.without_line:
            return super()._heal()
        self.line.deliver_late()
        for name in _STICKS:
            shutil.rmtree(self._shelf / name)
            (self._shelf / name).mkdir()
        for _ in range(_PASSES):
            for desk in self.alive:
                stick = self._any()
                steps = (self._export(desk, stick), self._take(stick), self._import(desk, stick))
                self.trace.append(f"heal: {desk.name} {steps}")
                desk.unaware = False
        return None

    def _any(self) -> Path:
        return self._shelf / self.chance.choice(_STICKS)

    def _cut(self) -> int:
        return self.chance.randrange(1, 25) if self.chance.random() < 0.15 else 0

    @staticmethod
    def _files(stick: Path) -> list[Path]:
        return sorted(path for path in (stick / ROOT).rglob("*") if path.is_file())

"""A real desk with scans that go by stick and by line in any order, from a seed; sticks are lost, old, damaged."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from random import Random

from desk_app.domain.errors import DeskError
from desk_app.domain.scan_tree import CHUNK_BYTES, root_of
from desk_app.usecases import intake
from desk_app.usecases import scans as use
from sync.bundle.folder import ROOT
from tests.desks import application
from tests.sync.courier import Hand
from tests.sync.damaged_file import damage
from tests.sync.scan_courier import ScanCourier
from tests.sync.scan_desk import ScanDesk

_HEALING_PASSES = 3


class ScanMix:
    """One seed; `trace` is what happened. In every other seed there is no line once the desk is taken in."""

    def __init__(self, hand: Hand, folder: Path, seed: int) -> None:
        folder.mkdir(exist_ok=True)
        self.chance, self.trace = Random(seed), list[str]()
        self.desk = ScanDesk(folder / "desk", hand.district, agency=f"000.01.{seed}.H32")
        self.sticks = [ScanCourier(folder / name, hand, self.desk) for name in ("red", "blue")]
        self.has_line = seed % 2 == 0
        self._folder = folder

    def close(self) -> None:
        """Close the desk."""
        self.desk.office.store.close()

    def live(self, steps: int) -> None:
        """Let so many things happen."""
        ways = {
            self._attach: 20, self._work: 8, self._out: 20, self._there: 20, self._back: 20, self._damaged: 6,
            self._copied: 4, self._put_back: 4, self._lost: 3, self._removed: 3,
        }  # fmt: skip
        if self.has_line:
            ways |= {self.desk.round: 15, self._sent: 15}
        for _ in range(steps):
            way = self.chance.choices(list(ways), list(ways.values()))[0]
            said = ""
            try:
                way()
            except DeskError as error:
                said = type(error).__name__
            self.trace.append(f"{way.__name__} {said}".strip())

    def heal(self) -> None:
        """Let everything come through, by line or by stick alone."""
        for _ in range(_HEALING_PASSES):
            if self.has_line:
                with suppress(DeskError):
                    self.desk.round()
                self.desk.send()
            else:
                stick = self.chance.choice(self.sticks)
                stick.out()
                stick.there()
                with suppress(DeskError):
                    stick.back()

    def faults(self) -> list[str]:
        """Return what is not as it must be in the end."""
        store, there = self.desk.office.store, self.desk.files_there()
        wanted = {root_of(content): content for content in self.desk.contents}
        faults = [f"{root.hex()[:8]} is not there" for root in wanted if there.get(root) != wanted[root]]
        faults += [f"{root.hex()[:8]} is still there" for root in there if root not in wanted]
        faults += [f"scan {row.scan} waits for ever" for row in store.scan_outbox.waiting(10**9, 99)]
        if store.outbox.waiting():
            faults.append("events wait for ever")
        return faults

    def _stick(self) -> ScanCourier:
        return self.chance.choice(self.sticks)

    def _attach(self) -> None:
        size = self.chance.choice((900, 20_000, CHUNK_BYTES, 3 * CHUNK_BYTES + 7, 17 * CHUNK_BYTES))
        self.desk.attach(size, self.chance.randrange(3))

    def _work(self) -> None:
        intake.receive(self.desk.office, application(f"Người {len(self.trace)}"))

    def _out(self) -> None:
        self._stick().out()

    def _there(self) -> None:
        self._stick().there()

    def _back(self) -> None:
        self._stick().back()

    def _sent(self) -> None:
        self.desk.send(most_bytes=self.chance.choice((1, 100_000, 10**9)))

    def _removed(self) -> None:
        store = self.desk.office.store
        rows = [row for number in self.desk.numbers for row in store.scans.of_dossier(number)]
        if rows:
            row = self.chance.choice(rows)
            use.remove(self.desk.office, row.number, row.scan, "Quét nhầm người")
            self.desk.contents = [each for each in self.desk.contents if root_of(each) != row.root]

    def _damaged(self) -> None:
        files = sorted(path for path in (self._stick().stick / ROOT).rglob("*") if path.is_file())
        if files:
            damage(self.chance.choice(files), self.chance)

    def _copied(self) -> None:
        shutil.rmtree(self._folder / "copy", ignore_errors=True)
        shutil.copytree(self._stick().stick, self._folder / "copy")

    def _put_back(self) -> None:
        if (self._folder / "copy").is_dir():
            stick = self._stick().stick
            shutil.rmtree(stick)
            shutil.copytree(self._folder / "copy", stick)

    def _lost(self) -> None:
        stick = self._stick().stick
        shutil.rmtree(stick)
        stick.mkdir()

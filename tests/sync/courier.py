"""Hands that carry a stick between desks and a district."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from sync.desk.bundle_export import Exported, export_bundle
from sync.desk.bundle_import import Imported, import_bundle
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT as HOUSE
from tests.sync.real_district import RealDistrict


class Hand:
    """Somebody at the district who takes sticks; `rest` before the district is put back."""

    def __init__(self, district: RealDistrict) -> None:
        self.district = district
        self._process: subprocess.Popen[str] | None = None

    def take(self, stick: Path) -> list[dict[str, Any]]:
        if self._process is None:
            line = (
                sys.executable,
                "-m",
                "tests.sync.stick_hand",
                str(self.district.home),
                self.district.database or "",
            )
            self._process = subprocess.Popen(line, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{stick}\n")
        self._process.stdin.flush()
        said: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return said

    def rest(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.communicate(timeout=20)


class Courier:
    """A stick on its way between desks and a hand."""

    def __init__(self, stick: Path, hand: Hand) -> None:
        self.stick = stick
        self.hand = hand
        self.district = hand.district
        stick.mkdir()

    def out(self, desk: FakeOutbox, code: str = "") -> Exported:
        return export_bundle(desk, desk.signer, StillClock(), self.stick, code=code)

    def there(self) -> list[dict[str, Any]]:
        return self.hand.take(self.stick)

    def back(self, desk: FakeOutbox, code: str = "") -> Imported:
        return import_bundle(desk, desk.signer, self.stick, code=code)

    def round(self, desk: FakeOutbox, code: str = "") -> Imported:
        self.out(desk, code)
        self.there()
        return self.back(desk, code)

    def copy(self, name: str) -> Courier:
        """Return another stick with the same files."""
        other = Courier(self.stick.with_name(name), self.hand)
        shutil.copytree(self.stick, other.stick, dirs_exist_ok=True)
        return other

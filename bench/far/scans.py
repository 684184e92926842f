"""Our desk with scans: a line `4 SIZE` sends SIZE bytes of scans over four connections, `1 SIZE` a chunk at a time."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tests.sync.real_district import RealDistrict
from tests.sync.scan_desk import OneChunk, ScanDesk


@dataclass
class There:
    """The district as this end knows it: where it is, and the code it gave."""

    url: str
    given: str

    def code(self, desk: int = 1, agency_code: str = "") -> str:
        """Return the code that was given."""
        return self.given


def main() -> None:
    """Enrol, then do what stdin says."""
    url, ca, code = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        desk = ScanDesk(Path(folder) / "desk", cast(RealDistrict, There(url, code)), ca=Path(ca), patience=60.0)
        print("ready", flush=True)
        for line in sys.stdin:
            connections, size = map(int, line.split())
            for place in range(3):
                desk.attach(size // 3, place)
            desk.round()
            began = time.perf_counter()
            desk.send(connections=connections, pace=None if connections > 1 else OneChunk())
            print(time.perf_counter() - began, flush=True)
        desk.office.store.close()


if __name__ == "__main__":
    main()

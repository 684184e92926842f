"""A day of 60 dossiers (360 events) over 256 kbit/s, 300 ms and 5 % loss: bytes on the line and seconds, beside peers.

Prints JSON. The line is two network namespaces with packets carried between them (`bench.bad_line`), so it needs
Linux and root; `--without-line` takes loopback instead, where only seconds mean anything. Ours goes with TLS from
nothing, the peers without. `--peers FOLDER` holds what they are installed in:

    npm install --prefix FOLDER pouchdb express-pouchdb express pouchdb-adapter-memory
    python3 -m venv FOLDER/anki && FOLDER/anki/bin/pip install anki

`floor` is a bare connection that carries as many bytes as `zstd -22` makes of these events in a long history. Bytes are
whole IP packets both ways, sent again or lost ones too. Each figure is the median over the days.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec
import trustme

from bench.bad_line import BadLine, LineModel
from bench.batch import floor_bytes_an_event
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

EVENTS, DAYS = 360, 9
_HERE = Path(__file__).parent / "far"
_PYTHON = (sys.executable, "-m")


@dataclass
class Place:
    """Where the ends run: over the line, or both here."""

    line: BadLine | None
    stack: ExitStack

    def address(self) -> str:
        """Where the desk's end finds the district's."""
        return "127.0.0.1" if self.line is None else self.line.district_address

    def start(self, command: Sequence[str], *, at_desk: bool, env: dict[str, str] | None = None) -> Far:
        """Return the program, running."""
        prefix = [] if self.line is None else self.line.at_desk if at_desk else self.line.at_district
        process = subprocess.Popen(
            [*prefix, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[1], env={**os.environ, **(env or {})},
        )  # fmt: skip
        self.stack.callback(process.wait)
        self.stack.callback(process.terminate)
        return Far(process, self.line)


@dataclass
class Far:
    """A program at an end of the line."""

    process: subprocess.Popen[str]
    line: BadLine | None

    def wait(self, word: str) -> None:
        """Wait until it says so."""
        assert self.process.stdout is not None
        for said in self.process.stdout:
            if word in said:
                return
        raise AssertionError(f"{self.process.args!r} ended")

    def ask(self, what: str) -> tuple[float, int]:
        """Return the seconds it took and the bytes on the line."""
        before = self._bytes()
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        seconds = float(self.process.stdout.readline())
        return seconds, self._bytes() - before

    def _bytes(self) -> int:
        return 0 if self.line is None else self.line.bytes_sent()


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--days", type=int, default=DAYS)
    asked.add_argument("--events", type=int, default=EVENTS)
    asked.add_argument("--history", type=int, default=20_000, help="events in the floor's history")
    asked.add_argument("--without-line", action="store_true")
    asked.add_argument("--peers", type=Path)
    given = asked.parse_args()
    model = LineModel()
    found: dict[str, Any] = {"days": given.days, "events": given.events}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        line = None if given.without_line else stack.enter_context(BadLine(model))
        place = Place(line, stack)
        least = int(floor_bytes_an_event(given.history) * given.events)
        found["floor"] = _floor(place, least, given.days)
        found["ours"] = _ours(place, Path(folder), given.events, given.days)
        if given.peers:
            days = [_documents(Path(folder), day, given.events) for day in range(given.days)]
            found["pouchdb"] = _pouchdb(place, given.peers, days)
            found["anki"] = _anki(place, given.peers, Path(folder), days)
    found["ratio"] = round(found["ours"]["day_seconds"] / found["floor"]["seconds"], 2)
    found["goals"] = {"day_bytes": 20_000, "day_seconds": 3.5, "quiet_cold_bytes": 4_000, "quiet_warm_bytes": 1_000}
    json.dump(found | {"load_1_minute": round(os.getloadavg()[0], 1)}, sys.stdout)
    print()


def _floor(place: Place, size: int, days: int) -> dict[str, Any]:
    plain = (*_PYTHON, "bench.far.plain")
    place.start((*plain, "serve"), at_desk=False).wait("ready")
    desk = place.start((*plain, place.address()), at_desk=True)
    desk.wait("ready")
    return {"payload": size, **_median("", [desk.ask(str(size)) for _ in range(days)])}


def _ours(place: Place, folder: Path, events: int, days: int) -> dict[str, Any]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    certificate = authority.issue_cert(place.address())
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    (folder / "chain.pem").write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    home = folder / "district"
    home.mkdir()
    code = RealDistrict(home).code()
    serve = ("serve", "--home", str(home), "--host", "0.0.0.0" if place.line else "127.0.0.1", "--port", "9000")
    tls = ("--tls-cert", str(folder / "chain.pem"), "--tls-key", str(folder / "key.pem"))
    place.start((*_PYTHON, "sync.district.command", *serve, *tls), at_desk=False).wait("ready")
    url = f"https://{place.address()}:9000"
    desk = place.start(
        (*_PYTHON, "bench.far.desk", url, str(folder / "ca.pem"), code, str(events)), at_desk=True
    )  # fmt: skip
    desk.wait("ready")
    return {
        **_median("day_", [desk.ask("day") for _ in range(days)]),
        **_median("quiet_cold_", [desk.ask("quiet") for _ in range(days)]),
        **_median("quiet_warm_", [desk.ask("warm") for _ in range(days)]),
    }


def _pouchdb(place: Place, peers: Path, days: Sequence[Path]) -> dict[str, Any]:
    env = {"NODE_PATH": str(peers / "node_modules")}
    place.start(("node", str(_HERE / "pouch_district.js")), at_desk=False, env=env).wait("ready")
    desk = place.start(("node", str(_HERE / "pouch_desk.js"), place.address()), at_desk=True, env=env)
    desk.wait("ready")
    return _median("day_", [desk.ask(str(day)) for day in days])


def _anki(place: Place, peers: Path, folder: Path, days: Sequence[Path]) -> dict[str, Any]:
    python = str(peers / "anki" / "bin" / "python")
    env = {"SYNC_USER1": "desk:desk", "SYNC_HOST": "0.0.0.0", "SYNC_PORT": "9300", "SYNC_BASE": str(folder / "anki")}
    place.start((python, "-m", "anki.syncserver"), at_desk=False, env=env)
    desk = place.start((python, str(_HERE / "anki_desk.py"), place.address()), at_desk=True)
    desk.wait("ready")
    return _median("day_", [desk.ask(str(day)) for day in days])


def _documents(folder: Path, day: int, events: int) -> Path:
    """Return a file with the events of a day as documents, as a program on such a store would keep them."""
    outbox = FakeOutbox(seed=day + 2)
    outbox.work(events - 1)
    read = msgspec.msgpack.decode
    documents = [
        {
            "_id": f"{day:03d}-{event.seq:06d}",
            "event": read(event.header + b"\xc0"),
            "facts": read(event.body or b"\xc0"),
        }
        for event in outbox.events
    ]
    path = folder / f"day{day}.json"
    path.write_text(json.dumps(documents, ensure_ascii=False, default=bytes.hex), encoding="utf-8")
    return path


def _median(prefix: str, taken: Sequence[tuple[float, int]]) -> dict[str, Any]:
    middle: Callable[[list[float]], float] = statistics.median
    return {
        f"{prefix}seconds": round(middle([seconds for seconds, _ in taken]), 3),
        f"{prefix}bytes": int(middle([float(count) for _, count in taken])),
    }


if __name__ == "__main__":
    main()

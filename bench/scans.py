"""Scans over a modelled line of 256 kbit/s, 300 ms round trip and 5 % loss: how much of it they use.

Prints JSON. `floor_kbit` is what four plain sockets bring through the same model, `stop_and_wait_kbit` one connection
that sends a chunk and waits for the answer. The desk, the district and both ends' checks are the real ones; the line is
`tests.sync.slow_line`, on loopback; with `--tcp` also `bench.bad_line`, where the system's own TCP runs, with TLS.
`resent_after_cut` is what a cut of the whole line in the middle cost, in bytes.
"""

from __future__ import annotations

import argparse
import json
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue

sys.path.insert(0, str(Path(__file__).parents[1]))

import trustme

from bench.bad_line import BadLine, LineModel
from bench.bad_line_day import Place
from printing.scanning.pages import document_of
from printing.scanning.taking import taken
from sync.desk.scan_pace import ScanPace
from sync.errors import DistrictAnswerError, DistrictUnreachableError
from sync.wire.scan_messages import PIECE_BYTES
from tests.printing.sheets_to_scan import as_bytes, photograph, text_sheet
from tests.sync.real_district import RealDistrict
from tests.sync.scan_desk import OneChunk, ScanDesk
from tests.sync.slow_line import SlowLine

GOAL_KBIT = 195


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kib", type=int, default=1536, help="KiB of scans to send")
    asked.add_argument("--kbit", type=float, default=256.0)
    asked.add_argument("--round-trip", type=float, default=0.3)
    asked.add_argument("--loss", type=float, default=0.05)
    asked.add_argument("--tcp", action="store_true", help="the system's own TCP over such a line too (Linux, root)")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        district = RealDistrict(Path(folder) / "district").start()
        desk = ScanDesk(Path(folder) / "desk", district)
        try:
            figures = _figures(desk, told)
            if told.tcp:
                figures |= _over_tcp(Path(folder), told)
            print(json.dumps(figures))
        finally:
            desk.office.store.close()
            district.stop()


def _figures(desk: ScanDesk, told: argparse.Namespace) -> dict[str, object]:
    size = told.kib * 1024
    ours = _timed(desk, told, size)
    alone = _timed(desk, told, size // 4, OneChunk(), connections=1)
    floor = _floor(told, size)
    resent = _resent_after_cut(desk, told, size // 2)
    assert desk.everything_is_there()
    return {
        "kib": told.kib,
        "line": f"{told.kbit:g} kbit/s, {told.round_trip * 1000:g} ms, {told.loss:.0%} loss, modelled",
        "scans_kbit": round(ours, 1),
        "goal_kbit": GOAL_KBIT,
        "stop_and_wait_kbit": round(alone, 1),
        "floor_kbit": round(floor, 1),
        "ratio": round(ours / floor, 3),
        "resent_after_cut": resent,
        **_pages(),
    }


def _over_tcp(folder: Path, told: argparse.Namespace) -> dict[str, object]:
    """Return the same over a line on which the system's own TCP runs, with TLS (`bench.bad_line`)."""
    size, python = told.kib * 1024, (sys.executable, "-m")
    with ExitStack() as stack:
        line = stack.enter_context(BadLine(LineModel(told.kbit, told.round_trip * 1000, told.loss)))
        place = Place(line, stack)
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        certificate = authority.issue_cert(place.address())
        certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
        (folder / "chain.pem").write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
        home = folder / "far"
        home.mkdir()
        code = RealDistrict(home).code()
        serve = ("serve", "--home", str(home), "--host", "0.0.0.0", "--port", "9000")
        tls = ("--tls-cert", str(folder / "chain.pem"), "--tls-key", str(folder / "key.pem"))
        place.start((*python, "sync.district.command", *serve, *tls), at_desk=False).wait("ready")
        url = f"https://{place.address()}:9000"
        desk = place.start((*python, "bench.far.scans", url, str(folder / "ca.pem"), code), at_desk=True)
        desk.wait("ready")
        ours = [size * 8 / 1000 / desk.ask(f"4 {size}")[0] for _ in range(2)]
        alone = size // 4 * 8 / 1000 / desk.ask(f"1 {size // 4}")[0]
    return {"tcp_scans_kbit": [round(each, 1) for each in ours], "tcp_stop_and_wait_kbit": round(alone, 1)}


def _pages() -> dict[str, object]:
    """Return what becomes of a day as a scanner gives it: four sheets of text to one of a card or photograph."""
    text = as_bytes(text_sheet(300), "JPEG", quality=88, dpi=(300, 300))
    card = as_bytes(photograph().resize((2480, 1654)), "JPEG", quality=88, dpi=(300, 300))
    began = time.monotonic()
    small = [len(document_of([taken("a.jpg", raw)])[0]) for raw in (text, card)]
    seconds = (time.monotonic() - began) / 2
    raw_of_five, small_of_five = 4 * len(text) + len(card), 4 * small[0] + small[1]
    return {
        "text_page_bytes": small[0],
        "grey_page_bytes": small[1],
        "seconds_a_page": round(seconds, 2),
        "a_day_of_144_mb_becomes": round(144 * small_of_five / raw_of_five, 1),
    }


def _timed(
    desk: ScanDesk, told: argparse.Namespace, size: int, pace: ScanPace | None = None, connections: int = 4
) -> float:
    """Return kbit/s of what a citizen would call content."""
    for place in range(3):
        desk.attach(size // 3, place)
    desk.round()
    with _line(desk, told, desk.district.port):
        began = time.monotonic()
        desk.send(patience=60, connections=connections, pace=pace)
        return size * 8 / 1000 / (time.monotonic() - began)


def _resent_after_cut(desk: ScanDesk, told: argparse.Namespace, size: int) -> int:
    desk.attach(size)
    desk.round()
    with _line(desk, told, desk.district.port) as line:
        half = threading.Thread(target=_cut_at, args=(line, size // 2))
        half.start()
        try:
            desk.send(patience=60)
        except (DistrictUnreachableError, DistrictAnswerError):
            desk.send(patience=60)
        half.join()
        pieces = -(-size // PIECE_BYTES)
        overhead = (line.part_bytes - size) // max(line.part_bytes // PIECE_BYTES, 1)
        return max(line.part_bytes - size - pieces * min(overhead, 256), 0)


def _cut_at(line: SlowLine, carried: int) -> None:
    moment = threading.Event()
    while line.carried < carried:
        moment.wait(0.02)
    line.cut()


def _floor(told: argparse.Namespace, size: int) -> float:
    """Return what four plain sockets bring through, none waiting for anything but the line."""
    with _sink() as (port, came), SlowLine(port, told.kbit, told.round_trip, told.loss) as line:
        began = time.monotonic()
        waiting = SimpleQueue[int]()
        for at in range(0, size, PIECE_BYTES):
            waiting.put(min(PIECE_BYTES, size - at))
        senders = [threading.Thread(target=_pour, args=(line.address, waiting)) for _ in range(4)]
        for sender in senders:
            sender.start()
        while came.bytes < size:
            came.more.wait(5)
            came.more.clear()
        took = time.monotonic() - began
        for sender in senders:
            sender.join()
    return size * 8 / 1000 / took


class _Came:
    def __init__(self) -> None:
        self.bytes, self.more, self.lock = 0, threading.Event(), threading.Lock()


@contextmanager
def _sink() -> Iterator[tuple[int, _Came]]:
    came, listener = _Came(), socket.create_server(("127.0.0.1", 0))

    def swallow(peer: socket.socket) -> None:
        with peer:
            while piece := peer.recv(65536):
                with came.lock:
                    came.bytes += len(piece)
                came.more.set()

    def accept() -> None:
        while True:
            try:
                peer = listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=swallow, args=(peer,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1], came
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _pour(address: tuple[str, int], waiting: SimpleQueue[int]) -> None:
    with socket.create_connection(address) as peer, suppress(Empty):
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE_BYTES)
        while True:
            peer.sendall(bytes(waiting.get_nowait()))


@contextmanager
def _line(desk: ScanDesk, told: argparse.Namespace, port: int) -> Iterator[SlowLine]:
    with SlowLine(port, told.kbit, told.round_trip, told.loss) as line:
        desk.url = line.url
        try:
            yield line
        finally:
            desk.url = ""


if __name__ == "__main__":
    main()

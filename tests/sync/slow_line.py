"""A line of so many kbit/s, so much round trip and so much loss, in user space: what TCP makes of it, packet by packet.

A shared bucket gives out the uplink's bytes. Each connection sends a window of packets a round trip, as TCP does: a
lost one costs its bytes, halves the window and holds up what is behind it by a round trip; a quiet one begins anew.
"""

from __future__ import annotations

import contextlib
import random
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

PACKET, HEADERS = 1460, 40
_FIRST_WINDOW, _LEAST_WINDOW, _MOST_WINDOW = 10, 2, 64
_PART = re.compile(rb"/parts HTTP.*?content-length: (\d+)", re.IGNORECASE | re.DOTALL)


@dataclass
class SlowLine:
    """Carries TCP to `upstream` (a port on loopback) while it is entered."""

    upstream: int
    kbit: float = 256.0
    round_trip: float = 0.3
    loss: float = 0.05
    seed: int = 1
    part_bytes: int = field(default=0, init=False)  # lengths of all parts that were begun
    carried: int = field(default=0, init=False)  # bytes that arrived at the other end

    def __enter__(self) -> Self:
        self._chance = random.Random(self.seed)
        self._lock = threading.Lock()
        self._free_at = time.monotonic()
        self._closing = threading.Event()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.address = self._listener.getsockname()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self.cut()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def cut(self) -> None:
        """End every connection at once."""
        with self._lock:
            ended, self._sockets = self._sockets, []
        for one in ended:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client = self._listener.accept()[0]
                server = socket.create_connection(("127.0.0.1", self.upstream))
            except OSError:
                return
            for one in (client, server):
                # Little waits in buffers of the machine, which the line modelled here does not have.
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PACKET)
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._sockets += [client, server]
            for ends in ((client, server, True), (server, client, False)):
                self._threads.append(threading.Thread(target=self._direction, args=ends, daemon=True))
                self._threads[-1].start()

    def _direction(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:
        window, quiet_since = _FIRST_WINDOW, time.monotonic()
        with contextlib.suppress(OSError):
            while content := self._window(source, window):
                if time.monotonic() - quiet_since > 4 * self.round_trip:
                    window = _FIRST_WINDOW
                if is_up:
                    self.part_bytes += sum(int(length) for length in _PART.findall(content))
                window = self._sent(content, window, is_up)
                target.sendall(content)
                self.carried += len(content) if is_up else 0
                quiet_since = time.monotonic()
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _window(self, source: socket.socket, window: int) -> bytes:
        """Return what a window holds of what is there to be sent."""
        content = source.recv(window * PACKET)
        while content and len(content) < window * PACKET:
            source.setblocking(False)
            try:
                more = source.recv(window * PACKET - len(content))
            except BlockingIOError:
                break
            finally:
                source.setblocking(True)
            if not more:
                break
            content += more
        return content

    def _sent(self, content: bytes, window: int, is_up: bool) -> int:
        """Wait as long as the line takes to carry a window; return the next window."""
        packets = -(-len(content) // PACKET)
        began, tries = time.monotonic(), 0
        while packets:
            tries += 1
            if is_up:
                self._take(packets * HEADERS + (len(content) if tries == 1 else packets * PACKET))
            with self._lock:
                packets = sum(self._chance.random() < self.loss for _ in range(packets))
            if packets:
                window = max(window // 2, _LEAST_WINDOW)
                self._closing.wait(self.round_trip)
        # The window is open again a round trip after it began; the bytes themselves are half of it on their way.
        self._closing.wait(max(began + self.round_trip / 2 - time.monotonic(), 0))
        return min(window + 1, _MOST_WINDOW) if tries == 1 else window

    def _take(self, count: int) -> None:
        """Wait for the line's own pace, which all connections share."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + count * 8 / (self.kbit * 1000)
            until = self._free_at
        self._closing.wait(max(until - time.monotonic(), 0))

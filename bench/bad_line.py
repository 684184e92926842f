"""A bad line between two network namespaces of this machine: so slow, so late, so much of it lost (Linux, root).

Two TUN devices, one in each namespace, and a thread that carries the packets between them. What runs over it is the
system's own TCP, so retransmissions, slow start and head-of-line blocking are real; nothing leaves the machine.
"""

from __future__ import annotations

import fcntl
import heapq
import os
import select
import struct
import subprocess
import threading
import time
from dataclasses import dataclass, field
from random import Random
from types import TracebackType
from typing import Self

_SET_INTERFACE, _TUN_WITHOUT_HEADER = 0x400454CA, 0x1001  # linux/if_tun.h: TUNSETIFF, IFF_TUN | IFF_NO_PI
_ROUTER_BUFFER_S = 1.0  # a modem keeps about so much of the line before it drops
_PACKET = 2048


@dataclass(frozen=True, slots=True)
class LineModel:
    """`kbit` a second each way, `round_trip_ms` there and back, `loss` the share of packets lost each way."""

    kbit: float = 256.0
    round_trip_ms: float = 300.0
    loss: float = 0.05


@dataclass
class _End:
    namespace: str
    address: str
    device: str
    file: int = -1
    sent: int = 0  # bytes of IP packets that left this end, lost ones too
    free_at: float = 0.0


@dataclass
class BadLine:
    """The line while it is entered. Run a command at an end with `at_desk` or `at_district` before it."""

    model: LineModel = field(default_factory=LineModel)
    seed: int = 1

    def __post_init__(self) -> None:
        mark = os.getpid()
        self._desk = _End(f"desk{mark}", "10.77.0.1", f"dk{mark}")
        self._district = _End(f"dist{mark}", "10.77.0.2", f"ds{mark}")
        self._chance = Random(self.seed)
        self._under_way: list[tuple[float, int, int, bytes]] = []
        self._count = 0
        self._stopped = threading.Event()
        self._carrier = threading.Thread(target=self._carry, daemon=True)

    def __enter__(self) -> Self:
        for end, other in ((self._desk, self._district), (self._district, self._desk)):
            end.file = _tun(end.device)
            for line in (
                f"netns add {end.namespace}",
                f"link set {end.device} netns {end.namespace}",
                f"-n {end.namespace} addr add {end.address} peer {other.address} dev {end.device}",
                f"-n {end.namespace} link set {end.device} up",
                f"-n {end.namespace} link set lo up",
            ):
                subprocess.run(["ip", *line.split()], check=True, capture_output=True)
        self._carrier.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._carrier.join()
        for end in (self._desk, self._district):
            os.close(end.file)
            subprocess.run(["ip", "netns", "del", end.namespace], check=False, capture_output=True)

    @property
    def at_desk(self) -> list[str]:
        """What goes before a command that runs at the desk's end."""
        return ["ip", "netns", "exec", self._desk.namespace]

    @property
    def at_district(self) -> list[str]:
        """What goes before a command that runs at the district's end."""
        return ["ip", "netns", "exec", self._district.namespace]

    @property
    def district_address(self) -> str:
        """Where the desk finds the district."""
        return self._district.address

    def bytes_sent(self) -> int:
        """Bytes that both ends have put on the line so far: whole IP packets, retransmissions and lost ones too."""
        return self._desk.sent + self._district.sent

    def _carry(self) -> None:
        there = {self._desk.file: (self._desk, self._district), self._district.file: (self._district, self._desk)}
        while not self._stopped.is_set():
            due = self._under_way[0][0] - time.monotonic() if self._under_way else 0.05
            for file in select.select(list(there), [], [], max(0.0, min(due, 0.05)))[0]:
                self._take(os.read(file, _PACKET), *there[file])
            while self._under_way and self._under_way[0][0] <= time.monotonic():
                _, _, file, packet = heapq.heappop(self._under_way)
                os.write(file, packet)

    def _take(self, packet: bytes, end: _End, other: _End) -> None:
        if packet[0] >> 4 != 4:
            return  # the kernel greets every new device in IPv6
        now = time.monotonic()
        end.sent += len(packet)
        begins = max(now, end.free_at)
        if begins - now > _ROUTER_BUFFER_S:
            return
        end.free_at = begins + len(packet) * 8 / (self.model.kbit * 1000)
        if self._chance.random() < self.model.loss:
            return
        self._count += 1
        arrives = end.free_at + self.model.round_trip_ms / 2000
        heapq.heappush(self._under_way, (arrives, self._count, other.file, packet))


def _tun(name: str) -> int:
    file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(file, _SET_INTERFACE, struct.pack("16sH22x", name.encode(), _TUN_WITHOUT_HEADER))
    return file

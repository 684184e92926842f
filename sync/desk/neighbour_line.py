"""The desks' own network: a small server, off unless a port is set, and the way to the desks that are named.

Nothing that travels needs the line to be trusted: questions are signed, pages are signed and sealed to the asking desk.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from desk_app.commune_ports import CommuneLog
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.ports import Clock, Signer
from sync.desk.address import DistrictAddress
from sync.desk.commune import fetch_commune
from sync.desk.connection import DistrictConnection
from sync.wire.messages import NOTE_TYPE

PATIENCE = 5.0  # seconds: a desk that is off must not hold the others up
_QUESTION_MOST = 64 * 1024
_PEER = re.compile(r"(?P<desk>[1-9])=(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})")


class PeersError(BadInputError):
    """`text` in the setting of peers is not `desk=host:port`."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Where another desk of the commune answers."""

    desk: int
    address: str


@dataclass(frozen=True, slots=True)
class PeerRound:
    """What came from a peer; `error` says why nothing did."""

    peer: Peer
    events: int
    error: DeskError | None = None


def peers_in(text: str) -> tuple[Peer, ...]:
    """Return the peers of a setting, `2=192.168.1.12:8765 3=…`; PeersError."""
    peers: list[Peer] = []
    for word in text.replace(",", " ").split():
        found = _PEER.fullmatch(word)
        if found is None or not 0 < int(found["port"]) < 65536:
            raise PeersError(text=word)
        peers.append(Peer(int(found["desk"]), f"http://{found['host']}:{found['port']}"))
    return tuple(peers)


def round_with_peers(
    commune: CommuneLog, signer: Signer, peers: tuple[Peer, ...], clock: Clock, patience: float = PATIENCE
) -> tuple[PeerRound, ...]:
    """Ask each peer for what is lacking here; one that is away or answers strangely holds nobody up."""
    return tuple(_with(commune, signer, peer, clock, patience) for peer in peers)


def _with(commune: CommuneLog, signer: Signer, peer: Peer, clock: Clock, patience: float) -> PeerRound:
    key = next((each.public_key for each in commune.neighbours() if each.desk == peer.desk and not each.replaced), None)
    if key is None:
        return PeerRound(peer, 0)  # the district has not named that desk yet
    try:
        with DistrictConnection(
            DistrictAddress(peer.address, is_secure=False), ca_file=None, patience=patience
        ) as connection:
            return PeerRound(peer, fetch_commune(commune, signer, connection, key, clock))
    except DeskError as error:
        return PeerRound(peer, 0, error)


class NeighbourServer:
    """Answers other desks' questions on a thread of its own while it is open. `answer` gives None for a stranger's."""

    def __init__(self, host: str, port: int, answer: Callable[[bytes], bytes | None]) -> None:
        self._server = ThreadingHTTPServer((host, port), _handler(answer))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.1), name="neighbours", daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(answer: Callable[[bytes], bytes | None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One question."""

        timeout = 10
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "desk", ""

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not re.fullmatch(r"/v1/commune/[0-9a-f]{32}", self.path) or not length.isdigit():
                return self._say(400, b"")
            if int(length) > _QUESTION_MOST:
                return self._say(413, b"")
            page = answer(self.rfile.read(int(length)))
            return self._say(403 if page is None else 200, page or b"")

        def _say(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", NOTE_TYPE)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            return None

    return Handler

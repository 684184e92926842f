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
from sync.desk.carrying import NOTHING_CARRIED, Carried, Load, ask_for_load, look_after_load
from sync.desk.commune import fetch_commune
from sync.desk.connection import DistrictConnection
from sync.wire.messages import NOTE_TYPE

PATIENCE = 5.0  # seconds: a desk that is off must not hold the others up
_QUESTION_MOST = 256 * 1024
_QUESTION = re.compile(r"/v1/(?P<kind>commune|carry)/[0-9a-f]{32}")
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
    """What came from a peer, and what was taken along for it; `error` says why no more did."""

    peer: Peer
    events: int
    error: DeskError | None = None
    carried: Carried = NOTHING_CARRIED


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
    commune: CommuneLog,
    signer: Signer,
    peers: tuple[Peer, ...],
    clock: Clock,
    patience: float = PATIENCE,
    load: Load | None = None,
) -> tuple[PeerRound, ...]:
    """Ask each peer for what is lacking here; one that is away or answers strangely holds nobody up.

    With a `load` its sealed batches are taken along too, and what it heard of this desk's own is taken in.
    """
    if load is not None and peers:
        look_after_load(load)
    return tuple(_with(commune, signer, peer, clock, patience, load) for peer in peers)


def _with(
    commune: CommuneLog, signer: Signer, peer: Peer, clock: Clock, patience: float, load: Load | None
) -> PeerRound:
    key = next((each.public_key for each in commune.neighbours() if each.desk == peer.desk and not each.replaced), None)
    if key is None:
        return PeerRound(peer, 0)  # the district has not named that desk yet
    events, carried = 0, NOTHING_CARRIED
    try:
        with DistrictConnection(
            DistrictAddress(peer.address, is_secure=False), ca_file=None, patience=patience
        ) as connection:
            events = fetch_commune(commune, signer, connection, key, clock)
            if load is not None:
                carried = ask_for_load(load, commune, signer, connection, key, clock)
    except DeskError as error:
        return PeerRound(peer, events, error, carried)
    return PeerRound(peer, events, None, carried)


class NeighbourServer:
    """Answers other desks' questions on a thread of its own while it is open.

    `answer` gets the kind of question (`commune` or `carry`) and the question; None is for a stranger's.
    """

    def __init__(self, host: str, port: int, answer: Callable[[str, bytes], bytes | None]) -> None:
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


def _handler(answer: Callable[[str, bytes], bytes | None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One question."""

        timeout = 10
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "desk", ""

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            asked = _QUESTION.fullmatch(self.path)
            if asked is None or not length.isdigit():
                return self._say(400, b"")
            if int(length) > _QUESTION_MOST:
                return self._say(413, b"")
            page = answer(asked["kind"], self.rfile.read(int(length)))
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

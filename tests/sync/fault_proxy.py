"""A line that fails on purpose: a TCP proxy on loopback that harms chosen requests or answers."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self

_KINDS = {b"/v1/enrolments": "hello", b"/v1/streams/": "push", b"/v1/inbox/": "pull"}
_HTML = b"<html><body>OK</body></html>"


class Harm(Enum):
    """What happens, and whether the server's commit comes before it (`AFTER`), after it, or nobody knows (`DURING`)."""

    RESET_BEFORE_BODY = "reset before the body"
    RESET_INSIDE_BODY = "reset inside the body"
    TRUNCATE_REQUEST = "request cut"
    CORRUPT_REQUEST = "a flipped bit in the request"
    STALL_BEFORE = "silence, request lost"
    ERROR_BEFORE = "502 by a machine between"
    TOO_MANY_BEFORE = "429"
    PROXY_SIGN_IN_BEFORE = "407"
    HTML_BEFORE = "200 with a page, request lost"
    REDIRECT_BEFORE = "302"
    GARBAGE_BEFORE = "no HTTP at all"
    ENDLESS_BEFORE = "an answer without end"
    RESET_DURING = "reset while the server works"
    DOUBLE = "sent twice"
    LATE = "lost, and delivered after the next request"
    RESET_AFTER = "reset before the answer"
    STALL_AFTER = "silence instead of the answer"
    TRUNCATE_AFTER = "answer cut"
    CORRUPT_AFTER = "a flipped bit in the answer"
    GARBAGE_AFTER = "garbage before the answer"
    HTML_AFTER = "200 with a page, request taken"
    ERROR_AFTER = "500 though the request was taken"
    REDIRECT_AFTER = "302 though the request was taken"
    SWAP_AFTER = "the answer to an earlier request"
    BOMB_AFTER = "an answer packed to burst"
    DROP_NEXT = "answered, and the kept connection reset when it is used again"


_OWN_ANSWERS = {
    Harm.ERROR_BEFORE: b"502 Bad Gateway",
    Harm.TOO_MANY_BEFORE: b"429 Too Many Requests",
    Harm.PROXY_SIGN_IN_BEFORE: b"407 Proxy Authentication Required",
    Harm.HTML_BEFORE: b"200 OK",
    Harm.REDIRECT_BEFORE: b"302 Found\r\nLocation: http://192.0.2.1/",
    Harm.HTML_AFTER: b"200 OK",
    Harm.ERROR_AFTER: b"500 Internal Server Error",
    Harm.REDIRECT_AFTER: b"302 Found\r\nLocation: http://192.0.2.1/",
    Harm.BOMB_AFTER: b"200 OK\r\nContent-Encoding: gzip",
}


@dataclass
class Request:
    """A request being carried: where it came from, what it asks."""

    client: socket.socket
    kind: str
    head: bytes
    length: int
    body: bytes = b""

    def read_body(self, least: int) -> None:
        """Read on until `least` bytes of the body are here."""
        while len(self.body) < least and (piece := self.client.recv(65536)):
            self.body += piece


@dataclass
class FaultProxy:
    """Carries HTTP to `upstream` (a port on loopback) while it is entered; `plan` is used up fault by fault."""

    upstream: int
    plan: list[tuple[str, Harm]] = field(default_factory=list)
    done: list[tuple[str, Harm]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._late: list[Request] = []
        self._earlier = b""
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def harm(self, kind: str, harm: Harm, times: int = 1) -> None:
        """Let this happen to the next `times` requests of a kind (hello, push, pull)."""
        self.plan[:] = [(kind, harm)] * times

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client = self._listener.accept()[0]
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._connection, args=(client,), daemon=True))
            self._threads[-1].start()

    def _connection(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(10)
            while (request := _request(client)) is not None:
                if not self._carry(request):
                    return

    def _carry(self, request: Request) -> bool:
        """Carry one request; return whether the connection goes on."""
        harm = self._next_harm(request.kind)
        if harm is None:
            self._well(request)
            return True
        self.done.append((request.kind, harm))
        if harm is Harm.DROP_NEXT:
            self._well(request)
            if _request(request.client) is not None:
                _reset(request.client)
        elif harm.name.endswith(("_AFTER", "DOUBLE", "_DURING")) or harm is Harm.CORRUPT_REQUEST:
            self._after(request, harm)
        else:
            self._before(request, harm)
        return False

    def _well(self, request: Request) -> None:
        request.read_body(request.length)
        answer = self._forward(request)
        for late in self._late:
            self._forward(late)
        self._late.clear()
        request.client.sendall(answer)
        self._earlier = answer

    def _next_harm(self, kind: str) -> Harm | None:
        for planned in self.plan:
            if planned[0] == kind:
                self.plan.remove(planned)
                return planned[1]
        return None

    def _before(self, request: Request, harm: Harm) -> None:
        if harm is Harm.RESET_BEFORE_BODY:
            _reset(request.client)
        elif harm in (Harm.RESET_INSIDE_BODY, Harm.TRUNCATE_REQUEST):
            request.read_body(request.length // 2)
            with self._to_server() as server:
                server.sendall(request.head + request.body[: request.length // 2])
                if harm is Harm.RESET_INSIDE_BODY:
                    _reset(server)
                    _reset(request.client)
        elif harm in (Harm.STALL_BEFORE, Harm.LATE):
            request.read_body(request.length)
            if harm is Harm.LATE:
                self._late.append(request)
            _wait_until_left(request.client)
        elif harm is Harm.GARBAGE_BEFORE:
            request.read_body(request.length)
            request.client.sendall(b"\x00\xff\x13garbage\r\n\r\n" * 20)
        elif harm is Harm.ENDLESS_BEFORE:
            request.read_body(request.length)
            _pour(request.client)
        else:
            request.read_body(request.length)
            request.client.sendall(_own_answer(_OWN_ANSWERS[harm]))

    def _after(self, request: Request, harm: Harm) -> None:
        request.read_body(request.length)
        if harm is Harm.CORRUPT_REQUEST:
            request.client.sendall(self._forward(_damaged(request)))
            return
        if harm is Harm.RESET_DURING:
            with self._to_server() as server:
                server.sendall(request.head + request.body)
                _reset(request.client)
                _reset(server)
            return
        answer = self._forward(request)
        head, _, content = answer.partition(b"\r\n\r\n")
        if harm is Harm.DOUBLE:
            request.client.sendall(self._forward(request))
        elif harm is Harm.RESET_AFTER:
            _reset(request.client)
        elif harm is Harm.STALL_AFTER:
            _wait_until_left(request.client)
        elif harm is Harm.TRUNCATE_AFTER:
            request.client.sendall(answer[: len(answer) - max(1, len(content) // 2)])
        elif harm is Harm.CORRUPT_AFTER:
            request.client.sendall(head + b"\r\n\r\n" + _flipped(content))
        elif harm is Harm.GARBAGE_AFTER:
            request.client.sendall(b"\x15\x03garbage" + answer)
        elif harm is Harm.SWAP_AFTER:
            request.client.sendall(self._earlier or _own_answer(b"204 No Content"))
        else:
            request.client.sendall(_own_answer(_OWN_ANSWERS[harm]))

    def _forward(self, request: Request) -> bytes:
        with self._to_server() as server:
            server.sendall(request.head + request.body)
            return _answer(server)

    def _to_server(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.upstream), timeout=10)


def _request(client: socket.socket) -> Request | None:
    head, rest = _head(client)
    if not head:
        return None
    path = head.split(b" ", 2)[1]
    kind = next((kind for start, kind in _KINDS.items() if path.startswith(start)), "other")
    kind = {b"missing": "offer", b"parts": "part"}.get(path.rsplit(b"/", 1)[-1], kind)
    return Request(client, kind, head, _length(head), rest)


def _answer(server: socket.socket) -> bytes:
    head, content = _head(server)
    while len(content) < _length(head) and (piece := server.recv(65536)):
        content += piece
    return head + content


def _head(peer: socket.socket) -> tuple[bytes, bytes]:
    taken = b""
    while b"\r\n\r\n" not in taken:
        piece = peer.recv(65536)
        if not piece:
            return b"", b""
        taken += piece
    head, _, rest = taken.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", rest


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _own_answer(status: bytes) -> bytes:
    length = str(len(_HTML)).encode()
    return b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\nContent-Length: " + length + b"\r\n\r\n" + _HTML


def _reset(peer: socket.socket) -> None:
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def _wait_until_left(client: socket.socket) -> None:
    while client.recv(65536):
        pass


def _pour(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-quay-note\r\n\r\n")
    for _ in range(200):
        client.sendall(bytes(65536))


def _damaged(request: Request) -> Request:
    if not request.body:
        return request
    return Request(request.client, request.kind, request.head, request.length, _flipped(request.body))


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :] if content else content

"""Asks CUPS what became of a job, over IPP (RFC 8011): its command line tells a printed job from an aborted one by
nothing, and a slip that never came out must not be called done.
"""

import http.client
import os
import socket
import struct
from pathlib import Path

_GET_JOB_ATTRIBUTES = 0x0009
_NOT_FOUND = 0x0406
_OPERATION, _END = 1, 3
_ENUM, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _NAME = 0x23, 0x44, 0x45, 0x47, 0x48, 0x42
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")


def job_state_number(job: int, seconds: float) -> int | None:
    """Return the IPP job-state (3 pending … 7 cancelled, 8 aborted, 9 completed), 0 for a job the service does not
    know, None when the service does not answer.
    """
    connection = _connection(os.environ.get("CUPS_SERVER", ""), seconds)
    try:
        connection.request("POST", "/", _question(job), {"Content-Type": "application/ipp"})
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return _state_in(body) if answer.status == 200 else None


def _connection(server: str, seconds: float) -> http.client.HTTPConnection:
    """Where CUPS' own commands would connect to: CUPS_SERVER, the machine's socket, or port 631."""
    place = server.partition("/version=")[0] or next((path for path in _SOCKETS if Path(path).exists()), "")
    if place.startswith("/"):
        return _SocketConnection(place, seconds)
    host, _, port = (place or "localhost").partition(":")
    return http.client.HTTPConnection(host, int(port or 631), timeout=seconds)


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a local socket."""

    def __init__(self, place: str, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._place = place

    def connect(self) -> None:
        """Connect to the socket instead of a host."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._place)


def _question(job: int) -> bytes:
    attributes = (
        (_CHARSET, "attributes-charset", "utf-8"),
        (_LANGUAGE, "attributes-natural-language", "en"),
        (_URI, "job-uri", f"ipp://localhost/jobs/{job}"),
        (_NAME, "requesting-user-name", os.environ.get("USER", "desk")),
        (_KEYWORD, "requested-attributes", "job-state"),
    )
    body = b"".join(_attribute(tag, name, value) for tag, name, value in attributes)
    return struct.pack(">BBHLB", 1, 1, _GET_JOB_ATTRIBUTES, 1, _OPERATION) + body + bytes([_END])


def _attribute(tag: int, name: str, value: str) -> bytes:
    parts = (name.encode("ascii"), value.encode("utf-8"))
    return bytes([tag]) + b"".join(struct.pack(">H", len(part)) + part for part in parts)


def _state_in(body: bytes) -> int | None:
    if len(body) < 8:
        return None
    if struct.unpack_from(">H", body, 2)[0] == _NOT_FOUND:
        return 0
    at = 8
    while at < len(body) and body[at] != _END:
        tag, at = body[at], at + 1
        if tag < 0x10:
            continue
        name, at = _counted(body, at)
        value, at = _counted(body, at)
        if name == b"job-state" and tag == _ENUM and len(value) == 4:
            return int.from_bytes(value, "big")
    return None


def _counted(body: bytes, at: int) -> tuple[bytes, int]:
    length = int.from_bytes(body[at : at + 2], "big")
    return body[at + 2 : at + 2 + length], at + 2 + length

"""The second copy's bytes: a header naming the stream, then one sealed, checksummed frame a commit.

A frame holds all events of one transaction, so a torn end never leaves half of it. Its plain part says which events it
holds: the newest frame is the witness of how far the log once went.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from nacl.exceptions import CryptoError

from db.keys import seal, unseal
from desk_app.domain.chain import FIRST_EPOCH
from desk_app.ports import StoredEvent

MAGIC = b"QMCCOPY1"
HEADER_BYTES = len(MAGIC) + 16 + 4
_FRAME = struct.Struct(">IQQI")  # length of the sealed part, first seq, last seq, checksum of all of it
_EVENT = struct.Struct(">QHIB")  # seq, length of header, length of body, whether there is a body
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame as found in the file; nothing is unsealed yet."""

    first: int
    last: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class CopyContent:
    """What lies in the file: whole frames up to `end`; then nothing, a torn end, or (`damaged`) something else."""

    frames: tuple[Frame, ...]
    end: int
    damaged: bool
    torn: bool = False

    @property
    def last_seq(self) -> int:
        """The newest event (0: none)."""
        return self.frames[-1].last if self.frames else 0


class CopyDamagedError(ValueError):
    """A frame that cannot be what this desk wrote."""


def header_of(device: bytes) -> bytes:
    """Return the first bytes of the file: whose log it is. All epochs of a log are one chain, and one file."""
    return MAGIC + device + FIRST_EPOCH.to_bytes(4, "big")


def frame_of(events: Sequence[StoredEvent], key: bytes, header: bytes, nonce: bytes) -> bytes:
    """Return the frame of one transaction's events."""
    first, last = events[0].seq, events[-1].seq
    sealed = seal(key, b"".join(_event_bytes(event) for event in events), nonce, _about(header, first, last))
    start = _FRAME.pack(len(sealed), first, last, 0)
    return _FRAME.pack(len(sealed), first, last, crc32(start + sealed)) + sealed


def read_copy(path: Path, header: bytes) -> CopyContent | None:
    """Return the frames of the file, checked by checksum; None when there is no file of this stream."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    if content[:HEADER_BYTES] != header:
        return CopyContent((), 0, damaged=True)
    frames: list[Frame] = []
    place = HEADER_BYTES
    while place < len(content):
        frame = _frame_at(content, place)
        if frame is None or frame.first != (frames[-1].last + 1 if frames else 1):
            torn = _is_torn(content, place)
            return CopyContent(tuple(frames), place, damaged=not torn, torn=torn)
        frames.append(frame)
        place += _FRAME.size + len(frame.sealed)
    return CopyContent(tuple(frames), place, damaged=False)


def events_in(frame: Frame, key: bytes, header: bytes) -> list[StoredEvent]:
    """Return the events of a frame; CopyDamagedError when it is not what was written."""
    try:
        content = unseal(key, frame.sealed, _about(header, frame.first, frame.last))
        events = list(_events_of(content))
    except (CryptoError, ValueError, struct.error) as error:
        raise CopyDamagedError(f"frame of event {frame.first}") from error
    if [event.seq for event in events] != list(range(frame.first, frame.last + 1)):
        raise CopyDamagedError(f"frame of event {frame.first}")
    return events


def _frame_at(content: bytes, place: int) -> Frame | None:
    if len(content) - place < _FRAME.size:
        return None
    length, first, last, checksum = _FRAME.unpack_from(content, place)
    sealed = content[place + _FRAME.size : place + _FRAME.size + length]
    if len(sealed) != length or crc32(_FRAME.pack(length, first, last, 0) + sealed) != checksum:
        return None
    return Frame(first, last, sealed)


def _is_torn(content: bytes, place: int) -> bool:
    """A power cut leaves at most one frame that ends early or holds blocks never written; more is damage."""
    if len(content) - place < _FRAME.size:
        return True
    length = int(_FRAME.unpack_from(content, place)[0])
    return place + _FRAME.size + length >= len(content)


def _about(header: bytes, first: int, last: int) -> bytes:
    return header + first.to_bytes(8, "big") + last.to_bytes(8, "big")


def _event_bytes(event: StoredEvent) -> bytes:
    body = event.body or b""
    plain = _EVENT.pack(event.seq, len(event.header), len(body), event.body is not None)
    return plain + event.digest + event.chain + event.header + body


def _events_of(content: bytes) -> list[StoredEvent]:
    events: list[StoredEvent] = []
    place = 0
    while place < len(content):
        seq, header_length, body_length, has_body = _EVENT.unpack_from(content, place)
        place += _EVENT.size
        parts = []
        for length in (_DIGEST_BYTES, _DIGEST_BYTES, header_length, body_length):
            parts.append(content[place : place + length])
            place += length
        digest, chain, header, body = parts
        if place > len(content):
            raise ValueError("an event beyond the end")
        events.append(StoredEvent(seq, header, digest, body if has_body else None, chain))
    return events

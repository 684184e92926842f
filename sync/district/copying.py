"""Events as the bytes that PostgreSQL's binary COPY reads, put together in one go."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from sync.wire.reckoning import ReckonedEvent

_COLUMNS = (
    "hub", "device", "epoch", "seq", "kind", "version", "recorded_at", "dossier", "header", "digest", "body", "chain",
)  # fmt: skip
_BEGINNING = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_KEY = struct.Struct(">hiqi16sii")  # the number of columns; hub, device and epoch, each after its length
_PLACE = struct.Struct(">iqiiiiiq")  # seq, kind, version, recorded_at
_LENGTH = struct.Struct(">i")
_HASH = _LENGTH.pack(32)


def columns_of() -> str:
    """Return the columns in the order of `copied`, as SQL lists them."""
    return ", ".join(_COLUMNS)


def copied(hub: int, device: bytes, epoch: int, events: Iterable[ReckonedEvent]) -> bytes:
    """Return what COPY … FROM STDIN (FORMAT BINARY) takes for the events of a stream."""
    key = _KEY.pack(len(_COLUMNS), 8, hub, 16, device, 4, epoch)
    length = _LENGTH.pack
    pieces = [_BEGINNING]
    for event in events:
        sent, row = event.sent, event.sent.row
        dossier = None if row.dossier is None else row.dossier.replace("\x00", "\ufffd").encode()
        pieces += (
            key, _PLACE.pack(8, sent.seq, 4, row.kind, 4, row.version, 8, row.recorded_at),
            _NULL if dossier is None else length(len(dossier)) + dossier,
            length(len(sent.header)), sent.header, _HASH, event.digest,
            _NULL if sent.body is None else length(len(sent.body)) + sent.body, _HASH, event.chain,
        )  # fmt: skip
    pieces.append(_END)
    return b"".join(pieces)

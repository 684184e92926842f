"""A codec of the tests' own: the contract as plain as it can be said."""

from typing import Any

import msgspec

from desk_app.domain.events import EVENTS, Event, Header, UnknownEvent
from desk_app.domain.positional import fact_of, row_of

_KINDS = {event.kind: event for event in EVENTS}
_ARRAY_OF_12 = b"\x9c"
_SLOT = b"\xc4\x20" + bytes(32)


class PlainCodec:
    """Positional MessagePack, nothing else."""

    def encode_body(self, body: Event) -> bytes:
        return msgspec.msgpack.encode(row_of(body))

    def decode_body(self, kind: int, version: int, body: bytes) -> Event:
        row: Any = _decoded(body)
        event = _KINDS.get(kind)
        if event is None or version > event.version:
            return UnknownEvent(kind, version, body)
        return fact_of(event, row)

    def encode_header(self, header: Header) -> bytes:
        return _ARRAY_OF_12 + b"".join(msgspec.msgpack.encode(value) for value in row_of(header))

    def decode_header(self, header: bytes) -> Header:
        return fact_of(Header, _decoded(header + _SLOT)[:-1])


def _decoded(content: bytes) -> Any:
    try:
        return msgspec.msgpack.decode(content)
    except msgspec.DecodeError as error:
        raise ValueError("damaged") from error

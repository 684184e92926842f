"""Events as MessagePack arrays: the bytes that are stored, hashed and sent."""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.domain.events import EVENTS, Event, Header, UnknownEvent
from desk_app.domain.positional import fact_of, row_of

_HEADER_ARRAY = b"\x9c"  # an array of 12: eleven fields and the digest that the chain appends
_HEADER_FIELDS = 11
_EMPTY_SLOT = b"\xc4\x20" + bytes(32)
_DAMAGE = (msgspec.MsgspecError, TypeError, OverflowError, RecursionError)


class MessagePackCodec:
    """The one encoding of events; every fact has exactly one byte form, so digests can be reckoned again anywhere."""

    def __init__(self) -> None:
        self._events = {event.kind: event for event in EVENTS}

    def encode_body(self, body: Event) -> bytes:
        """Return the body as a MessagePack array by position; an unknown event as the bytes it came in."""
        if isinstance(body, UnknownEvent):
            return body.row
        return msgspec.msgpack.encode(row_of(body))

    def decode_body(self, kind: int, version: int, body: bytes) -> Event:
        """Return the body; UnknownEvent for a kind or version that is newer; ValueError for damaged bytes."""
        row = _row(body)
        event = self._events.get(kind)
        if event is None or version > event.version:
            return UnknownEvent(its_kind=kind, its_version=version, row=body)
        try:
            return fact_of(event, row)
        except _DAMAGE as error:
            raise ValueError("damaged event body") from error

    def encode_header(self, header: Header) -> bytes:
        """Return an array of 12 whose last element, the digest, is left for the chain to append."""
        return _HEADER_ARRAY + msgspec.msgpack.encode(row_of(header))[1:]

    def decode_header(self, header: bytes) -> Header:
        """Return the header from its encoding without the digest; ValueError for damaged bytes."""
        row = _row(header + _EMPTY_SLOT)
        if len(row) != _HEADER_FIELDS + 1 or row[-1] != bytes(32):
            raise ValueError("damaged event header")
        try:
            return fact_of(Header, row[:_HEADER_FIELDS])
        except _DAMAGE as error:
            raise ValueError("damaged event header") from error


def _row(encoded: bytes) -> list[Any]:
    try:
        row = msgspec.msgpack.decode(encoded)
    except _DAMAGE as error:
        raise ValueError("damaged MessagePack") from error
    if not isinstance(row, list):
        raise ValueError("an event is an array")
    return row

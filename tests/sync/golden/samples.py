"""Something of every kind that travels or is kept, made from its types alone, always the same."""

from __future__ import annotations

import importlib
import pkgutil
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

import sync.wire
from desk_app.domain import chain
from desk_app.domain.events import EVENTS, Event, Header, Received, Started
from desk_app.ports import StoredEvent
from sync.wire.codec import MessagePackCodec
from sync.wire.signing import KeySigner, device_of

SIGNER = KeySigner(b"golden bytes, kept for ever ....")
DISTRICT_BOX = b"the district's box, in tests ...".ljust(32, b".")
COPY_KEY = b"the key of a second copy, tests.".ljust(32, b".")
AT = datetime(2026, 12, 8, 22, 5, tzinfo=timezone(timedelta(hours=7)))
SALT = bytes(range(16))
DEVICE = device_of(SIGNER.public_key)

_CODEC = MessagePackCodec()
_PLAIN: dict[Any, Any] = {
    str: "Nguyễn Thị Ánh", int: 42, bytes: bytes(range(32)), bool: True, datetime: AT, date: date(1998, 8, 14),
    float: 0.5,
}  # fmt: skip


def message_kinds() -> dict[str, type[msgspec.Struct]]:
    """Return every message of the wire by name: each positional struct of `sync.wire`."""
    found: dict[str, type[msgspec.Struct]] = {}
    for module in pkgutil.iter_modules(sync.wire.__path__):
        here = importlib.import_module(f"sync.wire.{module.name}")
        for name, kind in vars(here).items():
            is_here = isinstance(kind, type) and kind.__module__ == here.__name__
            if is_here and issubclass(kind, msgspec.Struct) and kind.__struct_config__.array_like:
                found[name] = kind
    return dict(sorted(found.items()))


def sample_of(kind: Any) -> Any:
    """Return an instance of a message or a fact with something in every field."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind.__struct_fields__)
    return kind(*(_something(hints[name]) for name in names))


def shortened(kind: type[msgspec.Struct], count: int) -> type[msgspec.Struct]:
    """Return the message as a program knew it when it had `count` fields."""
    return msgspec.defstruct(kind.__name__, _fields(kind)[:count], array_like=True, frozen=True)


def lengthened(kind: type[msgspec.Struct], count: int) -> type[msgspec.Struct]:
    """Return the message as programs will know it once it has `count` more fields, each with a default."""
    later = [(f"added_{number}", str, "later") for number in range(count)]
    return msgspec.defstruct(kind.__name__, [*_fields(kind), *later], array_like=True, frozen=True)


def _fields(kind: type[msgspec.Struct]) -> list[Any]:
    hints, defaults = get_type_hints(kind), kind.__struct_defaults__
    needed = len(kind.__struct_fields__) - len(defaults)
    return [
        (name, hints[name]) if place < needed else (name, hints[name], defaults[place - needed])
        for place, name in enumerate(kind.__struct_fields__)
    ]


def leaves(row: Any) -> int:
    """Return how many plain values a row holds, those in rows inside it too."""
    return sum(map(leaves, row)) if isinstance(row, list) else 1


def agrees(older: Any, newer: Any) -> bool:
    """Whether `newer` says what `older` says, and at most more at the end of a row."""
    if isinstance(older, list) and isinstance(newer, list):
        return len(older) <= len(newer) and all(map(agrees, older, newer))
    return type(older) is type(newer) and bool(older == newer)


def agrees_so_far(one: Any, other: Any) -> bool:
    """Whether both say the same as far as both say anything: a note inside a note may have grown as well."""
    if isinstance(one, list) and isinstance(other, list):
        return all(map(agrees_so_far, one, other))
    return type(one) is type(other) and bool(one == other)


def header_of(kind: int, version: int, dossier: str | None) -> Header:
    """Return a header with something in every field."""
    return Header(
        kind=kind, version=version, dossier=dossier, recorded_at=AT, mono_delta_ms=977, boot=1_700_000_000_123,
        hlc=116_000_000_000_000_000, actor="cb01", claimed_at=AT - timedelta(hours=2), base=3,
        catalogue_version="2026-11-21",
    )  # fmt: skip


def event_samples() -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield kind, version, header and body of an event of every kind."""
    for event in EVENTS:
        header = _CODEC.encode_header(header_of(event.kind, event.version, "000.00.18.H32-261208-1001"))
        yield event.kind, event.version, header, _CODEC.encode_body(sample_of(event))


def stored_samples() -> list[StoredEvent]:
    """Return a short log: an intake and two moves, the last of them erased."""
    number, log = "000.00.18.H32-261208-1001", list[StoredEvent]()
    before = chain.genesis(SIGNER.public_key)
    intake = msgspec.msgpack.decode(_CODEC.encode_body(sample_of(Received)))
    bodies: list[tuple[type[Event], bytes]] = [
        (Received, msgspec.msgpack.encode([SALT, *intake[1:]])),
        (Started, _CODEC.encode_body(Started("một"))),
    ]
    bodies.append((Started, _CODEC.encode_body(Started("hai"))))
    for seq, (kind, body) in enumerate(bodies, start=1):
        header = _CODEC.encode_header(header_of(kind.kind, kind.version, number))
        digest = chain.digest_of(chain.salt_of_event(SALT, seq), body)
        before = chain.link(before, header, digest)
        log.append(StoredEvent(seq, header, digest, body if seq < 3 else None, before))
    return log


def _something(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return _something(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is tuple:
        parts = get_args(hint)
        return (_something(parts[0]),) if Ellipsis in parts else tuple(map(_something, parts))
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hasattr(hint, "__metadata__"):
        return _something(get_args(hint)[0])
    return sample_of(hint)

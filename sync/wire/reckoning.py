"""The receiver's side of a batch: digests and chain are reckoned again from what came, nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec

from desk_app.domain import chain
from sync.wire.batch import Batch, DamagedBatchError, SentEvent

_OPENED, _RECEIVED, _REFUSED = 1, 20, 21
_SALT_AT = {_OPENED: 3, _RECEIVED: 0, _REFUSED: 0}

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
_Milliseconds = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]


class SaltUnknownError(ValueError):
    """The salt of a dossier is not known here; the desk must send the digests along."""


class HeaderRow(msgspec.Struct, array_like=True, frozen=True):
    """The part of an event's header that a receiver sorts by; decoded in one go because a batch has hundreds."""

    kind: _Count
    version: _Count
    dossier: str | None
    recorded_at: _Milliseconds
    mono_delta_ms: int
    boot: int
    hlc: int
    actor: str
    claimed_at: _Milliseconds | None
    base: int | None
    catalogue_version: str


@dataclass(frozen=True, slots=True)
class ReckonedEvent:
    """An event with its header read and its digest and chain reckoned."""

    sent: SentEvent
    row: HeaderRow
    digest: bytes
    chain: bytes

    @property
    def happened_at(self) -> int:
        """Milliseconds of when it truly happened."""
        return self.row.recorded_at if self.row.claimed_at is None else self.row.claimed_at


def rows_of(batch: Batch) -> tuple[HeaderRow, ...]:
    """Return the headers of a batch's events; DamagedBatchError."""
    read = msgspec.msgpack.Decoder(HeaderRow)
    try:
        return tuple(read.decode(event.header + b"\xc0") for event in batch.events)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise DamagedBatchError("an unreadable event header") from error


def salt_of_body(kind: int, body: bytes) -> bytes | None:
    """Return the salt in the body of an opening, a reception or a refusal; None where there is none."""
    try:
        parts = msgspec.msgpack.decode(body, type=list[msgspec.Raw])
        salt = msgspec.msgpack.decode(parts[_SALT_AT[kind]])
    except (msgspec.MsgspecError, IndexError, ValueError, RecursionError):
        return None
    return salt if isinstance(salt, bytes) else None


def dossiers_begun_elsewhere(rows: tuple[HeaderRow, ...]) -> set[str]:
    """Return the dossiers whose intake is not ahead of their first event in the batch."""
    begun: set[str] = set()
    elsewhere: set[str] = set()
    for row in rows:
        if row.dossier is not None and row.dossier not in begun:
            (begun if row.kind in (_RECEIVED, _REFUSED) else elsewhere).add(row.dossier)
    return elsewhere


def reckon(batch: Batch, rows: tuple[HeaderRow, ...], salts: Mapping[str | None, bytes]) -> tuple[ReckonedEvent, ...]:
    """Return the events with digests and chain, from the head the batch names; SaltUnknownError.

    `salts` are those known before, by dossier (None: the stream's own); from an intake on its own salt counts.
    """
    head, salts = batch.header.before, dict(salts)
    reckoned: list[ReckonedEvent] = []
    for event, row in zip(batch.events, rows, strict=True):
        if row.kind in _SALT_AT and event.body is not None:
            brought = salt_of_body(row.kind, event.body)
            if brought is not None:
                salts[None if row.kind == _OPENED else row.dossier] = brought
        digest = event.digest if event.digest is not None else _digest(event, row, salts)
        head = chain.link(head, event.header, digest)
        reckoned.append(ReckonedEvent(event, row, digest, head))
    return tuple(reckoned)


def _digest(event: SentEvent, row: HeaderRow, salts: Mapping[str | None, bytes]) -> bytes:
    salt = salts.get(row.dossier)
    if salt is None or event.body is None:
        raise SaltUnknownError(row.dossier)
    return chain.digest_of(chain.salt_of_event(salt, event.seq), event.body)

"""The receiver's side of a batch: digests and chain are reckoned again from what came, nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

import msgspec

from desk_app.domain import chain
from sync.wire.batch import Batch, DamagedBatchError, HeaderRow, SentEvent

_OPENED, _RECEIVED, _REFUSED, _REGISTERED = 1, 20, 21, 40
_SALT_AT = {_OPENED: 3, _RECEIVED: 0, _REFUSED: 0, _REGISTERED: 0}


class SaltUnknownError(ValueError):
    """The salt of a dossier is not known here; the desk must send the digests along."""


class Doubt(IntEnum):
    """Why a body that came beside its digest could not be shown to be the one that the desk sealed."""

    SALT_UNKNOWN = 1
    SALT_OF_ANOTHER = 2  # the salt known here belongs to another intake of the same number, or the body was changed


class ReckonedEvent(msgspec.Struct, frozen=True, gc=False):
    """An event with its digest and chain reckoned."""

    sent: SentEvent
    digest: bytes
    chain: bytes
    doubt: Doubt | None = None

    @property
    def row(self) -> HeaderRow:
        """Its header, read."""
        return self.sent.row

    @property
    def happened_at(self) -> int:
        """Milliseconds of when it truly happened."""
        row = self.sent.row
        return row.recorded_at if row.claimed_at is None else row.claimed_at


def salt_of_body(kind: int, body: bytes) -> bytes | None:
    """Return the salt in the body of an opening, a reception, a refusal or a registration; None where there is none."""
    place = _SALT_AT.get(kind)
    if place is None:
        return None
    try:
        parts = msgspec.msgpack.decode(body, type=list[msgspec.Raw])
        salt = msgspec.msgpack.decode(parts[place])
    except (msgspec.MsgspecError, IndexError, ValueError, RecursionError):
        return None
    return salt if isinstance(salt, bytes) else None


def dossiers_begun_elsewhere(batch: Batch) -> set[str]:
    """Return the dossiers that do not begin in the batch with an intake, its body and so its salt."""
    begun: set[str] = set()
    elsewhere: set[str] = set()
    for event in batch.events:
        dossier = event.row.dossier
        if dossier is not None and dossier not in begun:
            brings_salt = event.row.kind in (_RECEIVED, _REFUSED, _REGISTERED) and event.body is not None
            (begun if brings_salt else elsewhere).add(dossier)
    return elsewhere


def digests_begun(batch: Batch) -> tuple[bytes | None, ...]:
    """Return the digest of every event whose salt the batch itself brings, in it or before it; else None.

    Needs nothing from outside, so that it can be done while the salts of the others are being looked up.
    """
    salts: dict[str | None, bytes] = {}
    digests: list[bytes | None] = []
    for event in batch.events:
        row, body, digest = event.row, event.body, None
        if body is not None:
            brought = salt_of_body(row.kind, body)
            if brought is not None:
                salts[None if row.kind == _OPENED else row.dossier] = brought
            salt = salts.get(row.dossier)
            if salt is not None:
                digest = chain.digest_of(chain.salt_of_event(salt, event.seq), body)
        digests.append(digest)
    return tuple(digests)


def reckon(
    batch: Batch, salts: Mapping[str | None, bytes], begun: tuple[bytes | None, ...] = ()
) -> tuple[ReckonedEvent, ...]:
    """Return the events with digests and chain, from the head the batch names; SaltUnknownError, DamagedBatchError.

    `salts` are those known before, by dossier (None: the stream's own); from an intake on its own salt counts, and
    `begun` are the digests by those (`digests_begun`; empty: not done yet). A digest that came with its body is the one
    sealed, so it counts; the body is checked against it and doubted if it differs.
    """
    head = batch.header.before
    reckoned: list[ReckonedEvent] = []
    for event, own in zip(batch.events, begun or digests_begun(batch), strict=True):
        digest, doubt = event.digest, None
        if digest is None:
            digest = own or _digest(event, salts)
        elif event.body is not None:
            doubt = _doubt(event, event.body, own, salts)
            if doubt is not None and salt_of_body(event.row.kind, event.body) is not None:
                raise DamagedBatchError("an intake is not what was sealed")  # it carries its salt: no room for doubt
        head = chain.link(head, event.header, digest)
        reckoned.append(ReckonedEvent(event, digest, head, doubt))
    return tuple(reckoned)


def _digest(event: SentEvent, salts: Mapping[str | None, bytes]) -> bytes:
    salt = salts.get(event.row.dossier)
    if salt is None or event.body is None:
        raise SaltUnknownError(event.row.dossier)
    return chain.digest_of(chain.salt_of_event(salt, event.seq), event.body)


def _doubt(event: SentEvent, body: bytes, own: bytes | None, salts: Mapping[str | None, bytes]) -> Doubt | None:
    if own is None:
        salt = salts.get(event.row.dossier)
        if salt is None:
            return Doubt.SALT_UNKNOWN
        own = chain.digest_of(chain.salt_of_event(salt, event.seq), body)
    return None if own == event.digest else Doubt.SALT_OF_ANOTHER

"""An event as bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as bytes: header without its digest, digest, body (None once erased), head after it."""

    seq: int
    header: bytes
    digest: bytes
    body: bytes | None
    chain: bytes

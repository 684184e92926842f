"""How scans go up: offered with the hashes of their chunks, asked for by what is missing, sent in pieces.

A piece is a quarter of a chunk: on a bad line so little is under way at a time that a cut costs a chunk at most.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec

from desk_app.domain.scan_tree import CHUNK_BYTES

PIECE_BYTES = CHUNK_BYTES // 4
PART_MOST_PIECES = 64  # a MiB in one request, on a line that carries it in a second
SCAN_MOST_BYTES = 64 * 1024 * 1024
OFFER_MOST = 32  # scans in one question
WISH_MOST_CHUNKS = 16  # a MiB in one answer


class ScanEntry(msgspec.Struct, array_like=True, frozen=True):
    """A scan that event `seq` of this device attached; `leaves` are the 32-byte hashes of its chunks, end to end."""

    seq: int
    root: bytes
    size: int
    leaves: bytes


class ScanGone(msgspec.Struct, array_like=True, frozen=True):
    """Event `seq` of this device removed the last scan with this root."""

    seq: int
    root: bytes


class ScanOffer(msgspec.Struct, array_like=True, frozen=True):
    """A desk says which scans it has to send and which count no more; `at` is milliseconds of its clock."""

    device: bytes
    scans: tuple[ScanEntry, ...]
    gone: tuple[ScanGone, ...]
    at: int


class ScanState(IntEnum):
    """What the district says to one scan of an offer."""

    WANTED = 1  # pieces are missing
    WHOLE = 2  # every byte is held
    UNKNOWN = 3  # no event here attaches it (yet): after the next events, again
    REFUSED = 4  # it is not what its event says, or too large
    FULL = 5  # no room for this commune, or on the disk


class ScanNeed(msgspec.Struct, array_like=True, frozen=True):
    """One scan as the district has it: bit n of `held` (from the lowest of the first byte) is piece n."""

    root: bytes
    state: int
    held: bytes


class ScanNeeds(msgspec.Struct, array_like=True, frozen=True):
    """The answer to an offer: a need for each of its scans, in order, and the roots that are gone here now.

    `wanted` are roots offered before of which something is missing (again): a file that was damaged here.
    """

    device: bytes
    needs: tuple[ScanNeed, ...]
    gone: tuple[bytes, ...]
    wanted: tuple[bytes, ...] = ()


class ScanPart(msgspec.Struct, array_like=True, frozen=True):
    """Some pieces of a scan, end to end, from piece `first` on; it travels in an envelope to the district."""

    device: bytes
    root: bytes
    first: int
    content: bytes


class ScanHeld(msgspec.Struct, array_like=True, frozen=True):
    """What the district holds of a scan after a part. One that was held before changes nothing."""

    device: bytes
    need: ScanNeed


class ScanWish(msgspec.Struct, array_like=True, frozen=True):
    """A desk whose file is gone asks for chunks of a scan it once sent; `box_key` (X25519) is made for this answer."""

    device: bytes
    root: bytes
    first: int
    count: int
    box_key: bytes
    at: int


class ScanChunks(msgspec.Struct, array_like=True, frozen=True):
    """The chunks asked for, end to end, in an envelope for the box key of the wish."""

    device: bytes
    root: bytes
    first: int
    sealed: bytes


def pieces_of(size: int) -> int:
    """Return how many pieces a scan of `size` bytes has."""
    return -(-size // PIECE_BYTES)


def is_held(held: bytes, piece: int) -> bool:
    """Whether a piece is among those held."""
    return piece // 8 < len(held) and bool(held[piece // 8] >> piece % 8 & 1)


def missing_runs(held: bytes, size: int) -> list[tuple[int, int]]:
    """Return the runs of missing pieces as (first, count), in order."""
    runs: list[tuple[int, int]] = []
    for piece in range(pieces_of(size)):
        if is_held(held, piece):
            continue
        if runs and sum(runs[-1]) == piece:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((piece, 1))
    return runs

"""The log that a district keeps of a commune's batches: its leaves, and the head that it signs."""

from __future__ import annotations

import msgspec

from sync.wire.merkle import leaf_hash
from sync.wire.messages import Receipt

LOG_FORM = 1
"""The form of `Receipt.log_root`: 0 was a chain over the batches, 1 is the root of the Merkle tree."""

_LEAF_DOMAIN = b"quay-mot-cua/leaf/1"


class TreeHead(msgspec.Struct, array_like=True, frozen=True):
    """A district says how its log of a commune stands: `size` batches, the Merkle `root` over them, at (ms) `at`.

    `district_epoch` is raised when the district was put back to a backup, `agency_code` names the commune.
    """

    district_id: bytes
    district_epoch: int
    agency_code: str
    size: int
    root: bytes
    at: int


def leaf_of(receipt: Receipt) -> bytes:
    """Return the hash of the leaf that a batch is in the log, from the receipt that was given for it."""
    return leaf_of_batch(receipt.device, receipt.epoch, receipt.last_seq, receipt.last_head, receipt.district_at)


def leaf_of_batch(device: bytes, epoch: int, last_seq: int, last_head: bytes, district_at: int) -> bytes:
    """Return the hash of a batch's leaf: whose it is, how far it goes, and when (ms) the district took it in."""
    place = epoch.to_bytes(4, "big") + last_seq.to_bytes(8, "big")
    return leaf_hash(_LEAF_DOMAIN + device + place + last_head + district_at.to_bytes(8, "big", signed=True))

"""A sealed batch as it lies in the spool: one file that says what is in the envelope, and nothing of anybody."""

from __future__ import annotations

import hashlib

import msgspec

_MAGIC = b"quay-spool/1\n"
_DIGEST_BYTES = 32


class DamagedItemError(ValueError):
    """The file is no item, or not the one that was written."""


class SpoolItem(msgspec.Struct, array_like=True, frozen=True):
    """Events `first` to `last` of one stream, sealed and closed for the district with these two keys.

    `before` and `last_head` are the desk's chain around them, against which a receipt is checked. `made_at` is
    milliseconds of the desk's clock, `raw_size` the bytes of the events unpacked. For `with_digests` see
    `sync.wire.batch`. `turn`: how often the desk had gone back by then; a receipt for an item made before it went back
    proves nothing any more.
    """

    device: bytes
    epoch: int
    first: int
    last: int
    before: bytes
    last_head: bytes
    receipt_key: bytes
    envelope_key: bytes
    made_at: int
    raw_size: int
    dictionary: bytes
    with_digests: bool
    envelope: bytes
    turn: int = 0

    @property
    def name(self) -> str:
        """What its files are called, without ending."""
        return f"{self.epoch:04}-{self.first:012}-{self.last:012}"

    @property
    def stream(self) -> tuple[bytes, int, bytes]:
        """Whose stream it is, and of which district."""
        return self.device, self.epoch, self.receipt_key


def item_as_bytes(item: SpoolItem) -> bytes:
    """Return the item as a file."""
    content = msgspec.msgpack.encode(item)
    return _MAGIC + hashlib.sha256(content).digest() + content


def item_of(content: bytes) -> SpoolItem:
    """Return the item in a file; DamagedItemError when a byte of it is not as it was written."""
    start = len(_MAGIC) + _DIGEST_BYTES
    packed = content[start:]
    if content[:start] != _MAGIC + hashlib.sha256(packed).digest():
        raise DamagedItemError("a torn or changed file")
    try:
        return msgspec.msgpack.decode(packed, type=SpoolItem)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DamagedItemError("no item") from error

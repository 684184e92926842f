"""The name of a scan: the root of a SHA-256 tree over its chunks, so that each chunk can be proven alone."""

from collections.abc import Sequence
from hashlib import sha256

CHUNK_BYTES = 64 * 1024
_LEAF, _NODE = b"\x00", b"\x01"  # a leaf can never pass for a node


def chunks_of(size: int) -> int:
    """Return how many chunks a content of `size` bytes has."""
    return -(-size // CHUNK_BYTES)


def leaf_of(chunk: bytes) -> bytes:
    """Return the 32-byte hash of one chunk."""
    return sha256(_LEAF + chunk).digest()


def leaves_of(content: bytes) -> tuple[bytes, ...]:
    """Return the hash of every chunk, in order."""
    view = memoryview(content)
    return tuple(leaf_of(bytes(view[at : at + CHUNK_BYTES])) for at in range(0, len(content), CHUNK_BYTES))


def root_over(leaves: Sequence[bytes], size: int) -> bytes:
    """Return the 32-byte root over the chunks' hashes; the size is closed in. ValueError unless both fit together."""
    if size <= 0 or len(leaves) != chunks_of(size) or any(len(leaf) != 32 for leaf in leaves):
        raise ValueError("leaves and size do not fit together")
    level = list(leaves)
    while len(level) > 1:
        pairs = [sha256(_NODE + b"".join(level[at : at + 2])).digest() for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) // 2 * 2 :]
    return sha256(size.to_bytes(8, "big") + level[0]).digest()


def root_of(content: bytes) -> bytes:
    """Return the root that names a content; ValueError for none."""
    return root_over(leaves_of(content), len(content))

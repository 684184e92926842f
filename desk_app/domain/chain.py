"""The hash chain that makes the log one thread: change one event, and every later head differs.

The digest of a body is blinded by a salt, so that erasing body and salt leaves nothing to guess from. A complete header
is the encoded header with the digest as its last element; it travels with that slot empty.
"""

import hashlib

DOMAIN = b"quay-mot-cua/log/1"
_DIGEST_SLOT = b"\xc4\x20"  # MessagePack: 32 bytes follow
FIRST_EPOCH = 1  # a log begins once: every later epoch branches off the chain of an earlier one


def genesis(public_key: bytes, epoch: int = FIRST_EPOCH) -> bytes:
    """Return h0 of the log of a device key (32 bytes)."""
    return hashlib.sha256(DOMAIN + public_key + epoch.to_bytes(4, "big")).digest()


def salt_of_event(salt: bytes, seq: int) -> bytes:
    """Return the salt of one event, from the random salt of its dossier (or of the stream) and its place."""
    return hashlib.sha256(salt + seq.to_bytes(8, "big")).digest()[:16]


def digest_of(event_salt: bytes, body: bytes) -> bytes:
    """Return the blinded digest of a body (32 bytes)."""
    return hashlib.sha256(event_salt + body).digest()


def link(head: bytes, header: bytes, digest: bytes) -> bytes:
    """Return the next head after an event; `header` is its encoding without the digest's slot."""
    return hashlib.sha256(head + hashlib.sha256(header + _DIGEST_SLOT + digest).digest()).digest()

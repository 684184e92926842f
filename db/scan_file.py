"""One scan as a file: sealed under a key of its own, chunk by chunk, so that each can be read and proven alone.

`magic ‖ size (8 bytes) ‖ the file's key, sealed by the desk's ‖ sealed chunks`. Every seal is bound to the root and
the place of its chunk: a chunk moved elsewhere opens nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from db.keys import KEY_BYTES, NONCE_BYTES, seal, unseal
from db.safe_file import write_safely
from desk_app.domain.scan_tree import CHUNK_BYTES, chunks_of

_MAGIC = b"QMCSCAN1"
_TAG_BYTES = 16
_WRAP_BYTES = NONCE_BYTES + KEY_BYTES + _TAG_BYTES
_HEAD_BYTES = len(_MAGIC) + 8 + _WRAP_BYTES


class BrokenScanFileError(ValueError):
    """The file is not what was written: its bytes were changed, cut, or belong elsewhere."""


def write_scan(path: Path, content: bytes, root: bytes, key: bytes, chance: bytes) -> None:
    """Write the file durably or not at all; `chance` is 56 random bytes. OSError."""
    own, nonce = chance[:KEY_BYTES], chance[KEY_BYTES : KEY_BYTES + NONCE_BYTES]
    size = len(content)
    parts = [_MAGIC, size.to_bytes(8, "big"), seal(key, own, nonce, _about(root, size))]
    for index in range(chunks_of(size)):
        chunk = content[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
        about = _about(root, size, index)
        parts.append(crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, about, _nonce(index), own))
    write_safely(path, b"".join(parts))


def read_scan(path: Path, root: bytes, size: int, key: bytes, first: int = 0, count: int | None = None) -> bytes:
    """Return `count` chunks from `first` on, all by default; FileNotFoundError, BrokenScanFileError, OSError."""
    last = chunks_of(size) if count is None else min(first + count, chunks_of(size))
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size != _HEAD_BYTES + size + chunks_of(size) * _TAG_BYTES:
            raise BrokenScanFileError("another length")
        own = _own_key(file.read(_HEAD_BYTES), root, size, key)
        file.seek(_HEAD_BYTES + first * (CHUNK_BYTES + _TAG_BYTES))
        chunks = []
        for index in range(first, last):
            sealed = file.read(min(CHUNK_BYTES, size - index * CHUNK_BYTES) + _TAG_BYTES)
            try:
                about = _about(root, size, index)
                chunks.append(crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, about, _nonce(index), own))
            except (CryptoError, ValueError) as error:
                raise BrokenScanFileError(f"chunk {index}") from error
    return b"".join(chunks)


def forget_scan(path: Path) -> None:
    """Delete the file, its key first: what a disk may still hold of the rest opens for nobody. OSError."""
    with path.open("r+b") as file:
        file.seek(len(_MAGIC) + 8)  # a torn file is overwritten there as well, which does no harm
        file.write(bytes(_WRAP_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _own_key(head: bytes, root: bytes, size: int, key: bytes) -> bytes:
    if head[: len(_MAGIC)] != _MAGIC or head[len(_MAGIC) : len(_MAGIC) + 8] != size.to_bytes(8, "big"):
        raise BrokenScanFileError("another head")
    try:
        return unseal(key, head[len(_MAGIC) + 8 :], _about(root, size))
    except (CryptoError, ValueError) as error:
        raise BrokenScanFileError("another key") from error


def _about(root: bytes, size: int, index: int = -1) -> bytes:
    return b"scan" + root + size.to_bytes(8, "big") + index.to_bytes(8, "big", signed=True)


def _nonce(index: int) -> bytes:
    return index.to_bytes(NONCE_BYTES, "big")  # the key is this file's own and seals each place once

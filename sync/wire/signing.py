"""Ed25519: who said it. A signed note is `signature ‖ MessagePack`, signed under a name of its own kind."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from desk_app.ports import Signer

_Note = TypeVar("_Note", bound=msgspec.Struct)
_SIGNATURE_BYTES = 64


class DamagedNoteError(ValueError):
    """The bytes are no note of this kind, or not signed by whom they should be."""


class KeySigner:
    """A Signer over an Ed25519 seed of 32 bytes held in memory."""

    def __init__(self, seed: bytes) -> None:
        self._key = SigningKey(seed)

    @property
    def public_key(self) -> bytes:
        """The public key, 32 bytes."""
        return bytes(self._key.verify_key)

    def sign(self, message: bytes) -> bytes:
        """Return the signature, 64 bytes."""
        return self._key.sign(message).signature


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` is by the holder of `public_key`; False for keys that are none."""
    try:
        VerifyKey(public_key).verify(message, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def device_of(public_key: bytes) -> bytes:
    """Return the device id of a key: the first 16 bytes of its SHA-256."""
    return hashlib.sha256(public_key).digest()[:16]


def sign_note(note: msgspec.Struct, signer: Signer) -> bytes:
    """Return the note as it travels."""
    content = msgspec.msgpack.encode(note)
    return signer.sign(_domain(type(note)) + content) + content


def sign_again(kind: type[msgspec.Struct], signed: bytes, signer: Signer) -> bytes:
    """Return a note as it is, under the signature of another key; whose it was before is not asked."""
    content = signed[_SIGNATURE_BYTES:]
    return signer.sign(_domain(kind) + content) + content


def read_note(kind: type[_Note], signed: bytes) -> _Note:
    """Return the note without asking who signed it; DamagedNoteError."""
    try:
        return msgspec.msgpack.decode(signed[_SIGNATURE_BYTES:], type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise DamagedNoteError(f"no {kind.__name__}") from error


def open_note(kind: type[_Note], public_key: bytes, signed: bytes) -> _Note:
    """Return the note if `public_key` signed it; DamagedNoteError otherwise."""
    if not is_signed(public_key, _domain(kind) + signed[_SIGNATURE_BYTES:], signed[:_SIGNATURE_BYTES]):
        raise DamagedNoteError(f"no signed {kind.__name__}")
    return read_note(kind, signed)


def _domain(kind: type[msgspec.Struct]) -> bytes:
    return b"quay-mot-cua/" + kind.__name__.encode() + b"/1"

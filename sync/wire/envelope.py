"""An envelope: bytes that only the district can read, so that nothing depends on TLS alone."""

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox


class DamagedEnvelopeError(ValueError):
    """The envelope was not made for this key, or was changed on the way."""


def closed(content: bytes, public_key: bytes) -> bytes:
    """Return `content` encrypted to the X25519 key `public_key` (32 bytes); 48 bytes longer."""
    return SealedBox(PublicKey(public_key)).encrypt(content)


def can_close(public_key: bytes) -> bool:
    """Whether an envelope can be made for this key: not every 32 bytes are one."""
    try:
        closed(b"", public_key)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def opened(envelope: bytes, private_key: bytes) -> bytes:
    """Return what is in the envelope; DamagedEnvelopeError."""
    try:
        return SealedBox(PrivateKey(private_key)).decrypt(envelope)
    except (CryptoError, ValueError, TypeError) as error:
        raise DamagedEnvelopeError("unreadable envelope") from error


def public_key_of(private_key: bytes) -> bytes:
    """Return the X25519 public key of a private one (32 bytes each)."""
    return bytes(PrivateKey(private_key).public_key)

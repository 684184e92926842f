"""The desk's signing key: made once, kept sealed by the database key."""

from nacl.signing import SigningKey

SEED_BYTES = 32


class DeskSigner:
    """Fulfils `Signer` (Ed25519)."""

    def __init__(self, seed: bytes) -> None:
        self._key = SigningKey(seed)

    @property
    def public_key(self) -> bytes:
        """The public key, 32 bytes."""
        return bytes(self._key.verify_key)

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""
        return self._key.sign(message).signature

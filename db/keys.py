"""One random database key; each officer's password and the recovery code open it, nothing else does."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, replace
from hashlib import blake2b

from argon2.low_level import Type, hash_secret_raw
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from db.errors import PasswordTooShortError, RecoveryCodeError, WrongPasswordError
from db.wraps_file import Wrap

LEAST_PASSWORD = 15
LEAST_DIFFERENT = 5
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 24


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a password costs (Argon2id)."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 1


def normal_password(password: str) -> bytes:
    """Return the password as every keyboard and system types it (NFC, then NFKC)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", password)).encode()


def check_password(password: str) -> None:
    """PasswordTooShortError when a new password has too few characters; blanks around it and mere repetition
    count for nothing.
    """
    characters = normal_password(password).decode().strip()
    length = len(characters) if len(set(characters)) >= LEAST_DIFFERENT else len(set(characters))
    if length < LEAST_PASSWORD:
        raise PasswordTooShortError(least=LEAST_PASSWORD, length=length)


def wrap_by_password(
    key: bytes, officer: str, name: str, password: str, public_key: str, chance: bytes, cost: Cost
) -> Wrap:
    """Return the key sealed for an officer; `chance` is 40 random bytes."""
    check_password(password)
    salt, nonce = chance[:SALT_BYTES], chance[SALT_BYTES : SALT_BYTES + NONCE_BYTES]
    wrap = Wrap(officer, name, salt.hex(), cost.memory_kib, cost.passes, cost.lanes, "")
    return replace(wrap, sealed=seal(_stretched(wrap, password), key, nonce, _identity(wrap, public_key)).hex())


def open_by_password(wrap: Wrap, password: str, public_key: str) -> bytes:
    """Return the database key; WrongPasswordError also when the wrap was made for anyone else."""
    try:
        return unseal(_stretched(wrap, password), bytes.fromhex(wrap.sealed), _identity(wrap, public_key))
    except (CryptoError, ValueError) as error:
        raise WrongPasswordError(officer=wrap.name) from error


def wrap_by_recovery(key: bytes, secret: bytes, public_key: str, chance: bytes) -> Wrap:
    """Return the key sealed by the recovery code's 128 random bits, which need no stretching."""
    salt, nonce = chance[:SALT_BYTES], chance[SALT_BYTES : SALT_BYTES + NONCE_BYTES]
    wrap = Wrap("", "", salt.hex(), 0, 0, 0, "")
    sealed = seal(_recovery_key(wrap, secret), key, nonce, _identity(wrap, public_key))
    return replace(wrap, sealed=sealed.hex())


def open_by_recovery(wrap: Wrap, secret: bytes, public_key: str) -> bytes:
    """Return the database key; RecoveryCodeError when the code belongs to another desk."""
    try:
        return unseal(_recovery_key(wrap, secret), bytes.fromhex(wrap.sealed), _identity(wrap, public_key))
    except (CryptoError, ValueError) as error:
        raise RecoveryCodeError(group=None) from error


def derived(key: bytes, purpose: str) -> bytes:
    """Return the key of one purpose (database, copy, signing), 32 bytes."""
    return blake2b(purpose.encode(), digest_size=KEY_BYTES, key=key).digest()


def seal(key: bytes, content: bytes, nonce: bytes, about: bytes) -> bytes:
    """Return nonce and ciphertext, bound to `about`."""
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(content, about, nonce, key)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Return the content; CryptoError or ValueError when anything was changed."""
    if len(sealed) < NONCE_BYTES:
        raise ValueError("too short")
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return crypto_aead_xchacha20poly1305_ietf_decrypt(rest, about, nonce, key)


def _stretched(wrap: Wrap, password: str) -> bytes:
    try:
        return hash_secret_raw(
            normal_password(password), bytes.fromhex(wrap.salt), wrap.passes, wrap.memory_kib, wrap.lanes,
            KEY_BYTES, Type.ID,
        )  # fmt: skip
    except Exception as error:
        # argon2 raises one class for every odd parameter, which only a tampered file can hold
        raise ValueError("impossible cost") from error


def _recovery_key(wrap: Wrap, secret: bytes) -> bytes:
    return blake2b(secret, digest_size=KEY_BYTES, salt=bytes.fromhex(wrap.salt), person=b"recovery").digest()


def _identity(wrap: Wrap, public_key: str) -> bytes:
    """What a seal is bound to: a wrap moved to another officer or another desk opens nothing."""
    return json.dumps(
        [public_key, wrap.officer, wrap.name, wrap.salt, wrap.memory_kib, wrap.passes, wrap.lanes]
    ).encode()

"""The recovery code on paper: 128 bits in eight groups of four, each group with a check of its own.

A mistyped group is named, so nobody has to compare 32 characters with a sheet of paper again.
"""

from hashlib import blake2b

from db.errors import RecoveryCodeError

SECRET_BYTES = 16
GROUPS = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they look like 1, 1, 0, V
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "–": None, "\t": None, "\n": None})
_CHECK_BITS = 4


def code_of(secret: bytes) -> str:
    """Return the code to be printed, e.g. `7K3M-…`; `secret` has 16 bytes."""
    pairs = [int.from_bytes(secret[place : place + 2], "big") for place in range(0, SECRET_BYTES, 2)]
    return "-".join(_letters(pair << _CHECK_BITS | _check(place, pair)) for place, pair in enumerate(pairs))


def secret_of(code: str) -> bytes:
    """Return the 16 bytes; RecoveryCodeError names the first group that cannot be right (9: too long)."""
    text = code.upper().translate(_LOOK_ALIKES)
    secret = b""
    for place in range(GROUPS):
        value = _value(text[place * 4 : place * 4 + 4])
        if value is None or value & 15 != _check(place, value >> _CHECK_BITS):
            raise RecoveryCodeError(group=place + 1)
        secret += (value >> _CHECK_BITS).to_bytes(2, "big")
    if len(text) != GROUPS * 4:
        raise RecoveryCodeError(group=GROUPS + 1)
    return secret


def _letters(value: int) -> str:
    return "".join(_ALPHABET[value >> shift & 31] for shift in (15, 10, 5, 0))


def _value(letters: str) -> int | None:
    if len(letters) != 4 or any(letter not in _ALPHABET for letter in letters):
        return None
    value = 0
    for letter in letters:
        value = value << 5 | _ALPHABET.index(letter)
    return value


def _check(place: int, pair: int) -> int:
    return blake2b(bytes([place]) + pair.to_bytes(2, "big"), digest_size=1).digest()[0] & 15

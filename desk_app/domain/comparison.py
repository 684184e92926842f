"""A row of digits made of both ends' keys: read out over the telephone, it shows that nobody sits between them."""

import hashlib

_GROUPS, _DIGITS = 5, 4
_MADE_FOR = b"quay-mot-cua/comparison/1"
# Somebody between both ends would have to find keys with the same digits while the desk waits for its answer: every
# try costs eight megabytes and about 20 ms.
_COST, _BLOCK = 2**13, 8


def comparison_string(desk_key: bytes, receipt_key: bytes, envelope_key: bytes) -> str:
    """Return "4821 0937 …": five groups of four digits, the same wherever the same three public keys are known."""
    keys = b"".join(len(key).to_bytes(2, "big") + key for key in (desk_key, receipt_key, envelope_key))
    drawn = hashlib.scrypt(keys, salt=_MADE_FOR, n=_COST, r=_BLOCK, p=1, dklen=16)
    digits = str(int.from_bytes(drawn, "big") % 10 ** (_GROUPS * _DIGITS)).zfill(_GROUPS * _DIGITS)
    return " ".join(digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS))

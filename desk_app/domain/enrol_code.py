"""The one-time code of an enrolment, remembered by its digest alone."""

import hashlib


def code_digest(code: str) -> bytes:
    """Return 32 bytes that are the same however the code was typed (case, spaces, hyphens); none for no code."""
    letters = "".join(code.upper().split()).replace("-", "")
    return hashlib.sha256(b"quay-mot-cua/enrol-code/1" + letters.encode()).digest() if letters else b""

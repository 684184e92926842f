"""Base45 (RFC 9285): bytes as the 45 characters that a QR code stores in its dense alphanumeric mode."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def encode(data: bytes) -> str:
    """Return the text of `data`: three characters for two bytes, two for a last single one."""
    out = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, rest = divmod(number, 45)
            out.append(_ALPHABET[rest])
    return "".join(out)


def decode(text: str) -> bytes:
    """Return the bytes of `text`; ValueError when it is not Base45."""
    out = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        if len(group) == 1 or any(character not in _VALUES for character in group):
            raise ValueError("not Base45")
        number = sum(_VALUES[character] * 45**place for place, character in enumerate(group))
        width = len(group) - 1
        if number >= 256**width:
            raise ValueError("not Base45")
        out += number.to_bytes(width, "big")
    return bytes(out)

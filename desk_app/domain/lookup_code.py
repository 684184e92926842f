"""The four characters on the slip that open the public look-up of one dossier."""

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: a person reads it from paper and types it on a telephone.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"


def lookup_code(drawn: bytes) -> str:
    """Return the code that 8 random bytes give; the bias of the modulus is below 1 in 10^14."""
    number = int.from_bytes(drawn[:8], "big")
    characters = []
    for _ in range(4):
        number, place = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[place])
    return "".join(characters)

"""What a stick may do to a file: one bit is another, or the end is missing."""

from __future__ import annotations

from pathlib import Path
from random import Random


def damage(file: Path, chance: Random) -> None:
    """Turn one bit of the file round, or cut it short at any place, its whole length too."""
    content = bytearray(file.read_bytes())
    if content and chance.random() < 0.5:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    else:
        del content[chance.randrange(len(content) + 1) :]
    file.write_bytes(content)

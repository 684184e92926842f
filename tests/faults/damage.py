"""What bad disks, half-finished copying and careless hands do to a file."""

from __future__ import annotations

import random
from pathlib import Path

WAYS = ("flip", "zero", "cut", "repeat", "swap", "garbage", "empty", "remove")


def damage(path: Path, way: str, chance: random.Random) -> None:
    """Damage a file in one way, somewhere."""
    content = bytearray(path.read_bytes())
    size = len(content)
    place = chance.randrange(size)
    length = min(chance.choice((1, 16, 512, 4096)), size - place)
    if way == "flip":
        content[place] ^= 1 << chance.randrange(8)
    elif way == "zero":
        content[place : place + length] = bytes(length)
    elif way == "cut":
        del content[place:]
    elif way == "repeat":
        content[place:place] = content[place : place + length]
    elif way == "swap":
        other = chance.randrange(size - length + 1)
        content[place : place + length], content[other : other + length] = (
            content[other : other + length], content[place : place + length],
        )  # fmt: skip
    elif way == "garbage":
        content[place : place + length] = chance.randbytes(length)
    elif way == "empty":
        content.clear()
    path.write_bytes(bytes(content))
    if way == "remove":
        path.unlink()

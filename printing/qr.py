"""The modules of a QR at level M with mask 2: segno draws the form once for a version, the text is laid into it here.

segno computes a symbol module by module, 2 ms for the seal of a slip, most of it on what is alike on every slip. Here
its form of a version (finders, timing, alignment, format, version) is kept, and an alphanumeric text is laid into it
as one string of bits (ISO/IEC 18004, 7.4 to 7.8). Any other text goes to segno whole. The modules are the same.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

import segno

MASK = 2
"""Fixed: choosing a mask costs five times the rest and changes nothing a reader notices."""

_ALPHABET = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
_ALPHANUMERIC = re.compile(r"(?!\d*\Z)[0-9A-Z $%*+\-./:]+")
_KIND, _KIND_BITS, _COUNT_BITS = 0b0010, 4, 9
_SIZES = (
    (16, 10, 1),
    (28, 16, 1),
    (44, 26, 1),
    (64, 18, 2),
    (86, 24, 2),
    (108, 16, 4),
    (124, 18, 4),
    (154, 22, 4),
    (182, 22, 5),
)
"""Versions 1 to 9 at level M: codewords of data, error codewords of a block, blocks. Longer counts from 10 on."""
_PADDING = b"\xec\x11"
_DIGITS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True)
class Form:
    """A version without its text: `fixed` has a byte for each module, `pick` fetches each module's bit of the text."""

    side: int
    fixed: int
    pick: Callable[[bytes], tuple[Any, ...]]
    data: int
    errors: int
    blocks: int


def rows_of(text: str) -> list[bytes]:
    """Return the rows of the smallest QR that holds `text`, a byte 0 or 1 for each module, without quiet zone."""
    length = _KIND_BITS + _COUNT_BITS + len(text) // 2 * 11 + len(text) % 2 * 6
    version = next((at for at, (data, _, _) in enumerate(_SIZES, 1) if length <= 8 * data), None)
    if version is None or not _ALPHANUMERIC.fullmatch(text):
        return [bytes(row) for row in _drawn(text, None)]
    form = _form(version)
    stream = _interleaved(_codewords(text, length, form.data), form)
    # The last bit, a light one, is for the modules that take none of the text.
    lit = f"{int.from_bytes(stream):0{8 * len(stream)}b}0".encode("ascii").translate(_DIGITS)
    size = form.side * form.side
    modules = (int.from_bytes(bytes(form.pick(lit))) ^ form.fixed).to_bytes(size)
    return [modules[at : at + form.side] for at in range(0, size, form.side)]


def _drawn(text: str, version: int | None) -> Sequence[Sequence[int]]:
    code = segno.make_qr(text, error="m", version=version, boost_error=False, mask=MASK)
    return tuple(code.matrix)


@cache
def _form(version: int) -> Form:
    """The form of a version, as segno draws it around the shortest text."""
    drawn, side = _drawn("A", version), 17 + 4 * version
    own = _form_modules(version)
    data, errors, blocks = _SIZES[version - 1]
    bits = 8 * (data + errors * blocks)
    turn = {place: number for number, place in enumerate([place for place in _way(side) if place not in own][:bits])}
    places = [(row, column) for row in range(side) for column in range(side)]
    fixed = bytes(drawn[row][column] if (row, column) in own else column % 3 == 0 for row, column in places)
    return Form(
        side, int.from_bytes(fixed), itemgetter(*(turn.get(place, bits) for place in places)), data, errors, blocks
    )


def _form_modules(version: int) -> set[tuple[int, int]]:
    """The modules (row, column) that say nothing of the text."""
    side = 17 + 4 * version
    end, centres = side - 8, ([], [6, side - 7], [6, (side - 1) // 2, side - 7])[min(version, 2) - 1 + version // 7]
    areas = [(0, 0, 9, 9), (0, end, 9, 8), (end, 0, 8, 9), (6, 0, 1, side), (0, 6, side, 1)]
    if version >= 7:
        areas += [(0, end - 3, 6, 3), (end - 3, 0, 3, 6)]
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    areas += [(row - 2, at - 2, 5, 5) for row in centres for at in centres if (row, at) not in corners]
    return {
        (row + down, column + right)
        for row, column, high, wide in areas
        for down in range(high)
        for right in range(wide)
    }


def _way(side: int) -> Iterator[tuple[int, int]]:
    """The order the text takes: up and down in columns of two, from the right, past the timing column."""
    for number, column in enumerate([*range(side - 1, 6, -2), *range(5, 0, -2)]):
        for row in range(side) if number % 2 else range(side - 1, -1, -1):
            yield row, column
            yield row, column - 1


def _codewords(text: str, length: int, room: int) -> bytes:
    """The text as `room` codewords: kind, count, two characters in 11 bits each, up to 4 bits of end, padding."""
    values = [_ALPHABET[character] for character in text]
    bits = _KIND << _COUNT_BITS | len(values)
    for first, second in zip(values[::2], values[1::2], strict=False):
        bits = bits << 11 | first * 45 + second
    if len(values) % 2:
        bits = bits << 6 | values[-1]
    # Where the end mark fills a codeword segno adds an empty one; readers skip it, and the same slip stays the same.
    filled = min((length + 4) // 8 + 1, room)
    return (bits << 8 * filled - length).to_bytes(filled) + (_PADDING * room)[: room - filled]


def _interleaved(codewords: bytes, form: Form) -> bytes:
    """The first codeword of every block, the second of every block and so on; then their error codewords likewise."""
    count, short = form.blocks, form.data // form.blocks
    longer_from = count - form.data % count
    starts = [number * short + max(0, number - longer_from) for number in range(count + 1)]
    data, tails, errors = bytearray(count * short), b"", bytearray(count * form.errors)
    for number, (start, end) in enumerate(pairwise(starts)):
        block = codewords[start:end]
        data[number::count] = block[:short]
        tails += block[short:]
        errors[number::count] = _error_codewords(block, form.errors)
    return bytes(data) + tails + bytes(errors)


def _error_codewords(block: bytes, degree: int) -> bytes:
    """What is left of a block divided by the generator of Reed and Solomon."""
    multiples, high, rest = _multiples(degree), 8 * (degree - 1), 0
    low = (1 << high) - 1
    for codeword in block:
        rest = (rest & low) << 8 ^ multiples[codeword ^ rest >> high]
    return rest.to_bytes(degree)


@cache
def _multiples(degree: int) -> tuple[int, ...]:
    """The generator of a degree times each codeword, without its first coefficient, which is 1."""
    generator, root = [1], 1
    for _ in range(degree):
        generator = [one ^ _times(before, root) for before, one in pairwise([0, *generator, 0])]
        root = _times(root, 2)
    multiples = [0]
    for bit in range(8):
        doubled = int.from_bytes(bytes(_times(part, 1 << bit) for part in generator[1:]))
        multiples += [doubled ^ multiple for multiple in multiples]
    return tuple(multiples)


def _times(one: int, other: int) -> int:
    """Product in the field of 256 elements."""
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product

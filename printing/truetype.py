"""Tables become a TrueType file."""

import struct


def font_file(tables: dict[str, tuple[bytes, int]]) -> bytes:
    """Join tables with their checksums into a TrueType file: some printers' interpreters look at the sums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    heading = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    at, head_at, whole_sum, bodies = 12 + 16 * count, 0, 0, []
    for tag in sorted(tables):
        body, checksum = tables[tag]
        heading += struct.pack(">4sLLL", tag.encode(), checksum, at, len(body))
        padded = body + bytes(-len(body) % 4)
        bodies.append(padded)
        head_at = at if tag == "head" else head_at
        whole_sum += checksum
        at += len(padded)
    whole = heading + b"".join(bodies)
    adjustment = (0xB1B0AFBA - whole_sum - _checksum(heading)) & 0xFFFFFFFF
    return whole[: head_at + 8] + struct.pack(">L", adjustment) + whole[head_at + 12 :]


def summed(body: bytes) -> tuple[bytes, int]:
    """Return a table with its checksum."""
    return body, _checksum(body + bytes(-len(body) % 4))


def _checksum(padded: bytes) -> int:
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF

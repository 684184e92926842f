"""A file that the district gave out: whole or not, from this district or not, and what of it was changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sync.district.league_file import parted, table_of
from sync.district.verifying.findings import Findings, Place
from sync.wire.report_seal import DamagedSealError, ReportSeal, difference, is_whole, open_seal, read_seal

_PLACE = Place("report")
_SHOWN_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file's rows (the head first), when it was sealed (ms) and by which key, all as they are in it now."""

    table: tuple[tuple[str, ...], ...]
    at: int
    receipt_key: bytes


def read_report(file: bytes) -> SealedFile | None:
    """Return what a file says of itself, nothing of it believed; None for one without a seal."""
    try:
        content, text = parted(file)
        line = read_seal(text)
        seal, _ = open_seal(line, (line.receipt_key,))
        return SealedFile(tuple(map(tuple, table_of(content))), seal.at, line.receipt_key)
    except (DamagedSealError, ValueError):
        return None


def check_report(file: bytes, trusted: Collection[bytes], stolen: Mapping[bytes, int]) -> Findings:
    """Yield what is wrong with a file; `trusted` are receipt keys, those in `stolen` since that time (ms).

    Without a trusted key it is only said whether the file is whole, and which key signed it.
    """
    try:
        content, text = parted(file)
        line = read_seal(text)
    except DamagedSealError:
        yield _PLACE.wrong("it ends without the seal of a district")
        return
    try:
        seal, key = open_seal(line, trusted or (line.receipt_key,))
    except DamagedSealError as error:
        yield _PLACE.wrong(f"it is not from this district: {error}")
        return
    if not trusted:
        yield _PLACE.doubtful(f"signed with {key.hex()}; --receipt-key or --home says whether that is the district's")
    if key in stolen:
        if seal.at >= stolen[key]:
            yield _PLACE.wrong("signed with a key that was stolen by then")
        else:
            yield _PLACE.doubtful("signed with a key that was stolen later: its date proves nothing")
    if not is_whole(seal, content):
        yield from _changes(seal, content)


def _changes(seal: ReportSeal, content: bytes) -> Findings:
    try:
        table = table_of(content)
    except ValueError:
        yield _PLACE.wrong("it is not as it was signed, and no table any more")
        return
    found = difference(seal, table)
    heads = [table[0][place] for place in found.columns if table and place < len(table[0])]
    words = f": {', '.join(heads[:_SHOWN_COLUMNS])}" if heads else ""
    for place in found.rows:
        name = " ".join(table[place][:2]) if place else "its head"
        yield _PLACE.wrong(f"row {place + 1} ({name}) is not as it was signed{words}")
    if found.gone:
        yield _PLACE.wrong(f"rows that were signed are missing: {found.gone}")
    if not found.rows and not found.gone:
        yield _PLACE.wrong("another program has written it anew; its cells are as they were signed, its bytes are not")

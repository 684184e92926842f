"""A file that the district gave out: whole or not, from this district or not, and what of it was changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sync.district.league_file import parted, table_of
from sync.district.verifying.findings import Finding, Findings, Place, Weight
from sync.wire.report_seal import DamagedSealError, ReportSeal, SealLine, difference, is_whole, open_seal, read_seal

_PLACE, _SIGNATURE = Place("report"), Place("signature")
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
        seal, key = open_seal(line, trusted or (line.receipt_key,), stolen)
    except DamagedSealError as error:
        yield _SIGNATURE.wrong(f"it is not from this district: {error}")
        yield from _changes_since(line, content)
        return
    if not trusted:
        yield _SIGNATURE.doubtful(
            f"signed with {key.hex()}; --receipt-key or --home says whether that is the district's"
        )
    if key in stolen:
        if seal.at >= stolen[key]:
            yield _SIGNATURE.wrong("signed with a key that was stolen by then")
        else:
            yield _SIGNATURE.doubtful("signed with a key that was stolen later: its date proves nothing")
    if not is_whole(seal, content):
        yield from _changes(seal, content)


def summary(findings: Collection[Finding]) -> str:
    """Return in a few words what the findings come to: whether the file, its signature or its figures are wrong."""
    wrong = {finding.table for finding in findings if finding.weight is Weight.CONTRADICTION}
    if not wrong:
        return "warnings" if findings else "whole"
    if _PLACE.table in wrong:
        return "NOT AS SIGNED"
    return "whole, but NOT SIGNED BY THIS DISTRICT" if _SIGNATURE.table in wrong else "whole, but NOT WHAT THE LOG SAYS"


def _changes_since(line: SealLine, content: bytes) -> Findings:
    """A file of another district may be whole; one that is signed with no key at all says nothing."""
    try:
        seal, _ = open_seal(line, (line.receipt_key,))
    except DamagedSealError as error:
        yield _PLACE.wrong(str(error))
        return
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
    words = f": {' · '.join(heads[:_SHOWN_COLUMNS])}" if heads else ""
    for place in found.rows:
        name = " ".join(table[place][:2]) if place else "its head"
        yield _PLACE.wrong(f"row {place + 1} ({name}) is not as it was signed{words}")
    if found.gone:
        yield _PLACE.wrong(f"rows that were signed are missing: {found.gone}")
    if not found.rows and not found.gone:
        yield _PLACE.wrong("another program has written it anew; its cells are as they were signed, its bytes are not")

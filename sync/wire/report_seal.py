"""The seal of a file that the district gives out: signed over its exact bytes, checked with a public key alone.

A file is its content and, after that, one line with the seal. The seal also holds a short hash of every row and column
of the table, so that whoever finds the file changed can be told where.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Sequence

import msgspec

from desk_app.ports import Signer
from sync.wire.messages import KeyHandover
from sync.wire.signing import DamagedNoteError, open_note, sign_note

_MARK = "QMC1:"
_SHORT = 4
_KEY = 32
Table = Sequence[Sequence[str]]


class DamagedSealError(ValueError):
    """The text is no seal of a report."""


class ReportSeal(msgspec.Struct, array_like=True, frozen=True):
    """The district gave a file out at `at` (ms); it lies signed in a `SealLine`.

    `content_hash` is the SHA-256 of the bytes before the seal; `rows` and `columns` four bytes for each row of its
    table (the head counts) and each column.
    """

    district_id: bytes
    at: int
    content_hash: bytes
    rows: bytes
    columns: bytes


class SealLine(msgspec.Struct, array_like=True, frozen=True):
    """What stands in the last line: the signed `ReportSeal`, whose key it is by, what leads from earlier keys to it."""

    signed: bytes
    receipt_key: bytes
    handovers: tuple[bytes, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """Where a table is not the one that was sealed: places of rows and columns, and how many rows are gone."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    gone: int


def seal_of(
    content: bytes, table: Table, district_id: bytes, at: int, signer: Signer, handovers: Iterable[bytes] = ()
) -> str:
    """Return the seal as text; `at` is milliseconds."""
    rows, columns = _shorts(table), _shorts(_turned(table))
    note = ReportSeal(district_id, at, hashlib.sha256(content).digest(), rows, columns)
    line = SealLine(sign_note(note, signer), signer.public_key, tuple(handovers))
    return _MARK + base64.b64encode(msgspec.msgpack.encode(line)).decode()


def read_seal(text: str) -> SealLine:
    """Return what a seal's text holds, nothing of it checked; DamagedSealError."""
    if not text.startswith(_MARK):
        raise DamagedSealError("no seal")
    try:
        packed = base64.b64decode(text.removeprefix(_MARK), validate=True)
        if base64.b64encode(packed).decode() != text.removeprefix(_MARK):
            raise DamagedSealError("a damaged seal")
        return msgspec.msgpack.decode(packed, type=SealLine)
    except (ValueError, msgspec.MsgspecError, RecursionError) as error:
        raise DamagedSealError("a damaged seal") from error


def open_seal(line: SealLine, trusted: Collection[bytes], stolen: Collection[bytes] = ()) -> tuple[ReportSeal, bytes]:
    """Return the seal and the key that signed it, a trusted one or one handed over by such; DamagedSealError.

    A key in `stolen` hands nothing over: whoever has it writes any time into a handover.
    """
    known = set(trusted)
    for signed in line.handovers:
        vouching = known.difference(stolen)
        known |= {note.receipt_key for note in _handed_over(signed, vouching) if len(note.receipt_key) == _KEY}
    if line.receipt_key not in known:
        raise DamagedSealError("signed with a key of somebody else")
    try:
        return open_note(ReportSeal, line.receipt_key, line.signed), line.receipt_key
    except DamagedNoteError as error:
        raise DamagedSealError("not signed with the key it names") from error


def is_whole(seal: ReportSeal, content: bytes) -> bool:
    """Whether these are the bytes that were sealed."""
    return hashlib.sha256(content).digest() == seal.content_hash


def difference(seal: ReportSeal, table: Table) -> Difference:
    """Return where a table differs from the one that was sealed."""
    were, are = _pieces(seal.rows), _pieces(_shorts(table))
    columns_were, columns_are = _pieces(seal.columns), _pieces(_shorts(_turned(table)))
    odd = tuple(place for place, row in enumerate(are) if row not in were)
    if not odd and len(were) == len(are):
        odd = tuple(place for place, row in enumerate(are) if row != were[place])
    is_same_shape = len(were) == len(are) and len(columns_were) == len(columns_are)
    changed = [place for place, column in enumerate(columns_are) if is_same_shape and column != columns_were[place]]
    return Difference(odd, tuple(changed), max(0, len(were) - len(are)))


def _handed_over(signed: bytes, known: Collection[bytes]) -> list[KeyHandover]:
    found = []
    for key in known:
        try:
            found.append(open_note(KeyHandover, key, signed))
        except DamagedNoteError:
            continue
    return found


def _turned(table: Table) -> list[list[str]]:
    width = max(map(len, table), default=0)
    return [[row[place] if place < len(row) else "" for row in table] for place in range(width)]


def _shorts(lines: Iterable[Sequence[str]]) -> bytes:
    return b"".join(hashlib.sha256(msgspec.msgpack.encode(list(cells))).digest()[:_SHORT] for cells in lines)


def _pieces(packed: bytes) -> list[bytes]:
    return [packed[at : at + _SHORT] for at in range(0, len(packed), _SHORT)]

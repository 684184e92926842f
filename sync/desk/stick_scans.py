"""Scans on a stick: the notes of the line as files, due soonest first, as many as fit; believed by a signed answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.positional import milliseconds_of
from desk_app.domain.scan_errors import ScanDamagedError, ScanMissingError
from desk_app.domain.scan_tree import CHUNK_BYTES
from desk_app.ports import Clock, Outbox, Signer
from desk_app.scan_ports import ScanOutbox, ScanRow
from sync.bundle.folder import ANSWER_MOST, SCANS_MOST, DeskFolder
from sync.errors import StickFullError
from sync.wire.envelope import closed
from sync.wire.scan_messages import (
    PART_MOST_PIECES,
    PIECE_BYTES,
    ScanEntry,
    ScanGone,
    ScanNeeds,
    ScanOffer,
    ScanPart,
    ScanState,
    pieces_of,
)
from sync.wire.signing import sign_note

STICK_MOST_BYTES = 256 * 1024 * 1024  # half a minute on an old stick; a commune scans about 11 MB a day
_LOOKED_AT = 10_000  # scans that may wait
_FILE_COSTS = 33 * 1024  # a cluster of a stick, the seals and the head of the notes
_PART_CHUNKS = PART_MOST_PIECES * PIECE_BYTES // CHUNK_BYTES


@dataclass(frozen=True, slots=True)
class LaidScans:
    """Scans laid on the stick whole; scans that found no room there and wait for the next one."""

    laid: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class BelievedScans:
    """Scans newly known to be at the district; scans it does not take."""

    whole: int = 0
    refused: int = 0


def lay_scans(
    own: DeskFolder, outbox: Outbox, scans: ScanOutbox, signer: Signer, clock: Clock, envelope_key: bytes, last: int
) -> LaidScans:
    """Lay down the scans whose events lie on the stick or were proven (up to `last`), instead of older ones there.

    A scan lies there whole or not at all: one that finds no room makes way for smaller ones. One whose file is lost or
    damaged here is left out. What was sealed for the stick is what a line would carry, with the offer closed as well:
    whoever finds a stick shall not be able to ask whether a paper he has is among these.
    """
    own.drop_scans()
    laying = _Laying(own, scans, signer, clock, envelope_key, outbox.identity().device)
    laying.tell_gone(last)
    room = min(STICK_MOST_BYTES, own.free_bytes() - ANSWER_MOST)  # the answer must find room on it, too
    laid, left, is_full = 0, 0, False
    for row in _once(scans.waiting(last, _LOOKED_AT)):
        cost = _cost(row.size)
        if is_full or laid == SCANS_MOST or cost > room:
            left += 1
            continue
        try:
            laying.lay(laid + 1, row)
        except (ScanMissingError, ScanDamagedError):
            own.drop_scans(laid + 1)
        except StickFullError:
            own.drop_scans(laid + 1)
            left, is_full = left + 1, True
        else:
            laid, room = laid + 1, room - cost
    return LaidScans(laid, left)


def believe_scans(outbox: Outbox, scans: ScanOutbox, needs: ScanNeeds, at: datetime) -> BelievedScans:
    """Note what the district said by its signature at `at`, about scans of this desk alone."""
    proven = outbox.acknowledged()
    scans.lacking(needs.wanted)
    gone = {root for _, root in scans.gone(proven)}
    scans.dropped([root for root in needs.gone if root in gone])
    waiting = {row.root for row in scans.waiting(proven, _LOOKED_AT)}
    whole = {need.root for need in needs.needs if need.state == ScanState.WHOLE} & waiting
    for root in sorted(whole):
        scans.sent(root, at)
    refused = sum(need.state in (ScanState.REFUSED, ScanState.FULL) for need in needs.needs)
    return BelievedScans(len(whole), refused)


@dataclass(frozen=True, slots=True)
class _Laying:
    own: DeskFolder
    scans: ScanOutbox
    signer: Signer
    clock: Clock
    envelope_key: bytes
    device: bytes

    def tell_gone(self, last: int) -> None:
        gone = tuple(ScanGone(seq, root) for seq, root in self.scans.gone(last))
        if gone:
            self._offer(0, (), gone)

    def lay(self, place: int, row: ScanRow) -> None:
        offered = self.scans.offered(row)
        self._offer(place, (ScanEntry(row.scan, row.root, row.size, offered.leaves),), ())
        for first in range(0, pieces_of(row.size), PART_MOST_PIECES):
            content = self.scans.chunks(row, first * PIECE_BYTES // CHUNK_BYTES, _PART_CHUNKS)
            self.own.put_pieces(place, first, self._sealed(ScanPart(self.device, row.root, first, content)))

    def _offer(self, place: int, entries: tuple[ScanEntry, ...], gone: tuple[ScanGone, ...]) -> None:
        offer = ScanOffer(self.device, entries, gone, milliseconds_of(self.clock.now()))
        self.own.put_offer(place, self._sealed(offer))

    def _sealed(self, note: ScanOffer | ScanPart) -> bytes:
        return closed(sign_note(note, self.signer), self.envelope_key)


def _once(rows: tuple[ScanRow, ...]) -> list[ScanRow]:
    """Return the rows, of those that share their content the first."""
    first: dict[bytes, ScanRow] = {}
    for row in rows:
        first.setdefault(row.root, row)
    return list(first.values())


def _cost(size: int) -> int:
    parts = -(-pieces_of(size) // PART_MOST_PIECES)
    return size + size // CHUNK_BYTES * 32 + (parts + 1) * _FILE_COSTS

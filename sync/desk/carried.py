"""What a desk carries for the others of its commune: their sealed batches, each desk's in a spool of its own.

Whoever delivers a batch changes nothing in it, so this desk's courier takes them along. They are given up only for a
longer batch or a receipt of the very same history: a machine that was put back to an old copy names less than it wrote.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sync.desk.spool import RECEIPT, Spool
from sync.desk.spool_item import DamagedItemError, SpoolItem, item_of
from sync.desk.spool_notes import SpoolAddress
from sync.wire.limits import ENVELOPE_MOST
from sync.wire.messages import Receipt
from sync.wire.signing import DamagedNoteError, open_note, read_note

if TYPE_CHECKING:  # the courier of the night is light
    from desk_app.commune_ports import CommuneLog

CARRIED_FOLDER = "carried"
MOST_CARRIED = 32 * 1024 * 1024  # bytes of one desk: years of a day's work
_DEVICE = re.compile("[0-9a-f]{32}")


class CarriedItem(SpoolItem, array_like=True, frozen=True):
    """A batch of another desk: two machines with its identity may have written the same places differently."""

    @property
    def name(self) -> str:
        """What its files are called here, and the desks call it among themselves: its place and its history."""
        return f"{super().name}-{self.last_head.hex()[:16]}"

    @property
    def stream(self) -> tuple[bytes, int, bytes]:
        """Each history by itself: what is proven of one says nothing of the other."""
        return self.device, self.epoch, self.receipt_key + self.last_head


def carried_form(item: SpoolItem) -> CarriedItem:
    """Return a batch under the name that it has where it is carried."""
    return CarriedItem(**msgspec.structs.asdict(item))


class CarriedSpool(Spool):
    """Another desk's batches, under the key with which the district signs now: it opens what older ones closed."""

    def items(self) -> tuple[CarriedItem, ...]:
        """Return every whole item, its receipts to be judged by the district's present key."""
        address = self.address()
        if address is None:
            return ()
        key = bytes.fromhex(address.receipt_key)
        return tuple(carried_form(msgspec.structs.replace(item, receipt_key=key)) for item in super().items())

    def keep_addressed(self, own: SpoolAddress, device: bytes, turn: int) -> None:
        """Go where this desk's own batches go; `turn` is how often it has gone back itself."""
        self.folder.parent.mkdir(mode=0o700, exist_ok=True)
        self.keep_address(SpoolAddress(own.url, own.ca_file, device.hex(), 0, own.receipt_key, 0, 0, turn=turn))

    def size(self) -> int:
        """Return how many bytes it holds."""
        return sum(len(item.envelope) for item in self.items())


def carried_of(folder: Path, device: bytes) -> CarriedSpool:
    """Return the spool of one desk's batches."""
    return CarriedSpool(folder / device.hex())


def carried_in(folder: Path) -> tuple[CarriedSpool, ...]:
    """Return the spool of every desk that something is carried for."""
    try:
        names = sorted(path.name for path in folder.iterdir() if _DEVICE.fullmatch(path.name))
    except OSError:
        return ()
    return tuple(CarriedSpool(folder / name) for name in names)


def item_for(content: bytes, device: bytes) -> CarriedItem:
    """Return a batch that a desk hands over; DamagedItemError for one that is not its own or not possible."""
    item = item_of(content)
    is_possible = 0 <= item.epoch < 2**31 and 1 <= item.first <= item.last < 2**62
    if item.device != device or not is_possible or len(item.envelope) > ENVELOPE_MOST:
        raise DamagedItemError("a batch of somebody else, or none")
    return carried_form(item)


def forget_receipts(folder: Path, newest: bytes, turn: int) -> None:
    """Deliver again what a district had proven before it was put back to a backup.

    Its newest receipt (signed) tells so by its epoch, and this desk's own `turn` where somebody put it back in silence.
    """
    known = _read(newest)
    for spool in carried_in(folder):
        address = spool.address()
        is_rewound = address is not None and address.turn != turn
        for name, note in spool.answers(RECEIPT):
            receipt = _read(note)
            is_older = known is not None and receipt is not None and receipt.district_epoch < known.district_epoch
            if is_rewound or is_older or receipt is None:
                spool.drop(name, RECEIPT)
        if address is not None:
            spool.keep_address(address._replace(turn=turn))


def _read(note: bytes) -> Receipt | None:
    try:
        return read_note(Receipt, note)
    except DamagedNoteError:
        return None


def give_up(spool: CarriedSpool, commune: CommuneLog, proof: bytes) -> None:
    """Drop what needs no carrying any more; `proof` is the newest receipt that its desk has.

    What is delivered stays until then: its desk is still to hear of it.
    """
    items, proven = spool.items(), _proven(spool, proof)
    delivered = {name for name, _ in spool.answers(RECEIPT)}
    for item in items:
        ends = [] if proven is None else [(proven.epoch, proven.last_seq, proven.last_head)]
        if item.name not in delivered:
            ends += [(each.epoch, each.last, each.last_head) for each in items if _holds(each, item)]
        if any(_leads(commune, item, end) for end in ends):
            spool.drop(item.name)
    spool.settle()


def _holds(longer: SpoolItem, item: SpoolItem) -> bool:
    return longer.name != item.name and longer.epoch == item.epoch and longer.first <= item.first


def _leads(commune: CommuneLog, item: SpoolItem, end: tuple[int, int, bytes]) -> bool:
    epoch, last, head = end
    if epoch != item.epoch or last < item.last:
        return False
    return commune.is_one_history(item.device, (item.last, item.last_head), (last, head))


def _proven(spool: CarriedSpool, proof: bytes) -> Receipt | None:
    address = spool.address()
    try:
        receipt = open_note(Receipt, bytes.fromhex(address.receipt_key), proof) if address and proof else None
    except DamagedNoteError:
        return None  # of a key that this desk does not know
    return receipt if receipt is not None and receipt.device.hex() == spool.folder.name else None

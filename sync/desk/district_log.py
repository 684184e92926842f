"""What the district signed is held against its log: the log may only grow, and the desk's batches must stay in it."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.domain.errors import DeskError
from desk_app.domain.trust_events import CONTRADICTED, PUT_BACK, DistrictDoubted
from desk_app.ports import Enrolment, Outbox
from sync.errors import DistrictContradictedError, DistrictPutBackError
from sync.wire.district_log import LOG_FORM, TreeHead, leaf_of
from sync.wire.merkle import is_consistent, root_when_newest, root_with
from sync.wire.messages import LOG_ROOT, InboxPage, Receipt
from sync.wire.signing import DamagedNoteError, open_note, read_note


@dataclass(frozen=True, slots=True)
class Believed:
    """The receipt whose log was proven last, and the newest one, in event `anchor`, if that is still to be proven."""

    checked: Receipt | None
    newest: Receipt | None
    anchor: int

    @property
    def known_size(self) -> int:
        """How long the log is that the desk knows; 0 for none."""
        return self.checked.log_size if self.checked and self.checked.log_form == LOG_FORM else 0

    @property
    def batch(self) -> int:
        """Which batch of the log, counted from 1, the desk wants to see in it; 0 for none."""
        return self.newest.log_size if self.newest else 0

    @property
    def known_root(self) -> bytes:
        """How the root of the known log begins, where nothing else of it is to be proven; empty otherwise."""
        return b"" if self.newest else self.root_of_known

    @property
    def root_of_known(self) -> bytes:
        """How the root of the known log begins; empty for none."""
        return self.checked.log_root[:LOG_ROOT] if self.checked and self.known_size else b""


def believed(outbox: Outbox) -> Believed:
    """Return the receipts that the district's log must agree with."""
    kept = outbox.log_receipts()
    checked, newest = (None if note is None else _receipt(note) for note in (kept.checked, kept.newest))
    return Believed(checked, newest, kept.anchor)


def doubt_of(page: InboxPage, held: Believed, enrolment: Enrolment) -> DistrictDoubted | None:
    """Return what is wrong with the log shown on a page; None if it proves everything that was asked."""
    known = max(held.known_size, held.batch)
    if not page.log_head and page.is_log_known and held.known_root:
        return None
    if not page.log_head:  # an older district shows none; one that has shown one goes on doing so
        return DistrictDoubted(CONTRADICTED, known, 0, b"") if held.known_size else None
    try:
        head = open_note(TreeHead, enrolment.receipt_key, page.log_head)
    except DamagedNoteError:
        return DistrictDoubted(CONTRADICTED, known, 0, page.log_head)
    if head.district_id != enrolment.district_id:
        return DistrictDoubted(CONTRADICTED, known, head.size, page.log_head)
    broken = _broken(page, held, head)
    if broken is None:
        return None
    reason = PUT_BACK if head.district_epoch > broken.district_epoch else CONTRADICTED
    return DistrictDoubted(reason, known, head.size, page.log_head)


def judged(page: InboxPage, receipts: Believed, outbox: Outbox, enrolment: Enrolment) -> DistrictDoubted | None:
    """Return what the log on a page contradicts, logged; or keep that it was proven."""
    doubted = doubt_of(page, receipts, enrolment)
    if doubted is not None:
        outbox.log_doubted(doubted)
    elif receipts.newest is not None and page.log_head:
        outbox.log_proven(receipts.anchor)
    return doubted


def contradiction(doubted: DistrictDoubted) -> DeskError:
    """Return what a person is told of it: DistrictPutBackError, DistrictContradictedError."""
    error = DistrictPutBackError if doubted.reason == PUT_BACK else DistrictContradictedError
    return error(known=doubted.known, size=doubted.size)


def _broken(page: InboxPage, held: Believed, head: TreeHead) -> Receipt | None:
    """The receipt that the log contradicts."""
    if held.checked is not None and held.known_size:
        known, root = held.known_size, held.checked.log_root
        if not is_consistent(known, root, head.size, head.root, page.log_grown):
            return held.checked
    return None if held.newest is None or _is_held(held.newest, head, page.log_held) else held.newest


def _is_held(receipt: Receipt, head: TreeHead, path: tuple[bytes, ...]) -> bool:
    leaf, place = leaf_of(receipt), receipt.log_size - 1
    if root_with(leaf, place, head.size, path) != head.root:
        return False
    return receipt.log_form != LOG_FORM or root_when_newest(leaf, place, head.size, path) == receipt.log_root


def _receipt(note: bytes) -> Receipt | None:
    try:
        return read_note(Receipt, note)  # believed when it came; perhaps by a key that the district no longer has
    except DamagedNoteError:
        return None

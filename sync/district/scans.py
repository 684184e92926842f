"""Scans at the district: taken where an event of the same device announces them, in pieces, proven by hash."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from desk_app.domain.scan_tree import CHUNK_BYTES, chunks_of, root_over
from sync.district.models import Desk, Event, Scan, Stream
from sync.district.progress import column_text
from sync.district.scan_files import ScanFile, free_bytes
from sync.wire.codec import MessagePackCodec
from sync.wire.envelope import can_close, closed
from sync.wire.scan_messages import (
    OFFER_MOST,
    PART_MOST_PIECES,
    PIECE_BYTES,
    SCAN_MOST_BYTES,
    WISH_MOST_CHUNKS,
    ScanChunks,
    ScanEntry,
    ScanGone,
    ScanHeld,
    ScanNeed,
    ScanNeeds,
    ScanOffer,
    ScanPart,
    ScanState,
    ScanWish,
    is_held,
    pieces_of,
)

_PIECES_A_CHUNK = CHUNK_BYTES // PIECE_BYTES
HUB_MOST_BYTES = 50 * 1024**3  # of one commune: some ten years of a busy one
LEAST_FREE = 2 * 1024**3  # below this the disk belongs to events


def needs_of(desk: Desk, offer: ScanOffer, at: datetime) -> ScanNeeds:
    """Return what is missing of the scans a desk offers, and forget those that its log says are gone."""
    gone = tuple(each.root for each in offer.gone[:OFFER_MOST] if _forget(desk, each))
    needs = tuple(_need(desk, entry, at) for entry in offer.scans[:OFFER_MOST])
    unfinished = Scan.objects.filter(hub=desk.hub, device=bytes(desk.device), whole_at__isnull=True)
    wanted = tuple(bytes(root) for root in unfinished.values_list("root", flat=True)[:OFFER_MOST])
    return ScanNeeds(bytes(desk.device), needs, gone, wanted)


def take_part(desk: Desk, part: ScanPart, at: datetime) -> ScanHeld | None:
    """Return what is held after a part; None for one of no scan asked for, or whose bytes are not those named."""
    scan = _scan(desk, part.root)
    if scan is None or not _fits(part, scan.size):
        return None
    pieces = range(part.first, part.first + pieces_of(len(part.content)))
    if scan.whole_at is None and not all(is_held(bytes(scan.held), piece) for piece in pieces):
        _file(scan).write(part.first, part.content)
        if not _enter(scan, pieces, at):
            return None
    scan = _scan(desk, part.root)
    return None if scan is None else ScanHeld(bytes(desk.device), _need_of(scan))


def given(desk: Desk, wish: ScanWish) -> ScanChunks | None:
    """Return chunks of a scan that this very desk sent, sealed for it; None for what is not here."""
    scan = _scan(desk, wish.root)
    in_range = 0 <= wish.first < 2**32 and 0 < wish.count <= WISH_MOST_CHUNKS and can_close(wish.box_key)
    if scan is None or scan.whole_at is None or not in_range:
        return None
    try:
        content = _file(scan).chunks(wish.first, wish.count)
    except FileNotFoundError:
        return None
    return ScanChunks(bytes(desk.device), wish.root, wish.first, closed(content, wish.box_key))


def file_of(scan: Scan) -> ScanFile:
    """Return where the pages of a scan lie."""
    return _file(scan)


def counts() -> dict[str, int]:
    """Return how many scans are announced, how many of them are whole, and the bytes of those."""
    whole = Scan.objects.filter(whole_at__isnull=False)
    held = whole.aggregate(Sum("size"))["size__sum"] or 0
    return {"scans": Scan.objects.count(), "whole": whole.count(), "bytes": held}


def lost_scans() -> list[Scan]:
    """Return the scans that are said to be whole and whose file is not; reads every file. The desks send them again."""
    lost = [scan for scan in Scan.objects.filter(whole_at__isnull=False) if not _file(scan).is_sound()]
    for scan in lost:
        _file(scan).drop()
        _change(scan, held=b"", whole_at=None)
    return lost


def _need(desk: Desk, entry: ScanEntry, at: datetime) -> ScanNeed:
    scan = _scan(desk, entry.root)
    if scan is None:
        state = _announce(desk, entry, at)
        return ScanNeed(entry.root, int(state), b"")
    file = _file(scan)
    if scan.whole_at is not None and not file.is_whole():
        scan = _changed(scan, held=b"", whole_at=None)  # the files were put back to an older copy
    elif scan.whole_at is None and file.is_whole() and file.is_sound():
        file.gathering.unlink(missing_ok=True)
        scan = _changed(scan, held=_all(scan.size), whole_at=at)  # the power went between file and row
    elif scan.whole_at is None and bytes(scan.held).strip(b"\x00") and not file.gathering.exists():
        scan = _changed(scan, held=b"")
    return _need_of(scan)


def _need_of(scan: Scan) -> ScanNeed:
    state = ScanState.WANTED if scan.whole_at is None else ScanState.WHOLE
    return ScanNeed(bytes(scan.root), int(state), bytes(scan.held))


def _announce(desk: Desk, entry: ScanEntry, at: datetime) -> ScanState:
    body = _event_of(desk, entry.seq, ScanAttached)
    if body is None:
        return ScanState.UNKNOWN
    number, attached = body
    if _is_removed(desk, number, entry.seq):
        return ScanState.UNKNOWN  # an old stick brings what was taken off since
    leaves = [entry.leaves[place : place + 32] for place in range(0, len(entry.leaves), 32)]
    if not isinstance(attached, ScanAttached) or not 0 < entry.size <= SCAN_MOST_BYTES:
        return ScanState.REFUSED
    try:
        is_it = root_over(leaves, entry.size) == entry.root and (attached.root, attached.size) == (
            entry.root,
            entry.size,
        )
    except ValueError:
        is_it = False
    if not is_it:
        return ScanState.REFUSED
    used = Scan.objects.filter(hub=desk.hub).aggregate(Sum("size"))["size__sum"] or 0
    if used + entry.size > HUB_MOST_BYTES or free_bytes(_folder()) < LEAST_FREE + entry.size:
        return ScanState.FULL
    Scan.objects.get_or_create(
        hub=desk.hub, device=bytes(desk.device), root=entry.root,
        defaults={
            "seq": entry.seq, "dossier": column_text(number), "paper_name": column_text(attached.paper_name)[:300],
            "pages": min(max(attached.pages, 0), 10_000), "size": entry.size, "leaves": entry.leaves,
            "announced_at": at,
        },
    )  # fmt: skip
    return ScanState.WANTED


def _forget(desk: Desk, gone: ScanGone) -> bool:
    """Whether a scan is not held any more, its removal being in the log."""
    body = _event_of(desk, gone.seq, ScanRemoved)
    if body is None or not isinstance(body[1], ScanRemoved) or body[1].root != gone.root:
        return False
    scan = _scan(desk, gone.root)
    if scan is not None:
        _file(scan).drop()
        Scan.objects.filter(pk=scan.pk).delete()
    return True


def _is_removed(desk: Desk, number: str, seq: int) -> bool:
    """Whether an event of this device takes off again what event `seq` attached to a dossier."""
    events = Event.objects.filter(hub=desk.hub, dossier=number, device=desk.device, kind=ScanRemoved.kind, seq__gt=seq)
    return any(isinstance(body, ScanRemoved) and body.scan == seq for body in map(_body_of, events))


def _body_of(event: Event) -> object:
    try:
        return MessagePackCodec().decode_body(event.kind, event.version, bytes(event.body or b""))
    except ValueError:
        return None


def _event_of(desk: Desk, seq: int, kind: type[ScanAttached | ScanRemoved]) -> tuple[str, object] | None:
    """Return (dossier, body) of an event that this device sent; of epochs that share it there is one row."""
    if not 0 < seq < 2**62:
        return None
    epochs = Stream.objects.filter(hub=desk.hub, device=desk.device).values_list("epoch", flat=True)
    events = Event.objects.filter(hub=desk.hub, device=desk.device, epoch__in=list(epochs), seq=seq, kind=kind.kind)
    event = events.order_by("-epoch").first()
    if event is None or event.body is None:
        return None
    try:
        return event.dossier or "", MessagePackCodec().decode_body(event.kind, event.version, bytes(event.body))
    except ValueError:
        return None


def _fits(part: ScanPart, size: int) -> bool:
    begins, length = part.first * PIECE_BYTES, len(part.content)
    if part.first < 0 or not 0 < length <= PART_MOST_PIECES * PIECE_BYTES or begins + length > size:
        return False
    return length % PIECE_BYTES == 0 or begins + length == size


def _enter(scan: Scan, pieces: range, at: datetime) -> bool:
    """Note pieces as held, once the chunks they complete prove to be those announced; whether they do."""
    with transaction.atomic():
        row = Scan.objects.select_for_update().filter(pk=scan.pk).first()
        if row is None or row.whole_at is not None:
            return row is not None
        file, held = _file(row), bytearray(bytes(row.held).ljust(-(-pieces_of(row.size) // 8), b"\x00"))
        for piece in pieces:
            held[piece // 8] |= 1 << piece % 8
        bad = [chunk for chunk in _completed(held, pieces, row.size) if not file.fits(chunk, _leaf(row, chunk))]
        for piece in (each for chunk in bad for each in _pieces_in(chunk, row.size)):
            held[piece // 8] &= ~(1 << piece % 8)
        whole = bytes(held) == _all(row.size)
        if whole and not file.finish():
            held, whole, bad = bytearray(), False, [0]
        _change(row, held=bytes(held), whole_at=at if whole else None)
    return not bad


def _completed(held: bytearray, pieces: range, size: int) -> list[int]:
    chunks = range(pieces.start // _PIECES_A_CHUNK, (pieces.stop - 1) // _PIECES_A_CHUNK + 1)
    return [chunk for chunk in chunks if all(is_held(bytes(held), piece) for piece in _pieces_in(chunk, size))]


def _pieces_in(chunk: int, size: int) -> range:
    return range(chunk * _PIECES_A_CHUNK, min((chunk + 1) * _PIECES_A_CHUNK, pieces_of(size)))


def _leaf(scan: Scan, chunk: int) -> bytes:
    assert chunk < chunks_of(scan.size)
    return bytes(scan.leaves)[chunk * 32 : chunk * 32 + 32]


def _all(size: int) -> bytes:
    count = pieces_of(size)
    return ((1 << count) - 1).to_bytes(-(-count // 8), "little")


def _scan(desk: Desk, root: bytes) -> Scan | None:
    return Scan.objects.filter(hub=desk.hub, device=bytes(desk.device), root=root).first()


def _change(scan: Scan, **changes: object) -> None:
    Scan.objects.filter(hub=scan.hub, device=bytes(scan.device), root=bytes(scan.root)).update(**changes)


def _changed(scan: Scan, **changes: object) -> Scan:
    _change(scan, **changes)
    for name, value in changes.items():
        setattr(scan, name, value)
    return scan


def _file(scan: Scan) -> ScanFile:
    return ScanFile(_folder(), scan.hub, bytes(scan.device), bytes(scan.root), scan.size)


def _folder() -> Path:
    folder: Path = settings.SCAN_FOLDER
    return folder

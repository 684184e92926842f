"""The scans of a dossier: what the desks' logs say was attached, and how much of it is here."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.events import Event as Body
from desk_app.domain.positional import time_of
from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from sync.district.models import Desk, Event, Scan
from sync.district.scans import file_of
from sync.wire.codec import MessagePackCodec
from sync.wire.scan_messages import PIECE_BYTES, is_held, pieces_of

_CODEC = MessagePackCodec()


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A scan that a desk attached and did not take off: `size` and `held` in bytes; the name is what people wrote.

    `device` and `root` (hexadecimal) name it.
    """

    device: str
    root: str
    paper_name: str
    pages: int
    size: int
    held: int
    is_whole: bool
    desk: int
    attached_at: datetime


@dataclass(frozen=True, slots=True)
class ScanGiven:
    """A scan's bytes, proven against the root that its desk sealed, and whose dossier it is of."""

    number: str
    pages: int
    content: bytes


def scans_of(hub: int, stored: Iterable[Event]) -> tuple[ScanLine, ...]:
    """Return the scans that events of a dossier attached, the first attached first."""
    said = [(event, _body(event)) for event in stored if event.kind in (ScanAttached.kind, ScanRemoved.kind)]
    gone = {(bytes(event.device), body.root) for event, body in said if isinstance(body, ScanRemoved)}
    attached = {
        (bytes(event.device), body.root): (event, body) for event, body in said if isinstance(body, ScanAttached)
    }
    rows = _rows(hub, [root for _, root in attached])
    numbers = {bytes(desk.device): desk.number for desk in Desk.objects.filter(hub=hub)} if attached else {}
    lines = []
    for (device, root), (event, body) in attached.items():
        if (device, root) in gone:
            continue
        row = rows.get((device, root))
        lines.append(
            ScanLine(
                device.hex(), root.hex(), body.paper_name, body.pages, body.size, 0 if row is None else _held(row),
                row is not None and row.whole_at is not None, numbers.get(device, 0), time_of(event.recorded_at),
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.attached_at, line.root)))


def given_scan(hub: int, device: bytes, root: bytes) -> ScanGiven | None:
    """Return a scan that is here whole; None for one that is not, or whose file is not what the desk sealed."""
    row = Scan.objects.filter(hub=hub, device=device, root=root, whole_at__isnull=False).first()
    content = None if row is None else file_of(row).content()
    return None if row is None or content is None else ScanGiven(row.dossier, row.pages, content)


def _rows(hub: int, roots: Sequence[bytes]) -> dict[tuple[bytes, bytes], Scan]:
    rows = Scan.objects.filter(hub=hub, root__in=roots) if roots else ()
    return {(bytes(row.device), bytes(row.root)): row for row in rows}


def _held(row: Scan) -> int:
    if row.whole_at is not None:
        return int(row.size)
    held, count = bytes(row.held), pieces_of(row.size)
    lengths = (min(PIECE_BYTES, row.size - piece * PIECE_BYTES) for piece in range(count) if is_held(held, piece))
    return sum(lengths)


def _body(event: Event) -> Body | None:
    try:
        return None if event.body is None else _CODEC.decode_body(event.kind, event.version, bytes(event.body))
    except ValueError:
        return None

"""Scans on a stick: taken as at the door of the line, then looked at again, so that the answer says what is held."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from desk_app.domain.errors import DeskError
from sync.bundle.files import content_of
from sync.bundle.folder import DeskFolder
from sync.district.keys import DistrictKeys
from sync.district.models import Desk
from sync.district.scan_api import needs_said, part_taken
from sync.errors import StickScansNotKeptError
from sync.wire.envelope import DamagedEnvelopeError
from sync.wire.limits import ENVELOPE_MOST
from sync.wire.scan_messages import ScanNeeds


def scans_taken(desk: Desk, own: DeskFolder, refused: list[DeskError]) -> ScanNeeds | None:
    """Take the scans on a stick; return what is held and missing of all that are offered there, None for no offer.

    Every file is good or bad by itself: one that cannot be read is named in `refused`, one that is no note of this desk
    is passed over, as is a part without an offer. A disk that takes no more ends it, and what was taken stays taken.
    """
    offers = [offer for envelope in _contents(own.offers(), refused) if (offer := _opened(envelope)) is not None]
    announced = [needs_said(desk, offer) for offer in offers]
    if not any(announced):
        return None
    try:
        for part in _contents(own.pieces(), refused):
            part_taken(desk, part)
    except OSError as error:
        refused.append(StickScansNotKeptError(reason=error.strerror or type(error).__name__))
    held = [needs for offer in offers if (needs := needs_said(desk, offer)) is not None]
    return ScanNeeds(
        bytes(desk.device),
        tuple({need.root: need for needs in held for need in needs.needs}.values()),
        tuple({root: None for needs in held for root in needs.gone}),
        held[-1].wanted if held else (),
    )


def _contents(paths: Iterable[Path], refused: list[DeskError]) -> Iterator[bytes]:
    for path in paths:
        try:
            content = content_of(path, ENVELOPE_MOST)
        except DeskError as error:
            refused.append(error)
            continue
        if content is not None:
            yield content


def _opened(envelope: bytes) -> bytes | None:
    keys: DistrictKeys = settings.DISTRICT_KEYS
    try:
        return keys.opened(envelope)
    except DamagedEnvelopeError:
        return None

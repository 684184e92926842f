"""Which dossiers a second history of one desk is about: batches that were refused and kept apart."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count

from sync.district.models import Event, Quarantined
from sync.district.progress import column_text
from sync.wire.batch import Batch, DamagedBatchError, UnknownDictionaryError, unpack


def batches_apart() -> Mapping[int, int]:
    """Return how many batches are kept apart of each hub that has any."""
    counted = Quarantined.objects.order_by().values("hub").annotate(count=Count("batch_hash"))
    return {row["hub"]: row["count"] for row in counted}


def dossiers_apart(hub: int) -> frozenset[str]:
    """Return the dossiers of which a batch kept apart says something else than the history it was held against.

    What such a batch repeats, header and body, of the epoch that refused it or of an earlier one contradicts nothing.
    """
    found: set[str] = set()
    for row in Quarantined.objects.filter(hub=hub).order_by("device", "epoch", "first"):
        batch = _opened(bytes(row.batch))
        if batch is None:
            continue
        held = Event.objects.filter(
            hub=hub, device=row.device, epoch__lte=row.epoch, seq__range=(batch.header.first, batch.header.last)
        )
        known = {
            (seq, bytes(header), None if body is None else bytes(body))
            for seq, header, body in held.values_list("seq", "header", "body")
        }
        others = (event for event in batch.events if (event.seq, event.header, event.body) not in known)
        found |= {column_text(event.row.dossier) for event in others if event.row.dossier is not None}
    return frozenset(found)


def _opened(batch: bytes) -> Batch | None:
    try:
        return unpack(batch)
    except (DamagedBatchError, UnknownDictionaryError):
        return None

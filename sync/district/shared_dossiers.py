"""Dossiers that several desks of a commune wrote: folded from everybody's events, as the desks fold them."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Recorded
from desk_app.domain.merge import Merged, merged
from desk_app.domain.positional import milliseconds_of
from sync.district.dossier_facts import DossierFacts
from sync.district.models import Event
from sync.district.progress import column_text
from sync.wire.codec import MessagePackCodec

_CODEC = MessagePackCodec()
_STANDING = ("due_at", "reappointed_at", "finished_at", "handed_over_at", "ended_at")


def as_merged(facts: DossierFacts, events: Sequence[Event]) -> DossierFacts:
    """Return the row with what the fold of everybody's events says; as it was where the events cannot be read."""
    found = merged_from(events)
    if found is None:
        return facts
    standing = found.dossier.standing
    times = {name: getattr(standing, name) for name in _STANDING}
    return replace(
        facts,
        name=column_text(found.dossier.applicant.name),
        status=standing.state,
        holder_kind=column_text(standing.holder_kind),
        holder=column_text(standing.holder),
        **{name: None if at is None else milliseconds_of(at) for name, at in times.items()},
    )


def merged_from(events: Sequence[Event]) -> Merged | None:
    """Return the fold of everybody's events of a dossier; None where they cannot be read, or do not begin."""
    try:
        return merged([_recorded(event) for event in events if event.body is not None])
    except (ValueError, DeskError):
        return None


def _recorded(event: Event) -> Recorded:
    header = _CODEC.decode_header(bytes(event.header))
    body = _CODEC.decode_body(event.kind, event.version, bytes(event.body))
    return Recorded(event.seq, header, body, bytes(event.chain), bytes(event.device))

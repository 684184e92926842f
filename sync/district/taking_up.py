"""The list again from the stored events: what an older program had to park, and everything when somebody asks."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from django.db import transaction

from desk_app.domain.events import Anchored
from desk_app.domain.standing import BEGINNINGS
from sync.district.dossier_facts import DossierFacts
from sync.district.models import DossierRow, Event, Hub, Parked
from sync.district.progress import column_text
from sync.district.projection import NEWER_PROGRAM, ParkedEvent, Projection, is_known
from sync.district.shared_dossiers import as_merged
from sync.district.shelf import store_dossiers
from sync.wire.batch import HeaderRow, SentEvent
from sync.wire.reckoning import ReckonedEvent

_Each = TypeVar("_Each")
_SLOT = b"\xc4\x20"
_FEW = 400  # dossiers or events in one question
_INTAKES = tuple(event.kind for event in BEGINNINGS)
_NEVER_PARKED = (Anchored.kind,)  # most of the events that name no dossier


def take_up_parked() -> int:
    """Project what an older program parked as newer and this one knows; return how many events. Cheap for none."""
    known = _known()
    numbers: dict[int, set[str]] = {}
    for parked in known:
        event = _event(parked)
        if event is not None and event.dossier is not None:
            numbers.setdefault(parked.hub, set()).add(event.dossier)
        else:
            Parked.objects.filter(pk=parked.pk).delete()
    for hub, few in ((hub, few) for hub, wanted in numbers.items() for few in _in_parts(sorted(wanted))):
        _project_again(hub, few)
    return len(known)


def is_anything_to_take_up() -> bool:
    """Whether an older program parked something that this one knows, or kept less of a dossier than this one."""
    return bool(_known()) or _is_list_older()


def take_up() -> None:
    """Bring the list to what this program shows; a list of an older one is made anew."""
    if _is_list_older():
        rebuild()
    else:
        take_up_parked()


def _is_list_older() -> bool:
    return DossierRow.objects.filter(changed_at__isnull=True).exists()


def rebuild() -> int:
    """Make the whole list anew from the events; return how many dossiers it has."""
    for hub in Hub.objects.values_list("hub", flat=True):
        begun = Event.objects.filter(hub=hub, dossier__isnull=False).values_list("dossier", flat=True).distinct()
        for few in _in_parts(sorted(begun)):
            _project_again(hub, few)
        shown = set(DossierRow.objects.filter(hub=hub).values_list("number", flat=True))
        for few in _in_parts(sorted(shown.difference(begun))):  # of which there are no events
            DossierRow.objects.filter(hub=hub, number__in=few).delete()
    return DossierRow.objects.count()


@dataclass(frozen=True, slots=True)
class Told:
    """What stored events tell of some dossiers: their rows, and what had to be parked; and those events."""

    dossiers: tuple[DossierFacts, ...]
    parked: tuple[Parked, ...]
    events: dict[str, list[Event]]

    @property
    def numbers(self) -> dict[tuple[bytes, int, int], str]:
        """Which event is of which dossier."""
        return {_place(event): number for number, events in self.events.items() for event in events}


def told_again(hub: int, numbers: Sequence[str]) -> Told:
    """Return what the stored events of these dossiers tell; changes nothing."""
    events: dict[str, list[Event]] = {}
    for event in Event.objects.filter(hub=hub, dossier__in=numbers).order_by("device", "epoch", "seq"):
        events.setdefault(event.dossier, []).append(event)
    projection = Projection({})
    places: dict[int, Event] = {}
    for number in numbers:
        for event in in_order(events.get(number, [])):
            reckoned = _reckoned(event)
            places[id(reckoned)] = event
            projection.follow(reckoned)
    parked = tuple(_parked(places, projection.parked))
    for number, facts in projection.begun.items():
        if is_shared(events[number]):
            projection.begun[number] = as_merged(facts, events[number])
    return Told(tuple(projection.begun.values()), parked, events)


def fold_again(hub: int, numbers: Sequence[str]) -> None:
    """Fold these dossiers anew from everybody's events, inside the caller's transaction."""
    for few in _in_parts(numbers):
        _project_again(hub, few)


def is_shared(events: Sequence[Event]) -> bool:
    """Did more than one device write these, or one device in several epochs, which may be two machines?"""
    return len({(bytes(event.device), event.epoch) for event in events}) > 1


def parked_alone(hub: int) -> tuple[Parked, ...]:
    """Return what must be parked of the events that name no dossier; changes nothing."""
    projection = Projection({})
    places: dict[int, Event] = {}
    for event in Event.objects.filter(hub=hub, dossier__isnull=True).exclude(kind__in=_NEVER_PARKED):
        reckoned = _reckoned(event)
        places[id(reckoned)] = event
        projection.follow(reckoned)
    return tuple(_parked(places, projection.parked))


def _known() -> list[Parked]:
    return [parked for parked in Parked.objects.filter(reason=NEWER_PROGRAM) if is_known(parked.kind, parked.version)]


def _project_again(hub: int, numbers: Sequence[str]) -> None:
    with transaction.atomic():
        list(Hub.objects.select_for_update().filter(hub=hub))  # nobody else changes these dossiers meanwhile
        told = told_again(hub, numbers)
        _forget(hub, numbers, told.events)
        store_dossiers(hub, told.dossiers, ())
        Parked.objects.bulk_create(told.parked)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Of one device its own order; of several the commune's, as every desk folds them, the intake before all."""
    ordered = list(events)
    intakes = [event for event in ordered if event.kind in _INTAKES]
    if not intakes or not is_shared(ordered):
        return ordered
    ordered.sort(key=_order_of)
    first = next(event for event in ordered if event.kind in _INTAKES)
    return [first, *(event for event in ordered if event is not first)]


def _order_of(event: Event) -> tuple[int, bytes, int, bytes]:
    return _reckoned(event).row.hlc, bytes(event.device), event.seq, bytes(event.chain)


def _forget(hub: int, numbers: Sequence[str], events: dict[str, list[Event]]) -> None:
    DossierRow.objects.filter(hub=hub, number__in=numbers).delete()
    held: dict[tuple[bytes, int], list[int]] = {}
    for event in (event for each in events.values() for event in each):
        held.setdefault((bytes(event.device), event.epoch), []).append(event.seq)
    for (device, epoch), seqs in held.items():
        for few in _in_parts(seqs):
            Parked.objects.filter(hub=hub, device=device, epoch=epoch, seq__in=few).delete()


def _parked(places: dict[int, Event], parked: Iterable[ParkedEvent]) -> Iterator[Parked]:
    for each in parked:
        event = places[id(each.event)]
        yield Parked(
            hub=event.hub, device=event.device, epoch=event.epoch, seq=event.seq, kind=event.kind,
            version=event.version, reason=column_text(each.reason)[:200],
        )  # fmt: skip


def _reckoned(event: Event) -> ReckonedEvent:
    header, digest = bytes(event.header), bytes(event.digest)
    body = None if event.body is None else bytes(event.body)
    row = msgspec.msgpack.decode(header + _SLOT + digest, type=HeaderRow)
    return ReckonedEvent(SentEvent(event.seq, header, body, digest, row), digest, bytes(event.chain))


def _event(parked: Parked) -> Event | None:
    return Event.objects.filter(hub=parked.hub, device=parked.device, epoch=parked.epoch, seq=parked.seq).first()


def _place(row: Any) -> tuple[bytes, int, int]:
    return bytes(row.device), row.epoch, row.seq


def _in_parts(many: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for start in range(0, len(many), _FEW):
        yield many[start : start + _FEW]

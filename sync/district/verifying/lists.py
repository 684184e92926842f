"""What is reckoned from the events: the list of dossiers, against a rebuild that keeps nothing."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from desk_app.domain.positional import milliseconds_of
from sync.district.dossier_facts import COLUMNS, DossierFacts
from sync.district.models import DossierRow, Event, Hub, Parked
from sync.district.taking_up import parked_alone, told_again
from sync.district.verifying.findings import Findings, Place
from sync.district.verifying.streams import INTAKES

_AT_ONCE = 400
_SEVERAL = "two machines wrote on this dossier: what the list shows depends on which came first"
_PARKED = ("device", "epoch", "seq", "kind", "version", "reason")
_DEPENDS_ON_ORDER = "changed_at"  # of two epochs that both did a move, that of the one heard first


def check_lists(hub: Hub) -> Findings:
    """Yield what the list of dossiers says and the events do not."""
    place, parking = Place("dossier", hub.agency_code), Place("parked", hub.agency_code)
    numbers = sorted(
        Event.objects.filter(hub=hub.hub, dossier__isnull=False).values_list("dossier", flat=True).distinct()
    )
    shown = set(DossierRow.objects.filter(hub=hub.hub).values_list("number", flat=True))
    for number in sorted(shown.difference(numbers)):
        yield place.wrong("a dossier without events", None, number)
    parked = {_place(row): row for row in Parked.objects.filter(hub=hub.hub).values_list(*_PARKED)}
    for few in _in_parts(numbers):
        told = told_again(hub.hub, few)
        rows = DossierRow.objects.filter(hub=hub.hub, number__in=few).values_list(*COLUMNS)
        held = {row[0]: _milliseconds(row) for row in rows}
        several = {number for number, events in told.events.items() if _is_of_several(events)}
        for facts in told.dossiers:
            for finding in _compared(place, facts, held.pop(facts.number, None)):
                yield place.doubtful(_SEVERAL, None, facts.number) if facts.number in several else finding
        for number in sorted(held):
            yield place.wrong("its events do not make it a dossier", None, number)
        whose, again_parked = told.numbers, [tuple(getattr(row, name) for name in _PARKED) for row in told.parked]
        for number in sorted(several):
            noted = [parked.pop((bytes(each.device), each.epoch, each.seq), None) for each in told.events[number]]
            rows_noted = {each for each in noted if each is not None}
            begun = sum(each[3] in INTAKES for each in rows_noted)
            if begun != max(0, _intakes(told.events[number]) - 1):
                yield parking.wrong("of several beginnings all but one are parked, and these are not", None, number)
            differing = rows_noted ^ {row for row in again_parked if whose[_place(row)] == number}
            if differing:
                yield parking.doubtful(f"{_SEVERAL} ({len(differing)} parked otherwise)", None, number)
        for row in told.parked:
            again = tuple(getattr(row, name) for name in _PARKED)
            if whose[_place(again)] not in several and parked.pop(_place(again), None) != again:
                at = Place("parked", hub.agency_code, bytes(row.device).hex(), row.epoch)
                yield at.wrong(f"the list cannot show it ({row.reason}), which is not what is noted", row.seq)
    for row in parked_alone(hub.hub):
        again = tuple(getattr(row, name) for name in _PARKED)
        if parked.pop(_place(again), None) != again:
            at = Place("parked", hub.agency_code, bytes(row.device).hex(), row.epoch)
            yield at.wrong(f"the list cannot show it ({row.reason}), which is not what is noted", row.seq)
    for device, epoch, seq in sorted(parked):
        yield Place(parking.table, parking.agency, device.hex(), epoch).wrong("nothing had to be parked here", seq)


def _compared(place: Place, facts: DossierFacts, held: tuple[Any, ...] | None) -> Findings:
    if held is None:
        yield place.wrong("it is not in the list", None, facts.number)
        return
    for name, value in zip(COLUMNS, held, strict=True):
        if name == _DEPENDS_ON_ORDER:
            continue
        if getattr(facts, name) != value:
            yield place.wrong(f"{name} is not what its events say", None, facts.number)
            return


def _is_of_several(events: Sequence[Event]) -> bool:
    return _intakes(events) > 1 or len({(bytes(event.device), event.epoch) for event in events}) > 1


def _intakes(events: Sequence[Event]) -> int:
    return sum(event.kind in INTAKES for event in events)


def _milliseconds(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(milliseconds_of(value) if isinstance(value, datetime) else value for value in row)


def _place(row: Sequence[Any]) -> tuple[bytes, int, int]:
    return bytes(row[0]), row[1], row[2]


def _in_parts(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]

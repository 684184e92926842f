"""Controls for several desks of one commune: built wrong so that they end up telling different things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from db import foreign_log
from desk_app.commune_ports import HeldStream, Stretch
from desk_app.domain import merge
from desk_app.domain.conflict import ConflictKind
from desk_app.ports import Enrolment
from sync.desk import handover
from sync.wire.messages import KeyHandover
from sync.wire.signing import read_note
from tests.sync.simulation.district import SimulatedDistrict

_EVERY = 25  # events


def _skipping(_: SimulatedDistrict) -> None:
    """A desk that leaves a gap in what it holds of a neighbour, and counts on."""
    add, count = foreign_log.add, iter(range(10**9))

    def added(*rest: Any) -> bool:
        return True if next(count) % _EVERY == _EVERY - 1 else add(*rest)

    vars(foreign_log)["add"] = added


def _by_arrival(_: SimulatedDistrict) -> None:
    """A merge in the order in which the news came."""
    vars(merge)["order_of"] = lambda event: 0


def _silent(_: SimulatedDistrict) -> None:
    """A merge that tells nobody when two desks took a dossier over."""
    told = merge._Fold._conflict

    def tell(self: merge._Fold, kind: ConflictKind, *rest: Any) -> None:
        if kind is not ConflictKind.CUSTODY:
            told(self, kind, *rest)

    setattr(merge._Fold, "_conflict", tell)  # noqa: B010


def _remembering(district: SimulatedDistrict) -> None:
    """A district that goes on after the page it sent last, whether or not that arrived."""
    from sync.district import commune

    lacking, sent, seeds = commune._lacking, dict[tuple[bytes, bytes, int], HeldStream](), list[object]()

    def goes_on(desk: Any, held: tuple[HeldStream, ...]) -> Iterator[Stretch]:
        if seeds[-1:] != [district.seed]:
            seeds.append(district.seed)
            sent.clear()
        asker = bytes(desk.device)
        known = {(each.device, each.epoch): each for each in held}
        known |= {(each.device, each.epoch): each for (who, *_), each in sent.items() if who == asker}
        for stretch in lacking(desk, tuple(known.values())):
            last = stretch.events[-1]
            there = HeldStream(stretch.device, stretch.epoch, last.seq, last.chain)
            sent[asker, stretch.device, stretch.epoch] = there
            yield stretch

    vars(commune)["_lacking"] = goes_on


def _taking_any_keys(_: SimulatedDistrict) -> None:
    """A desk that goes on with whatever keys it is handed, by whomever."""

    def after(trusted: Enrolment, signed: bytes) -> Enrolment:
        note = read_note(KeyHandover, signed)
        return replace(trusted, receipt_key=note.receipt_key, envelope_key=note.envelope_key)

    vars(handover)["_after"] = after


BROKEN_KEYS: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType({"any-keys": _taking_any_keys})
BROKEN_COMMUNES: Mapping[str, Callable[[SimulatedDistrict], None]] = MappingProxyType(
    {
        "skipping-desk": _skipping,
        "merge-by-arrival": _by_arrival,
        "silent-custody": _silent,
        "remembering-district": _remembering,
    }
)

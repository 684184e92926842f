"""In the end every desk and the district tell the same of every dossier, and whatever contradicts waits for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from desk_app.domain.conflict import Conflict, ConflictKind
from desk_app.domain.custody_events import CUSTODY_EVENTS, CustodyGiven, CustodyTaken, Seen
from desk_app.domain.events import Recorded
from desk_app.domain.merge import Merged, merged
from desk_app.domain.merged_fields import fields_of
from desk_app.domain.standing import BEGINNINGS
from sync.wire.codec import MessagePackCodec
from tests.sync.simulation.commune_desk import CommuneDesk
from tests.sync.simulation.district import SimulatedDistrict

_EVENTS = "SELECT dossier, device, seq, kind, version, header, body, chain FROM event WHERE dossier IS NOT NULL"
_SHOWN = "SELECT number, status, name, holder_kind, holder, due_at, finished_at FROM dossier"
_CODEC = MessagePackCodec()


@dataclass
class CommuneCheck:
    """Adds sentences to `wrong`; `met` counts what the seed had, so that nobody takes an idle one for a sound one."""

    wrong: list[str]
    met: Counter[str] = field(default_factory=Counter)
    logs: Sequence[frozenset[bytes]] = ()

    def judge(
        self, district: SimulatedDistrict, alive: Sequence[CommuneDesk], logs: Sequence[frozenset[bytes]]
    ) -> None:
        """Compare everybody's fold of every dossier, byte for byte; `logs` are those of all disks there ever were."""
        self.logs = logs
        there = _events_of(district)
        folds = {number: merged(events) for number, events in there.items()}
        known = {event.chain for events in there.values() for event in events}
        self._district_rows(district, folds)
        for fold in folds.values():
            if fold is not None:
                self._accounted_for(fold)
        for desk in alive:
            self._desk(desk, folds, known)

    def _desk(self, desk: CommuneDesk, folds: dict[str, Merged | None], known: set[bytes]) -> None:
        own = {event.chain for event in desk.events}
        open_here = Counter(each.dossier.number for each in desk.store.commune.conflicts(10_000))
        numbers = desk.open_dossiers
        for number, fold in folds.items():
            if fold is None:
                continue
            if any(event.device == desk.device and event.chain not in own for event in fold.dossier.history):
                self.met["twice the same machine"] += 1
                continue  # its own double wrote of it, which only the others hear of
            if number not in numbers:
                self.wrong.append(f"{desk.name} does not know {number}")
                continue
            here = desk.store.commune.dossier(number)
            if any(event.chain not in known for event in here.dossier.history):
                self.met["known from a dead disk alone"] += 1
                continue
            if repr(here).encode() != repr(fold).encode():
                self.wrong.append(f"{desk.name} and the district differ in {number}: {_difference(here, fold)}")
            self._row(desk, number, here, open_here[number])
        for number in set(numbers) - folds.keys():
            told = {event.chain for event in desk.store.commune.dossier(number).dossier.history}
            if told <= known and told & own:
                self.wrong.append(f"the district does not know {number} of {desk.name}")

    def _row(self, desk: CommuneDesk, number: str, here: Merged, shown: int) -> None:
        row, standing = desk.store.register.row(number), here.dossier.standing
        holder = None if here.holder == desk.device else here.holder
        devices = {each.device: each.desk for each in desk.store.commune.neighbours()}
        held_by = None if holder is None else devices.get(holder, 0)
        told = (row.state, row.name, row.conflicts, row.held_by)
        if told != (standing.state, here.dossier.applicant.name, len(here.open_conflicts), held_by):
            self.wrong.append(f"{desk.name} shows {told} of {number}, its events say otherwise")
        if shown != len(here.open_conflicts):
            self.wrong.append(f"{desk.name} shows {shown} of {len(here.open_conflicts)} conflicts of {number}")

    def _district_rows(self, district: SimulatedDistrict, folds: dict[str, Merged | None]) -> None:
        rows = {str(number): facts for number, *facts in district.rows(_SHOWN)}
        for number, fold in folds.items():
            if fold is None:
                continue
            standing = fold.dossier.standing
            told = [standing.state, fold.dossier.applicant.name, standing.holder_kind, standing.holder]
            shown = len(district.contradictions_in(number))
            if shown != len(fold.open_conflicts):
                self.wrong.append(f"the district shows {shown} of {len(fold.open_conflicts)} conflicts of {number}")
            if number not in rows or [*rows[number][:4]] != told:
                self.wrong.append(f"the district shows {rows.get(number)} of {number}, its events say {told}")

    # Nothing may be set aside without anybody being told.

    def _accounted_for(self, fold: Merged) -> None:
        applied = {event.chain for event, _ in fold.applied}
        named = {event.chain for conflict in _all(fold.conflicts) for event in (conflict.first, conflict.second)}
        for event in fold.dossier.history:
            is_custody = isinstance(event.body, CUSTODY_EVENTS)
            if event.chain not in applied and event.chain not in named and not is_custody:
                self.wrong.append(f"{type(event.body).__name__} of {event.header.dossier} was dropped silently")
        self.met.update(f"conflict about {conflict.kind.value}" for conflict in fold.conflicts)
        self._custody(fold)
        self._doubles(fold, applied)

    def _doubles(self, fold: Merged, applied: set[bytes]) -> None:
        """Of two machines with one identity neither may write over what the other wrote with nobody told."""
        named = {(each.field, each.second.chain) for each in fold.conflicts if each.kind is ConflictKind.FIELD}
        setters: dict[str, Recorded] = {}
        for event in fold.dossier.history:
            for name, value in fields_of(event.body).items() if event.chain in applied else ():
                last, setters[name] = setters.get(name), event
                if last is None or last.device != event.device or fields_of(last.body)[name] == value:
                    continue
                if any({last.chain, event.chain} <= log for log in self.logs):
                    continue  # one machine wrote both
                self.met["a double wrote over"] += 1
                if (name, event.chain) not in named:
                    self.wrong.append(f"{name} of {event.header.dossier} was written over by a double silently")

    def _custody(self, fold: Merged) -> None:
        """Whoever takes what somebody else took meanwhile, or writes while another holds it, is named to people."""
        named = {each.second.chain for each in fold.conflicts if each.kind is ConflictKind.CUSTODY}
        last: Recorded | None = None
        seen: dict[bytes, dict[bytes, int]] = {}
        for event in fold.dossier.history:
            body = event.body
            for each in getattr(body, "seen", ()) if isinstance(body, CUSTODY_EVENTS) else ():
                _note(seen.setdefault(event.device, {}), each)
            if not isinstance(body, CustodyTaken | CustodyGiven):
                continue
            self.met["custody moved"] += 1
            if last is not None and _holder(last) != _holder(event):
                is_known = last.device == event.device or seen.get(event.device, {}).get(last.device, 0) >= last.seq
                if not is_known and event.chain not in named:
                    self.wrong.append(f"two desks took {event.header.dossier} over, and nobody is told")
            last = event


def _events_of(district: SimulatedDistrict) -> dict[str, list[Recorded]]:
    found: dict[str, list[Recorded]] = {}
    for number, device, seq, kind, version, header, body, chain in district.rows(_EVENTS):
        decoded = _CODEC.decode_body(kind, version, bytes(body))
        event = Recorded(seq, _CODEC.decode_header(bytes(header)), decoded, bytes(chain), bytes(device))
        found.setdefault(str(number), []).append(event)
    return {number: events for number, events in found.items() if any(type(each.body) in BEGINNINGS for each in events)}


def _difference(here: Merged, there: Merged) -> str:
    mine, theirs = ({event.chain for event in each.dossier.history} for each in (here, there))
    if mine != theirs:
        return f"{len(theirs - mine)} events are missing here, {len(mine - theirs)} there"
    return f"{here.dossier.standing.state.name} here, {there.dossier.standing.state.name} there"


def _all(conflicts: Iterable[Conflict]) -> Iterable[Conflict]:
    for conflict in conflicts:
        yield conflict
        if conflict.about is not None:
            yield conflict.about


def _holder(event: Recorded) -> bytes:
    body: Any = event.body
    return bytes(body.to_device) if isinstance(body, CustodyGiven) else event.device


def _note(known: dict[bytes, int], each: Seen) -> None:
    known[each.device] = max(known.get(each.device, 0), each.seq)

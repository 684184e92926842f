"""The league a second time: from the raw rows alone, written from the law's text, sharing nothing but MessagePack.

A third party with the event rows and the receipts can do the same and must come to the same digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import msgspec
import zstandard

MINUTES_5 = 300_000
EventRow = tuple[bytes, int, int, bytes, bytes | None]  # device, epoch, seq, header, body
ReceiptRow = tuple[bytes, int, int, bytes]  # device, epoch, last_seq, receipt
RefusedRow = tuple[bytes, int, bytes]  # device, epoch, batch

_STARTS = {20: 2, 21: 3, 40: 1}
_TABLE: dict[int, dict[int, int]] = {
    41: {1: 2}, 42: {1: 3}, 22: {2: 4}, 43: {2: 5, 4: 5}, 44: {5: 4}, 45: {4: 6}, 46: {6: 4}, 47: {4: 4},
    48: {2: 2, 4: 4, 9: 9}, 23: {4: 9}, 24: {9: 10}, 56: {9: 9}, 58: {9: 9}, 57: {9: 10}, 51: {2: 7, 4: 7, 5: 7},
    52: {2: 8, 4: 8, 5: 8, 6: 8}, 53: {7: 4, 8: 4, 9: 4, 10: 4}, 54: {n: n for n in range(1, 11) if n != 3},
}  # fmt: skip
_WAIT, _GO_ON, _CITIZEN = (43, 45, 51, 52), (44, 46, 53), (43, 45, 51, 52)
_TO_DESK, _ENDS = (20, 21, 40, 41, 23, 42, 51, 52), (21, 23, 42, 51, 52)
_NEW_DAY = {41: 3, 44: 1, 46: 1, 53: 2, 54: 6, 55: 1}


def again(
    events: Iterable[EventRow], receipts: Iterable[ReceiptRow], begins: int, as_of: int,
    refused: Iterable[RefusedRow] = (), dictionaries: Iterable[bytes] = (),
) -> dict[str, Any]:  # fmt: skip
    """Return a commune's figures; `begins` and `as_of` are milliseconds, `refused` the batches kept apart."""
    receipts, events = list(receipts), list(events)
    lines = [_Line(*row) for row in events]
    forked = _told_otherwise(events, refused, {sha256(each).digest()[:4]: each for each in dictionaries})
    covered, anchored = _covered(receipts), _anchored(lines, receipts)
    dossiers: dict[str, list[_Line]] = {}
    for line in lines:
        if line.number is not None:
            dossiers.setdefault(line.number, []).append(line)
    sums: dict[str, Any] = dict.fromkeys(
        ("ended", "open", "late_ended", "late_open", "late_by_commune", "late_by_body", "late_by_citizen"), 0
    )
    sums["proof"] = {name: [0, 0] for name in ("certified", "uncertain", "late_entry", "contradiction")}
    for number in sorted(dossiers):
        dossier = _Dossier(dossiers[number], as_of)
        dossier.contradicts = dossier.contradicts or number in forked
        _count(sums, dossier, begins, covered, anchored)
    late, counted = sums["late_ended"] + sums["late_open"], sums["ended"] + sums["open"]
    rate = None if not counted else int(late / counted * 10_000 + 0.5 + 1e-9)
    return {**sums, "late": late, "counted": counted, "rate": rate}


class _Line:
    def __init__(self, device: bytes, epoch: int, seq: int, header: bytes, body: bytes | None) -> None:
        read = msgspec.msgpack.decode(header + b"\xc4\x20" + bytes(32))
        self.stream, self.seq, self.kind, self.number = (device, epoch), seq, read[0], read[2]
        self.recorded, self.claimed = read[3], read[8]
        self.at = self.recorded if self.claimed is None else self.claimed
        self.body = None if body is None else msgspec.msgpack.decode(body)


@dataclass
class _Dossier:
    lines: list[_Line]
    as_of: int
    state: int = 0
    due: int | None = None
    unit: str = ""
    received: int = 0
    ended: int | None = None
    contradicts: bool = False
    apologised: bool = False
    waits: list[list[int | None]] = field(default_factory=list)
    decisive: _Line | None = None
    turns: list[tuple[int, str]] = field(default_factory=list)
    last: _Line | None = None

    def __post_init__(self) -> None:
        finished = waiting = None
        latest, side, work_ended = 0, "commune", None
        state, running = 0, True
        for line in self.lines:
            after = self._after(state, line)
            if after is None:
                self.contradicts = True
                continue
            state = after
            if running and line.at >= self.as_of:
                running = False
            if line.kind == 48:
                self.apologised = True
            if not running:
                continue
            kind, body, self.state, self.last = line.kind, line.body, after, line
            latest = max(latest, line.at)
            self._days(kind, body, line.at)
            if kind == 41:
                latest, self.turns = line.at, []
            held = side
            side = self._side_after(side, kind, body)
            if not self.turns and kind in (20, 21, 40):
                self.turns = [(line.at, "commune")]
            elif kind in _CITIZEN:
                self.turns.append((latest, "citizen"))
            elif kind in (41, 44, 46, 47, 53, 23) or (kind == 70 and side != held):
                self.turns.append((latest, side))
            if kind in _ENDS:
                work_ended = line.at
            if kind in _WAIT and not (self.waits and self.waits[-1][1] is None):
                self.waits.append([latest, None])
                waiting = line
            elif kind in _GO_ON:
                if self.waits and self.waits[-1][1] is None:
                    self.waits[-1][1] = latest
                finished = waiting = None
            if kind == 53:
                work_ended = self.ended = None
            if kind in (23, 51, 52, 42):
                self.ended = line.at
            if kind == 23:
                finished = line
        self.decisive = waiting or finished
        self.until_held = self.as_of if work_ended is None else work_ended

    def _after(self, state: int, line: _Line) -> int | None:
        """The state after an event; None when it contradicts what was before."""
        if line.kind in _STARTS:
            return None if state else _STARTS[line.kind]
        if not state or (line.kind == 48 and self.apologised):
            return None
        return _TABLE[line.kind].get(state) if line.kind in _TABLE else state

    def _days(self, kind: int, body: Any, at: int) -> None:
        if kind in (20, 40, 41):
            self.received = at
        if kind in (20, 40):
            self.unit = (body[4] if kind == 20 else body[1])[4]
        if kind == 20:
            self.due = body[5][0]
        if kind == 54 and len(body) > 5 and body[5] is not None:
            self.unit = body[5][4]
        place = _NEW_DAY.get(kind)
        if place is not None and len(body) > place and body[place] is not None:
            self.due = body[place][0]

    @staticmethod
    def _side_after(side: str, kind: int, body: Any) -> str:
        if kind == 47:
            return "body" if body[0] not in ("desk", "officer") else "commune"
        if kind == 70 and side == "body" and not body[1] and body[0][2] != "taken":
            return "commune"
        return "commune" if kind in _TO_DESK else side

    def is_past(self, at: int) -> bool:
        assert self.due is not None
        if self.unit == "working_hour":
            return at > self.due
        return _day(at) > _day(self.due)

    @property
    def judged_at(self) -> int:
        until = max(self.as_of - 1, self.received) if self.is_open else max(self.ended or 0, self.received)
        return min(until, self.waits[-1][0] or 0) if self.waits and self.waits[-1][1] is None else until

    @property
    def is_open(self) -> bool:
        return self.state in (2, 4, 5, 6)

    def late_side(self) -> str:
        """Who held it longest between the day and the judged instant; the commune where it is even."""
        assert self.due is not None
        end = max(self.until_held, self.turns[0][0])
        seconds = {"commune": 0, "body": 0, "citizen": 0}
        ends = [at for at, _ in self.turns[1:]] + [end]
        for (at, side), until in zip(self.turns, ends, strict=True):
            first, last = (min(max(min(x, end), self.due), self.judged_at) for x in (at, until))
            seconds[side] += max(0, (last - self.due) // 1000 - (first - self.due) // 1000)
        return max(seconds, key=lambda side: seconds[side])


def _count(
    sums: dict[str, Any], dossier: _Dossier, begins: int,
    covered: dict[tuple[bytes, int], list[tuple[int, int]]], anchored: dict[tuple[bytes, int], list[tuple[int, int]]],
) -> None:  # fmt: skip
    if dossier.state in (0, 1, 3):
        return
    if not dossier.is_open and max(dossier.ended or 0, dossier.received) < begins:
        return
    late = dossier.due is not None and dossier.is_past(dossier.judged_at)
    kind = "open" if dossier.is_open else "ended"
    sums[kind] += 1
    if late:
        sums[f"late_{kind}"] += 1
        sums[f"late_by_{dossier.late_side()}"] += 1
    sums["proof"][_proof(dossier, late, covered, anchored)][0 if late else 1] += 1


def _proof(
    dossier: _Dossier, late: bool,
    covered: dict[tuple[bytes, int], list[tuple[int, int]]], anchored: dict[tuple[bytes, int], list[tuple[int, int]]],
) -> str:  # fmt: skip
    if dossier.contradicts:
        return "contradiction"
    line = dossier.decisive
    if line is None:
        if not late:
            return "certified"
        assert dossier.last is not None
        device = dossier.last.stream[0]
        heard = [rows[-1][1] for (each, _), rows in covered.items() if each == device]
        return "certified" if heard and dossier.is_past(max(heard)) else "uncertain"
    if line.claimed is not None:
        return "late_entry"
    before = [at for seq, at in anchored.get(line.stream, []) if seq < line.seq][-1:]
    rows = covered.get(line.stream, [])
    place = bisect_left([seq for seq, _ in rows], line.seq)
    after = [at for _, at in rows[place : place + 1]]
    if any(line.recorded < at - MINUTES_5 for at in before) or any(line.recorded > at + MINUTES_5 for at in after):
        return "contradiction"
    if dossier.due is None:
        return "certified"
    bound = before if late else after
    return "certified" if bound and dossier.is_past(bound[0]) == late else "uncertain"


def _told_otherwise(
    events: Iterable[EventRow], refused: Iterable[RefusedRow], dictionaries: dict[bytes, bytes]
) -> set[str]:
    """The dossiers in batches kept apart, but for what such a batch only repeats of its epoch or an older one."""
    held: dict[tuple[bytes, int, bytes, bytes], int] = {}
    for device, epoch, seq, header, body in events:
        key = device, seq, header, b"\xc0" if body is None else body
        held[key] = min(epoch, held.get(key, epoch))
    found = set()
    for device, epoch, batch in refused:
        length = batch[0]
        head = msgspec.msgpack.decode(batch[1 : 1 + length])
        words = zstandard.ZstdCompressionDict(dictionaries[head[7]]) if head[7] else None
        parts = msgspec.msgpack.decode(
            zstandard.ZstdDecompressor(dict_data=words).decompress(batch[1 + length : -72]), type=list[msgspec.Raw]
        )
        for seq, (raw, body) in enumerate(zip(parts[::2], parts[1::2], strict=True), head[3]):
            told = msgspec.msgpack.decode(raw)
            header = bytes(raw)[: -1 if told[11] is None else -34]
            if told[2] is not None and held.get((device, seq, header, bytes(body)), epoch + 1) > epoch:
                found.add(told[2])
    return found


def _covered(receipts: Iterable[ReceiptRow]) -> dict[tuple[bytes, int], list[tuple[int, int]]]:
    found: dict[tuple[bytes, int], list[tuple[int, int]]] = {}
    for device, epoch, last_seq, receipt in sorted(receipts):
        found.setdefault((device, epoch), []).append((last_seq, msgspec.msgpack.decode(receipt[64:])[4]))
    return found


def _anchored(lines: Iterable[_Line], receipts: Iterable[ReceiptRow]) -> dict[tuple[bytes, int], list[tuple[int, int]]]:
    given = {receipt: msgspec.msgpack.decode(receipt[64:])[4] for _, _, _, receipt in receipts}
    found: dict[tuple[bytes, int], list[tuple[int, int]]] = {}
    for line in lines:
        if line.kind == 8 and line.body is not None and line.body[2] in given:
            found.setdefault(line.stream, []).append((line.seq, given[line.body[2]]))
    return found


def _day(at: int) -> int:
    return (at + 7 * 3_600_000) // 86_400_000

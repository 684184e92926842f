"""Rows 19 to 30 of the fraud corpus. Each function does the attack and returns what was noticed, by whom.

`python -m tests.evidence.attacks` does all of them in one process and prints JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import msgspec

from sync.wire.messages import Receipt
from tests.evidence.office import Office
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.simulation.district import SimulatedDistrict

Found = dict[str, Any]


def held_back(office: Office) -> Found:
    """19: sync is held back until the figures are fixed."""
    before = office.troubles()
    office.desk.work(20)
    office.days_pass(4)
    return {"before": before, "silent": office.troubles(), "waiting": office.desk.waiting() > 0}


def clone_shown(office: Office) -> Found:
    """20: the disk is cloned, and the inspector is shown the clean one."""
    clean = office.desk.copied()
    office.desk.work(5)
    office.round()
    clean.work(3)
    said = office.round(clean)
    status, findings = office.verdict()
    return {"said": said, "status": status, "named": any("two histories" in each for each in findings)}


def own_key(office: Office) -> Found:
    """21: somebody of the commune makes a new device key and enrols it without the district."""
    stranger = FakeOutbox(seed=51)
    stranger.work(4)
    said = [office.round(stranger, code) for code in ("", "AAAA-BBBB-CCCC-DDDD", office.code)]
    return {"said": said, "events": office.events() == len(office.desk.sent_events())}


def patched_program(office: Office) -> Found:
    """22: a patched program writes what it likes; with the desk's key the district cannot tell (as in 26)."""
    office.desk.work(6)
    said = office.round()
    return {"said": said, "status": office.verdict()[0]}


def edited_list(office: Office) -> Found:
    """23: the figures are edited where they are shown, on the server and in a file it gave out."""
    file = office.report()
    edited = file.replace(b'"000.00.18.H32"', b'"000.00.81.H32"')
    was = [str(each) for each in office.judged(file)]
    said = [str(each) for each in office.judged(edited)]
    office.execute("UPDATE dossier SET finished_at = received_at, status = 4 WHERE finished_at IS NULL")
    status, findings = office.verdict()
    return {"status": status, "first": findings[0], "file": was, "edited": said}


def dropped_dossier(office: Office) -> Found:
    """24: the server drops a late dossier with its batch and plants its log anew, with its own key."""
    last = office.rows("SELECT max(last_seq) FROM log_entry WHERE place = (SELECT max(place) - 1 FROM log_entry)")[0][0]
    for table in ("receipt", "log_entry"):
        office.execute(f"DELETE FROM {table} WHERE last_seq > %s", (last,))
    office.execute("DELETE FROM event WHERE seq > %s", (last,))
    office.execute(
        "UPDATE stream SET head_seq = %s, head_chain = (SELECT chain FROM event WHERE seq = %s)", (last, last)
    )
    office.planted_again()
    _tidied(last)
    alone = office.verdict()[0]
    said = office.round()
    return {
        "alone": alone, "said": said, "reason": office.desk.doubts[-1].reason if office.desk.doubts else "",
        "healed": office.events() >= len(office.desk.sent_events()), "evidence": bool(office.desk.doubts[-1].evidence),
    }  # fmt: skip


def _tidied(last: int) -> None:
    """Whatever else would give it away on the server itself."""
    from desk_app.domain.positional import time_of
    from sync.district.models import LogEntry, StoredReceipt, Stream
    from sync.district.taking_up import rebuild
    from sync.wire.batch import BatchHeader

    note = bytes(StoredReceipt.objects.get(last_seq=last).receipt)
    header = msgspec.msgpack.decode(bytes(LogEntry.objects.get(last_seq=last).header), type=BatchHeader)
    heard_at = time_of(msgspec.msgpack.decode(note[64:], type=Receipt).district_at)
    Stream.objects.update(heard_at=heard_at, reported_head=max(header.desk_head, last))
    rebuild()


def back_dated(office: Office) -> Found:
    """25: the server dates a receipt back, and plants its log anew."""
    place = int(office.rows("SELECT max(place) FROM log_entry")[0][0])
    ((note, last),) = office.rows(
        "SELECT r.receipt, r.last_seq FROM receipt r JOIN log_entry e ON e.last_seq = r.last_seq"
        f" WHERE e.place = {place}"
    )
    receipt = msgspec.msgpack.decode(bytes(note)[64:], type=Receipt)
    earlier = msgspec.structs.replace(receipt, district_at=receipt.district_at - 30 * 24 * 3600 * 1000)
    office.execute("UPDATE receipt SET receipt = %s WHERE last_seq = %s", (office.signed(earlier), last))
    office.execute("UPDATE stream SET heard_at = datetime(heard_at, '-30 days')")
    office.planted_again()
    status, findings = office.verdict()
    return {"status": status, "dated": any("dated before" in each for each in findings), "said": office.round()}


def both_together(office: Office) -> Found:
    """26: desk and server rewrite together before anybody else saw a root: not caught, and said so."""
    forger = FakeOutbox(seed=52)
    forger.work(20)
    said = office.round(forger, office.district.code(forger.agency_code, 1))
    return {"said": said, "status": office.verdict()[0]}


def replayed(office: Office) -> Found:
    """27: an old batch is sent again by somebody who caught it on the line."""
    caught: list[Any] = []
    carried = office.line.post

    def listening(path: str, body: bytes) -> Any:
        answer = carried(path, body)
        caught.append((path, body, answer))
        return answer

    vars(office.line)["post"] = listening
    office.desk.work(5)
    office.round()
    before = office.rows("SELECT count(*), max(seq) FROM event"), office.rows("SELECT count(*) FROM receipt")
    again = [carried(path, body) for path, body, _ in caught]
    after = office.rows("SELECT count(*), max(seq) FROM event"), office.rows("SELECT count(*) FROM receipt")
    return {"same": again[-1] == caught[-1][2], "rows": before == after, "status": office.verdict()[0]}


def other_content(office: Office) -> Found:
    """28: the same places of the log, with other content."""
    twin = office.desk.copied()
    office.desk.work(4)
    office.round()
    before = office.rows("SELECT chain FROM event WHERE epoch = 1 ORDER BY seq")
    twin.work(8)
    said = office.round(twin)
    kept = office.rows("SELECT chain FROM event WHERE epoch = 1 ORDER BY seq")
    return {"said": said, "kept": kept == before, "quarantined": office.rows("SELECT count(*) FROM quarantined")[0][0]}


def number_gone(office: Office) -> Found:
    """29: a dossier was destroyed before it was ever sent; its number is missing."""
    office.desk.day._counter += 1
    office.desk.work(30)
    office.round()
    status, findings = office.verdict()
    return {"status": status, "named": [each for each in findings if "never came" in each]}


def restored(office: Office) -> Found:
    """30: a desk is put back from its second copy, honestly."""
    desk = office.desk
    desk.epoch_opened(0)
    desk.work(5)
    said = office.round()
    status, findings = office.verdict()
    linked = office.rows("SELECT base_seq > 0 FROM stream WHERE epoch = 2")
    return {"said": said, "contradictions": [each for each in findings if status > 1], "linked": linked[0][0]}


ATTACKS: dict[int, Callable[[Office], Found]] = {
    19: held_back, 20: clone_shown, 21: own_key, 22: patched_program, 23: edited_list, 24: dropped_dossier,
    25: back_dated, 26: both_together, 27: replayed, 28: other_content, 29: number_gone, 30: restored,
}  # fmt: skip


def main() -> int:
    """Do all of them, each on a fresh office; and nothing at all once, as the control."""
    district = SimulatedDistrict()
    office = Office(district)
    found: dict[str, Found] = {"control": {"said": office.round(), "status": office.verdict()[0]}}
    for row, attack in ATTACKS.items():
        found[str(row)] = attack(Office(district))
    json.dump(found, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())

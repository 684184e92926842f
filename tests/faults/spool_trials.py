"""Kill -9 while the spool is made, carried and taken in: each trial is a process of its own, killed at its n-th call.

Run as a program (`python -m tests.faults.spool_trials FOLDER STRIDE SCENE [CALL …]`), so that forking is safe; prints
one JSON. The many writes into the database are taken at six times the stride, unless that is 1.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import httpx2  # noqa: F401  loaded once, before the children are made

from db.store import DeskStore
from desk_app.domain.errors import DeskError
from desk_app.domain.events import Anchored
from desk_app.ports import Enrolment
from sync.desk.courier import Delivery, run_courier
from sync.desk.spool import RECEIPT, Spool
from sync.desk.spool_answers import TakenIn, take_answers
from sync.desk.spool_making import seal_spool
from sync.wire.codec import MessagePackCodec
from sync.wire.messages import Receipt
from sync.wire.signing import DamagedNoteError, open_note, read_note
from tests.db.desk import TestClock, make_desk
from tests.faults import spool_broken
from tests.faults.killing import ended, killed_at, tried_at_every_call
from tests.faults.story import opened, receive
from tests.faults.stub_district import StubDistrict

CALLS = ("write", "fsync", "rename", "unlink", "pwrite64", "fdatasync")
_PAGES = 1  # the proxy's sign-in page comes first: with status 200


def main(folder: Path, stride: int, scene: str, *calls: str) -> None:
    template = folder / "template"
    make_desk(template)
    store = opened(template).store
    stub = StubDistrict(store.signer.public_key)
    store.outbox.enrolled(Enrolment(bytes(16), stub.signer.public_key, stub.envelope_key, "huyện"))
    store.close()
    strides = {call: stride * 6 if call == "pwrite64" and stride > 1 else stride for call in calls or CALLS}
    print(tried_at_every_call(strides, lambda call, nth: trial(folder, template, stub, call, nth, scene)).in_words())


def trial(folder: Path, template: Path, stub: StubDistrict, call: str, nth: int, scene: str) -> tuple[bool, str]:
    """Live through a day with a kill at the n-th `call`; see killing.Trial."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    stub.forget()
    stub.pages = _PAGES
    killed, heard = killed_at(call, nth, lambda start, said: live(home, stub, start, said, scene), stub.serve)
    problem = judge(home, stub, heard.decode().split())
    if not killed and "end" not in heard.decode():
        problem = problem or "it broke by itself"
    return killed, problem


def live(home: Path, stub: StubDistrict, start: int, said: int, scene: str) -> None:
    """The child: a day, a night, a morning and another evening; what is done is said."""
    stub.server.socket.close()
    spool_broken.break_spool(scene)
    store = opened(home).store
    os.write(said, b".")
    os.read(start, 1)
    for day in range(2):
        receive(store, "Trần Văn An")
        seal(store, stub)
        os.write(said, f" sealed:{store.outbox.head()[0]}".encode())
        went = carry(home, stub)
        if went.left == 0:
            os.write(said, f" delivered:{day}:{_sealed_last(home)}".encode())
        take(store)
    receive(store, "Y Wơl Niê")
    seal(store, stub)
    store.close()
    os.write(said, b" end")


def seal(store: DeskStore, stub: StubDistrict) -> None:
    seal_spool(store.outbox, store.signer, _spool(store), url=stub.url, ca_file="", clock=TestClock())


def carry(home: Path, stub: StubDistrict) -> Delivery:
    went = run_courier(
        home / "spool", clock=TestClock(), wait=lambda _: None, random=lambda: 0.0, keep_trying=timedelta(minutes=5),
        patience=5.0,
    )  # fmt: skip
    assert went is not None
    return went


def take(store: DeskStore) -> TakenIn:
    return take_answers(store.outbox, _spool(store))


def judge(home: Path, stub: StubDistrict, heard: list[str]) -> str:
    """Return what is wrong after a kill, empty when nothing is."""
    sealed = [int(word.split(":")[1]) for word in heard if word.startswith("sealed:")]
    delivered = [int(word.split(":")[2]) for word in heard if word.startswith("delivered:")]
    held = len(stub.chain)
    if delivered and delivered[-1] > held:
        return f"oversold: event {delivered[-1]} was called delivered, the district holds {held}"
    try:
        store = opened(home).store
    except DeskError as error:
        return f"does not open: {type(error).__name__} {error}"
    try:
        return _uncovered(home, store, stub, sealed) or _recovered(home, store, stub)
    finally:
        store.close()


def _uncovered(home: Path, store: DeskStore, stub: StubDistrict, sealed: list[int]) -> str:
    """What was said to be sealed lies there still, or its receipt does, or the log has it."""
    if store.outbox.acknowledged() > len(stub.chain):
        return f"oversold: the desk believes {store.outbox.acknowledged()}, the district holds {len(stub.chain)}"
    covered = store.outbox.acknowledged()
    spool = Spool(home / "spool")
    for _, note in spool.answers(RECEIPT):
        if not is_signed_note(stub.signer.public_key, note):
            return "oversold: a receipt that nobody signed"
        covered = max(covered, read_note(Receipt, note).last_seq)
    for item in sorted(spool.items(), key=lambda item: (item.first, -item.last)):
        if item.first <= covered + 1:
            covered = max(covered, item.last)
    gone = [seq for seq in range(covered + 1, max(sealed, default=0) + 1) if _is_work(store, seq)]
    return f"lost from the spool: events {gone}" if gone else ""


def _recovered(home: Path, store: DeskStore, stub: StubDistrict) -> str:
    """One more evening and morning, undisturbed: every event of the log is at the district, once, and proven."""
    for _ in range(2):
        taken = take(store)
        if taken.forked is not None or taken.unbelieved is not None:
            return f"unexpected: {taken.forked or taken.unbelieved}"
        seal(store, stub)
        if not _carried_beside(home, stub):
            return "unexpected: the courier could not deliver"
        take(store)
    if store.outbox.waiting():
        return f"lost: {store.outbox.waiting()} events wait for ever"
    proven = store.outbox.acknowledged()
    mine = [event.chain for event in store.outbox.events_after(0, 10**9)[:proven]]
    return "" if stub.chain[:proven] == mine else "the district has another history"


def _carried_beside(home: Path, stub: StubDistrict) -> bool:
    child = os.fork()
    if child == 0:
        stub.server.socket.close()
        os._exit(carry(home, stub).left)
    return ended(child, stub.serve) == 0


def is_signed_note(key: bytes, note: bytes) -> bool:
    try:
        open_note(Receipt, key, note)
    except DamagedNoteError:
        return False
    return True


def _is_work(store: DeskStore, seq: int) -> bool:
    (event,) = store.outbox.events_after(seq - 1, 1)
    return MessagePackCodec().decode_header(event.header).kind != Anchored.kind


def _sealed_last(home: Path) -> int:
    return max((item.last for item in Spool(home / "spool").items()), default=0)


def _spool(store: DeskStore) -> Spool:
    return Spool(store.keyring.places.home / "spool")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])

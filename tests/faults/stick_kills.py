"""Kill -9 at every call with which a stick is written, answered or read; each trial is a process of its own.

Run as a program (`python -m tests.faults.stick_kills FOLDER STRIDE SCENE`), so that forking is safe; prints one JSON.
`small disk` writes onto a stick that has no room.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from db.store import DeskStore
from db.verify import verify
from desk_app.domain.errors import DeskError
from desk_app.ports import Enrolment
from desk_app.usecases import intake
from desk_app.usecases.office import Office
from sync.bundle import files
from sync.bundle.folder import DeskFolder, folder_of
from sync.desk import bundle_export
from sync.desk.bundle_export import export_bundle
from sync.desk.bundle_import import import_bundle
from sync.wire.batch import unpack
from sync.wire.envelope import closed, opened, public_key_of
from sync.wire.messages import Receipt, StickAnswer, StickQuestion, StickReply
from sync.wire.signing import KeySigner, read_note, sign_note
from tests.desks import CountedChance, SetClock, application, make_office, open_again
from tests.faults.killing import killed_at, tried_at_every_call

Done = TypeVar("Done")
KEYS = KeySigner(b"the district".ljust(32, b"."))
BOX = b"the district's box".ljust(32, b".")
CALLS = ("write", "pwrite64", "fsync", "rename", "unlink", "mkdir")
SCENES = ("writing", "answering", "reading", "careless writing")


def main(folder: Path, stride: int, scene: str) -> None:
    bundle_export._ENVELOPE_BYTES = 1_000  # several envelopes of a small log
    if scene == "small disk":
        print(json.dumps(on_a_small_disk(folder)))
        return
    if scene == "careless writing":
        files.write_whole.__globals__["write_whole"] = careless
        DeskFolder.put_envelope.__globals__["write_whole"] = careless
    template = folder / "template"
    make_template(template)
    strides = dict.fromkeys(CALLS, stride)
    print(tried_at_every_call(strides, lambda call, nth: trial(folder, template, call, nth, scene)).in_words())


def careless(path: Path, content: bytes) -> None:
    """The control: writes where the file belongs, in two parts."""
    with path.open("wb", buffering=0) as file:
        file.write(content[:40])
        file.write(content[40:])


def make_template(template: Path) -> None:
    """Make a desk with work that waits, and an empty stick beside it."""
    office = make_office(template / "desk", SetClock())
    office.store.outbox.enrolled(Enrolment(bytes(16), KEYS.public_key, public_key_of(BOX), "huyện"))
    for number in range(4):
        intake.receive(office, application(f"Nguyễn Thị {number}"))
    office.store.close()
    (template / "stick").mkdir()


def opened_office(folder: Path) -> Office:
    return open_again(folder / "desk", SetClock(), CountedChance())


def trial(folder: Path, template: Path, call: str, nth: int, scene: str) -> tuple[bool, str]:
    """Do one scene with a kill at the n-th `call`; see killing.Trial."""
    here = folder / "here"
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(template, here)
    if scene in ("answering", "reading"):
        with_office(here, lambda office: write(office, here))
    if scene == "reading":
        answer(here)
    killed, _ = killed_at(call, nth, lambda start, said: hand(here, start, said, scene))
    return killed, judge(here)


def hand(here: Path, start: int, said: int, scene: str) -> None:
    """The child: open, wait for the tracer, do the scene."""
    office = opened_office(here)
    os.write(said, b".")
    os.read(start, 1)
    if scene in ("writing", "careless writing"):
        write(office, here)
    elif scene == "answering":
        answer(here)
    else:
        import_bundle(office.store.outbox, office.store.signer, here / "stick")


def write(office: Office, here: Path) -> None:
    export_bundle(office.store.outbox, office.store.signer, office.clock, here / "stick")


def answer(here: Path) -> None:
    """Do what the district does once it has committed, without a database: prove the newest event on the stick."""
    (own,) = (here / "stick" / "quay-mot-cua").iterdir()
    folder = folder_of(here / "stick", bytes.fromhex(own.name))
    asked = folder.question()
    assert asked is not None
    question, last, head = read_note(StickQuestion, asked), 0, b""
    for _, path in folder.envelopes():
        batch = unpack(opened(path.read_bytes(), BOX))
        last = batch.header.last
    head = (here / "head").read_bytes() if (here / "head").exists() else b""
    receipt = Receipt(folder.device, question.inbox.epoch, last, head, question.inbox.at, 1, 1, bytes(32))
    proof = sign_note(receipt, KEYS) if last else b""
    said = StickAnswer(hashlib.sha256(asked).digest(), question.inbox.at, proof, (), ())
    reply = StickReply(asked, closed(sign_note(said, KEYS), question.box_key))
    folder.put_answer(msgspec.msgpack.encode(reply))


def judge(here: Path) -> str:
    """Whatever happened: every file on the stick is whole, the desk is sound, and another try brings all of it."""
    (here / "head").unlink(missing_ok=True)
    for path in (here / "stick").rglob("*.events"):
        try:
            unpack(opened(path.read_bytes(), BOX))
        except ValueError as error:
            return f"half a file: {path.name} {error}"
    return with_office(here, lambda office: _again(office, here))


def _again(office: Office, here: Path) -> str:
    store, outbox = office.store, office.store.outbox
    assert isinstance(store, DeskStore)
    if not verify(store).sound:
        return "the desk is not sound"
    waiting = outbox.waiting()
    write(office, here)
    _head_for(office, here)
    answer(here)
    try:
        import_bundle(outbox, store.signer, here / "stick")
    except DeskError as error:
        return f"another try fails: {type(error).__name__}"
    return f"{outbox.waiting()} of {waiting} still wait" if outbox.waiting() else ""


def _head_for(office: Office, here: Path) -> None:
    chain = office.store.outbox.chain_at(office.store.outbox.head()[0])
    assert chain is not None
    (here / "head").write_bytes(chain)


def with_office(here: Path, work: Callable[[Office], Done]) -> Done:
    office = opened_office(here)
    try:
        done = work(office)
        _head_for(office, here)
        return done
    finally:
        office.store.close()


def on_a_small_disk(folder: Path) -> dict[str, object]:
    """Return what happens on a stick of a few kilobytes, and then on one with room."""
    make_template(folder)
    stick = folder / "stick"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20k", "tmpfs", str(stick)], capture_output=True)
    if mounted.returncode:
        return {"refused": "no mount"}
    office = opened_office(folder)
    try:
        try:
            write(office, folder)
            refused = ""
        except DeskError as error:
            refused = type(error).__name__
        whole = all(unpack(opened(path.read_bytes(), BOX)) for path in stick.rglob("*.events"))
        waiting = office.store.outbox.waiting()
    finally:
        subprocess.run(["umount", str(stick)], check=True)
    write(office, folder)
    _head_for(office, folder)
    answer(folder)
    import_bundle(office.store.outbox, office.store.signer, stick)
    left = office.store.outbox.waiting()
    office.store.close()
    return {"refused": refused, "whole": whole, "waiting": waiting, "left": left}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])

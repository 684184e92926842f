"""What was ever said is understood for ever, by this program, by an older and by a newer one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db.copy_frames import events_in, header_of, read_copy
from desk_app.domain.chain import genesis
from desk_app.domain.events import EVENTS, UnknownEvent
from desk_app.domain.positional import row_of
from sync.wire.batch import unpack
from sync.wire.codec import MessagePackCodec
from sync.wire.envelope import opened
from sync.wire.reckoning import reckon
from sync.wire.signing import DamagedNoteError, open_note
from tests.sync.golden import samples
from tests.sync.golden.__main__ import FOLDER, golden_now, sums

CODEC = MessagePackCodec()
KINDS = samples.message_kinds()
NOTES = sorted(path.name for path in FOLDER.glob("note-*.bin"))
EVENT_FILES = sorted(path.name for path in FOLDER.glob("event-*.bin"))
LAY_DOWN = "lay it down with `python -m tests.sync.golden`"


def _read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def _changed(folder: Path, known: dict[str, str]) -> list[str]:
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.bin")}
    return sorted(name for name in {*there, *known} if there.get(name) != known.get(name))


def test_no_golden_file_was_ever_changed_or_taken_away() -> None:
    assert len(sums()) > 60
    assert _changed(FOLDER, sums()) == []


def test_a_changed_golden_file_is_noticed(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.bin"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert _changed(tmp_path, sums()) == []
    (tmp_path / NOTES[0]).write_bytes(_read(NOTES[0])[:-1] + b"?")
    (tmp_path / EVENT_FILES[0]).unlink()
    assert _changed(tmp_path, sums()) == sorted([NOTES[0], EVENT_FILES[0]])


def test_everything_this_program_says_has_its_golden_bytes() -> None:
    missing = sorted({name for name, _ in golden_now()} - sums().keys())
    assert missing == [], LAY_DOWN


def test_what_this_program_says_today_it_says_as_in_the_golden_bytes() -> None:
    said = {name: content for name, content in golden_now() if name != "envelope-1.bin"}
    differing = [name for name, content in said.items() if not name.startswith("batch") and content != _read(name)]
    assert differing == [], "a message is added to at the end, never redefined"


@pytest.mark.parametrize("name", NOTES)
def test_a_note_of_any_age_is_read_today_by_an_older_and_by_a_newer_program(name: str) -> None:
    kind, signed = KINDS[name.split("-")[1]], _read(name)
    row = msgspec.msgpack.decode(signed[64:])
    note = open_note(kind, samples.SIGNER.public_key, signed)
    assert samples.agrees(row, msgspec.msgpack.decode(msgspec.msgpack.encode(note)))
    needed = len(kind.__struct_fields__) - len(kind.__struct_defaults__)
    for count in range(needed, len(kind.__struct_fields__) + 1):
        older = open_note(samples.shortened(kind, min(count, len(row))), samples.SIGNER.public_key, signed)
        assert samples.agrees_so_far(msgspec.msgpack.decode(msgspec.msgpack.encode(older)), row)
    newer = open_note(samples.lengthened(kind, 2), samples.SIGNER.public_key, signed)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(newer))[-2:] == ["later", "later"]
    assert samples.agrees(row, msgspec.msgpack.decode(msgspec.msgpack.encode(newer)))


@pytest.mark.parametrize("name", NOTES)
def test_a_note_passes_for_no_other_kind(name: str) -> None:
    signed, kind = _read(name), name.split("-")[1]
    for other in KINDS.values():
        if other.__name__ != kind:
            with pytest.raises(DamagedNoteError):
                open_note(other, samples.SIGNER.public_key, signed)


@pytest.mark.parametrize("name", EVENT_FILES)
def test_an_event_of_any_age_is_read_and_its_bytes_stay(name: str) -> None:
    _, number, version, _ = name.removesuffix(".bin").split("-")
    header, body = msgspec.msgpack.decode(_read(name))
    read = CODEC.decode_header(header)
    assert (read.kind, read.version) == (int(number), int(version))
    event = CODEC.decode_body(read.kind, read.version, body)
    assert event.kind == int(number), "a kind that was ever written is known for ever"
    assert samples.agrees(msgspec.msgpack.decode(body), row_of(event))
    assert CODEC.encode_header(read) == header


def test_an_event_of_a_newer_program_loses_nothing_on_its_way() -> None:
    for name in EVENT_FILES:
        header, body = msgspec.msgpack.decode(_read(name))
        read = CODEC.decode_header(header)
        today = row_of(CODEC.decode_body(read.kind, read.version, body))  # a field added since is not the newer one
        newer = msgspec.msgpack.encode([*today, "something later"])
        assert CODEC.decode_body(read.kind, read.version, newer) == CODEC.decode_body(read.kind, read.version, body)
        later = CODEC.decode_body(read.kind, read.version + 1, newer)
        assert isinstance(later, UnknownEvent) and CODEC.encode_body(later) == newer


def test_every_kind_of_event_has_golden_bytes() -> None:
    known = {int(name.split("-")[1]) for name in EVENT_FILES}
    assert {event.kind for event in EVENTS} - known == set(), LAY_DOWN


@pytest.mark.parametrize("name", ["batch-1-plain.bin", "batch-1-digests.bin"])
def test_a_batch_of_the_first_program_is_unpacked_and_proven(name: str) -> None:
    batch = unpack(_read(name))
    events = reckon(batch, {})
    assert batch.is_sealed_by(samples.SIGNER.public_key, events[-1].chain)
    assert [(event.sent.header, event.sent.body, event.chain) for event in events] == [
        (event.header, event.body, event.chain) for event in samples.stored_samples()
    ]
    assert batch.header.before == genesis(samples.SIGNER.public_key)


def test_an_envelope_of_the_first_program_is_opened() -> None:
    assert opened(_read("envelope-1.bin"), samples.DISTRICT_BOX) == _read("batch-1-plain.bin")


def test_a_second_copy_of_the_first_program_is_read() -> None:
    header = header_of(samples.DEVICE)
    content = read_copy(FOLDER / "copy-1.bin", header)
    assert content is not None and not content.damaged
    read = [event for frame in content.frames for event in events_in(frame, samples.COPY_KEY, header)]
    assert [(event.seq, event.header, event.digest, event.body) for event in read] == [
        (event.seq, event.header, event.digest, event.body) for event in samples.stored_samples()
    ]


def test_a_message_that_is_redefined_is_noticed() -> None:
    class Receipt(msgspec.Struct, array_like=True, frozen=True):
        """As if somebody had put the epoch first."""

        epoch: int
        device: bytes
        last_seq: int

    name = next(name for name in NOTES if name.startswith("note-Receipt-"))
    with pytest.raises(DamagedNoteError):
        open_note(Receipt, samples.SIGNER.public_key, _read(name))
    turned: list[Any] = list(reversed(msgspec.msgpack.decode(_read(name)[64:])))
    assert not samples.agrees(msgspec.msgpack.decode(_read(name)[64:]), turned)

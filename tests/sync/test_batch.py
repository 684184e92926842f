"""A batch holds exactly what was put in, proves who sealed it, and never costs more than its limits."""

import contextlib
import tracemalloc
from dataclasses import replace
from datetime import datetime

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import VerifyKey

from desk_app.domain import chain
from sync.wire import limits
from sync.wire.batch import Batch, BatchHeader, DamagedBatchError, UnknownDictionaryError, pack, unpack
from sync.wire.dictionary import dictionary_name
from sync.wire.envelope import DamagedEnvelopeError, closed, opened, public_key_of
from sync.wire.reckoning import Doubt, reckon
from sync.wire.signing import KeySigner
from tests.scale import many
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.synthetic_day import OFFICE

AT = datetime(2026, 12, 8, 22, 0, tzinfo=OFFICE)


def _desk(count: int = 60) -> FakeOutbox:
    outbox = FakeOutbox(seed=5)
    outbox.work(count)
    return outbox


def _packed(outbox: FakeOutbox, first: int = 1, **how: bool) -> bytes:
    identity = outbox.identity()
    before = outbox.chain_at(first - 1)
    assert before is not None
    return pack(
        outbox.events[first - 1 :], device=identity.device, epoch=identity.epoch, before=before,
        desk_head=outbox.head()[0], sealed_at=AT, signer=outbox.signer, **how,
    )  # fmt: skip


def _heads(batch: Batch) -> list[bytes]:
    return [event.chain for event in reckon(batch, {})]


@pytest.mark.parametrize("how", [{}, {"with_dictionary": False}, {"with_digests": True}])
def test_what_comes_out_is_what_went_in_and_the_chain_is_the_desks_own(how: dict[str, bool]) -> None:
    outbox = _desk()
    outbox.erase(2)
    batch = unpack(_packed(outbox, **how))
    assert [(event.header, event.body) for event in batch.events] == [(e.header, e.body) for e in outbox.events]
    if how.get("with_digests"):
        assert _heads(batch) == [event.chain for event in outbox.events]
        assert batch.is_sealed_by(outbox.signer.public_key, outbox.head()[1])


def test_the_seal_closes_desk_place_and_history() -> None:
    outbox = _desk()
    batch = unpack(_packed(outbox))
    head = _heads(batch)[-1]
    assert head == outbox.head()[1]
    assert batch.is_sealed_by(outbox.signer.public_key, head)
    assert not batch.is_sealed_by(KeySigner(bytes(32)).public_key, head)
    assert not batch.is_sealed_by(b"no key", head)
    assert not replace(batch, sealed_at=batch.sealed_at + 1).is_sealed_by(outbox.signer.public_key, head)
    assert not batch.is_sealed_by(outbox.signer.public_key, _heads(batch)[-2])


def test_the_seal_signs_what_the_wire_document_says() -> None:
    outbox = _desk(4)
    packed = _packed(outbox)
    length = packed[0]
    message = b"quay-mot-cua/seal/1" + packed[: 1 + length] + outbox.head()[1] + packed[-72:-64]
    assert VerifyKey(outbox.signer.public_key).verify(message, packed[-64:]) == message


def _with_header(packed: bytes, header: bytes) -> bytes:
    return bytes([len(header)]) + header + packed[1 + packed[0] :]


_OTHERS = {
    "format": 2, "device": bytes(16), "epoch": 2, "first": 2, "last": 4, "before": bytes(32), "desk_head": 99,
    "dictionary": b"", "raw_length": 7,
}  # fmt: skip


@pytest.mark.parametrize("field", BatchHeader.__struct_fields__)
def test_every_field_of_the_header_is_under_the_seal(field: str) -> None:
    outbox = _desk(4)
    good = _packed(outbox)
    header = msgspec.structs.replace(unpack(good).header, **{field: _OTHERS[field]})
    changed = _with_header(good, msgspec.msgpack.encode(header))
    with contextlib.suppress(DamagedBatchError):
        batch = unpack(changed)
        assert batch.header == header
        assert not batch.is_sealed_by(outbox.signer.public_key, outbox.head()[1])


def test_what_a_newer_desk_adds_to_the_header_is_taken_and_under_the_seal() -> None:
    outbox = _desk(4)
    good = _packed(outbox)
    longer = msgspec.msgpack.encode([*msgspec.msgpack.decode(good[1 : 1 + good[0]]), "newer"])
    assert not unpack(_with_header(good, longer)).is_sealed_by(outbox.signer.public_key, outbox.head()[1])
    message = b"quay-mot-cua/seal/1" + bytes([len(longer)]) + longer + outbox.head()[1] + good[-72:-64]
    batch = unpack(_with_header(good, longer)[:-64] + outbox.signer.sign(message))
    assert batch.is_sealed_by(outbox.signer.public_key, outbox.head()[1])
    assert batch.header == unpack(good).header


@settings(max_examples=many(quick=150, full=20_000), deadline=None)
@given(st.data())
def test_no_changed_batch_passes_for_sealed(data: st.DataObject) -> None:
    outbox = _desk(8)
    good = _packed(outbox)
    place = data.draw(st.integers(0, len(good) - 1))
    changed = data.draw(
        st.sampled_from([good[:place], good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :], good + b"\0"])
    )
    with contextlib.suppress(DamagedBatchError, UnknownDictionaryError, ValueError):
        batch = unpack(changed)
        honest = unpack(good)
        if batch.is_sealed_by(outbox.signer.public_key, _heads(batch)[-1]):
            assert (batch.header, batch.events) == (honest.header, honest.events)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_batch_or_damaged(noise: bytes) -> None:
    with contextlib.suppress(DamagedBatchError, UnknownDictionaryError):
        assert isinstance(unpack(noise), Batch)
    with pytest.raises(DamagedEnvelopeError):
        opened(noise, bytes(range(32)))


def test_a_batch_that_would_burst_is_refused_before_it_is_unpacked() -> None:
    outbox = _desk(4)
    good = _packed(outbox, with_dictionary=False)
    head, seal = good[: 1 + good[0]], good[-72:]
    bomb = zstandard.ZstdCompressor(level=3).compress(bytes(400 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(DamagedBatchError):
        unpack(head + bomb + seal)
    assert tracemalloc.get_traced_memory()[1] < limits.BATCH_RAW_MOST
    tracemalloc.stop()


def test_an_unknown_dictionary_is_named_as_such() -> None:
    good = _packed(_desk(4))
    with pytest.raises(UnknownDictionaryError):
        unpack(good.replace(dictionary_name(), b"\1\2\3\4"))


def test_an_envelope_opens_only_for_the_district() -> None:
    private = bytes(range(32))
    envelope = closed(b"events", public_key_of(private))
    assert opened(envelope, private) == b"events"
    assert b"events" not in envelope
    with pytest.raises(DamagedEnvelopeError):
        opened(envelope, bytes(32))
    with pytest.raises(DamagedEnvelopeError):
        opened(envelope[:-1] + bytes([envelope[-1] ^ 1]), private)


def test_a_day_of_events_costs_at_most_ninety_bytes_each() -> None:
    outbox = _desk(199)
    assert len(closed(_packed(outbox), public_key_of(bytes(range(32))))) <= 90 * 200


def test_the_chain_of_a_batch_starts_where_it_says() -> None:
    outbox = _desk(30)
    batch = unpack(_packed(outbox, first=11, with_digests=True))
    assert _heads(batch)[0] == chain.link(outbox.events[9].chain, outbox.events[10].header, outbox.events[10].digest)


def _forged(outbox: FakeOutbox, seq: int) -> Batch:
    """The desk's own digests and seal around another body: what only the digests' check can notice."""
    event = outbox.events[seq - 1]
    body = msgspec.msgpack.encode([*msgspec.msgpack.decode(event.body or b""), "forged"])
    outbox.events[seq - 1] = replace(event, body=body)
    forged = unpack(_packed(outbox, with_digests=True))
    assert forged.is_sealed_by(outbox.signer.public_key, outbox.head()[1])
    return forged


def _first(outbox: FakeOutbox, is_intake: bool) -> int:
    return next(e.seq for e in outbox.events[1:] if (outbox.header_of(e.seq).kind in (20, 21)) is is_intake)


def test_a_body_that_came_with_its_digest_is_checked_against_it() -> None:
    honest = _desk(30)
    assert {event.doubt for event in reckon(unpack(_packed(honest, with_digests=True)), {})} == {None}
    intake = _first(honest, is_intake=True)
    with pytest.raises(DamagedBatchError, match="sealed"):
        reckon(_forged(honest, intake), {})
    outbox = _desk(30)
    move = _first(outbox, is_intake=False)
    doubts = {event.sent.seq: event.doubt for event in reckon(_forged(outbox, move), {}) if event.doubt is not None}
    assert doubts == {move: Doubt.SALT_OF_ANOTHER}


def test_a_body_whose_salt_nobody_here_knows_is_doubted() -> None:
    outbox = _desk(30)
    outbox.erase(_first(outbox, is_intake=True))
    batch = unpack(_packed(outbox, with_digests=True))
    doubts = {event.doubt for event in reckon(batch, {})}
    assert doubts == {None, Doubt.SALT_UNKNOWN}

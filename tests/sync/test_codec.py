"""The bytes of events: round trips, newer programs, damage."""

import contextlib
from datetime import datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.chain import digest_of, genesis, link
from desk_app.domain.events import EVENTS, Event, Header, Started, UnknownEvent
from sync.wire.codec import MessagePackCodec

OFFICE = timezone(timedelta(hours=7))
CODEC = MessagePackCodec()
TIMES = st.integers(0, 4_000_000_000_000).map(
    lambda ms: datetime.fromtimestamp(ms // 1000, OFFICE) + timedelta(milliseconds=ms % 1000)
)
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBERS = st.integers(0, 2**62)
HEADERS = st.builds(
    Header,
    kind=st.integers(0, 255), version=st.integers(1, 9), dossier=st.none() | WORDS, recorded_at=TIMES,
    mono_delta_ms=NUMBERS, boot=NUMBERS, hlc=NUMBERS, actor=WORDS, claimed_at=st.none() | TIMES,
    base=st.none() | NUMBERS, catalogue_version=WORDS,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _values_that_the_log_can_hold() -> None:
    st.register_type_strategy(datetime, TIMES)
    st.register_type_strategy(int, NUMBERS)
    st.register_type_strategy(str, WORDS)


@given(st.data())
def test_every_kind_of_event_comes_back_as_it_was(data: st.DataObject) -> None:
    event = data.draw(st.sampled_from(EVENTS).flatmap(st.from_type))
    assert CODEC.decode_body(event.kind, event.version, CODEC.encode_body(event)) == event


@given(HEADERS)
def test_a_header_comes_back_as_it_was_and_is_closed_by_its_digest(header: Header) -> None:
    encoded = CODEC.encode_header(header)
    assert CODEC.decode_header(encoded) == header
    whole = msgspec.msgpack.decode(encoded + b"\xc4\x20" + b"d" * 32)
    assert len(whole) == 12
    assert whole[-1] == b"d" * 32


@given(st.binary(max_size=200), st.integers(0, 40), st.integers(0, 3))
def test_any_bytes_are_an_event_or_a_value_error(damaged: bytes, kind: int, version: int) -> None:
    for attempt in (lambda: CODEC.decode_body(kind, version, damaged), lambda: CODEC.decode_header(damaged)):
        with contextlib.suppress(ValueError):
            assert isinstance(attempt(), Event | Header)


@pytest.mark.parametrize(
    "damaged", [b"\x91" * 100_000, b"", b"\xc1", b"\x93\xcf" + b"\xff" * 8, b"\x81\x91\x01\x02", b"\x90\x90"]
)
def test_known_damage_is_a_value_error(damaged: bytes) -> None:
    for kind in (1, 5, 20, 22, 99):
        with pytest.raises(ValueError):
            CODEC.decode_body(kind, 1, damaged)


def test_a_newer_event_is_kept_as_it_came() -> None:
    row = msgspec.msgpack.encode(["something", 1])
    for kind, version in ((99, 1), (Started.kind, Started.version + 1)):
        event = CODEC.decode_body(kind, version, row)
        assert event == UnknownEvent(its_kind=kind, its_version=version, row=row)
        assert CODEC.encode_body(event) == row


def test_a_newer_program_may_add_a_field_at_the_end() -> None:
    assert CODEC.decode_body(22, 1, msgspec.msgpack.encode(["note", 7])) == Started("note")
    assert CODEC.decode_body(22, 1, msgspec.msgpack.encode([])) == Started("")


def test_one_changed_byte_changes_the_head() -> None:
    header, body = b"\x9c\x01", CODEC.encode_body(Started("a"))
    head = genesis(bytes(32), 1)
    kept = link(head, header, digest_of(bytes(16), body))
    assert kept != link(head, header, digest_of(bytes(16), CODEC.encode_body(Started("b"))))
    assert kept != link(head, b"\x9c\x02", digest_of(bytes(16), body))
